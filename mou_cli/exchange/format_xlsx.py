"""Workbooks: read from the sheet that is named like agreements, else the first that holds anything."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from mou_cli.agreement.context import Context
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.errors import MouError, Usage
from mou_cli.exchange.rows import Table
from mou_cli.exchange.sheet import Line, read_sheet
from mou_cli.exchange.workbook_guards import guard
from mou_cli.vocabulary.matching import key

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from mou_cli.exchange.surroundings import Surroundings

_CALLED = (
    "agreements agreement mous mou register registry memoranda memorandums treaties treaty instruments "
    "соглашения меморандумы договоры реестр келісімдер меморандумдар тізілім معاہدے یادداشتیں"
)
_NAMES = frozenset(_CALLED.split())


def write(
    agreements: Iterable[Registered],
    out: BinaryIO,
    moment: Moment,
    columns: Sequence[str] | None = None,
    *,
    around: "Surroundings | None" = None,
) -> None:
    """Write a workbook of `agreements` to `out`; see sheets.py."""
    from mou_cli.exchange.sheets import write_workbook

    write_workbook(agreements, out, moment, columns, around=around)


def read(source: BinaryIO, mapping: Mapping[str, str], context: Context) -> Table:
    """Return the agreements in `source`, an .xlsx workbook; numbers are rows of the sheet.

    Raises Usage where it is no such workbook, is encrypted, or would unpack to more than a desk's register holds.
    """
    data = source.read()
    guard(data)
    book = _opened(data)
    sheets = [name for name in book.sheet_names if key(name) in _NAMES] or book.sheet_names
    others = []
    for name in sheets:
        lines = list(_lines(_sheet(book, name)))
        if lines:
            others = [f'sheet "{other}"' for other in book.sheet_names if other != name]
            table = read_sheet(iter(lines), mapping, context)
            table.ignored += others
            return table
    return read_sheet(iter(()), mapping, context)


def _opened(data: bytes) -> "CalamineWorkbook":
    from python_calamine import CalamineError, load_workbook

    try:
        return load_workbook(BytesIO(data))
    except CalamineError as fault:
        raise _broken(fault) from None
    except BaseException as fault:
        raise _unless_panic(fault) from None


def _sheet(book: "CalamineWorkbook", name: str) -> "CalamineSheet":
    from python_calamine import CalamineError

    try:
        return book.get_sheet_by_name(name)
    except CalamineError as fault:
        raise _broken(fault) from None
    except BaseException as fault:
        raise _unless_panic(fault) from None


def _unless_panic(fault: BaseException) -> BaseException:
    # A panic of the Rust library is no Exception; whatever else is not ours goes on its way.
    return _broken(fault) if type(fault).__name__ == "PanicException" else fault


def _broken(fault: BaseException) -> MouError:
    said = str(fault).splitlines()[0][:120] if str(fault) else "damaged"
    return Usage(f"the workbook cannot be read: {said}", "open it in a spreadsheet and save it again as .xlsx")


def _lines(sheet: "CalamineSheet") -> Iterator[Line]:
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield number, texts


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).strip()
    # How workbooks write what is no character; the library leaves it as it stands.
    return text.replace("_xFFFE_", "\ufffe").replace("_xFFFF_", "\uffff") if "_xFFF" in text else text
