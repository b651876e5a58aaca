"""`mou init`: a new registry in a file or on a server, its tables brought up to date, and the roles of its users."""

from pathlib import Path
from typing import NamedTuple

from mou_cli.desk.answering import answer
from mou_cli.errors import Usage
from mou_cli.registry.opening import FILE_NAME, shown
from mou_cli.render.console import say
from mou_cli.session import Session
from mou_cli.settings.places import is_address


class Asked(NamedTuple):
    """Whose desk it is, and what is asked for on a server alone: an upgrade of the tables, roles."""

    own: str = ""
    upgrade: bool = False
    roles: bool = False


def start(session: Session, path: str, asked: Asked) -> None:
    """Make a registry at `path` (empty: where the session points, else here) and print where it is.

    On a server, `upgrade` brings the tables of one that is there up to date, and `roles` makes the roles, for a new
    registry or one that is there. Raises Usage for what only a server has, Conflict where a registry is there already.
    """
    from mou_cli.vocabulary.parties import resolve_party

    place = path or session.asked_location or FILE_NAME
    own = resolve_party(asked.own) if asked.own else ""
    if is_address(place):
        _on_server(place, own, asked)
        return
    if asked.upgrade or asked.roles:
        raise Usage("--upgrade and --roles are for a registry on a server", "mou init postgresql://HOST/DATABASE")
    from mou_cli.registry.making import make_registry

    target = Path(place).expanduser()
    if target.is_dir():
        target = target / FILE_NAME
    make_registry(target, own)
    answer(target)


def _on_server(place: str, own: str, asked: Asked) -> None:
    from mou_cli.registry.postgres.making import has_registry, make_registry, make_roles, upgrade

    if asked.upgrade:
        was, now = upgrade(place)
        say(f"the tables are of version {now} now; they were of {was}" if was < now else "the tables are up to date")
    elif not (asked.roles and has_registry(place)):
        make_registry(place, own)
    if asked.roles:
        make_roles(place)
        say("made the roles mou_reader, mou_editor and mou_auditor: GRANT mou_editor TO somebody")
    answer(shown(place))
