"""Asking with prompt_toolkit: completion while typing, the fault under the line, Ctrl-B for the question before."""

from collections.abc import Iterable, Sequence
from itertools import islice
from textwrap import wrap

from prompt_toolkit import PromptSession
from prompt_toolkit.application.current import create_app_session, get_app, get_app_session
from prompt_toolkit.buffer import Buffer, ValidationState
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.lexers import DynamicLexer, SimpleLexer
from prompt_toolkit.output import DummyOutput, create_output
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.styles import Style
from prompt_toolkit.validation import ValidationError, Validator

from mou_cli.ask.asker import BACK_WORD, Back, Prompt, stop
from mou_cli.ask.choices import Choice, fitting, only_one
from mou_cli.errors import MouError
from mou_cli.render.safe import safe
from mou_cli.render.widths import cut

_STYLE = Style.from_dict(
    {
        "label": "bold",
        "suggested": "fg:ansibrightblack",
        "bottom-toolbar": "noreverse fg:ansibrightblack",
        "bottom-toolbar.text": "",
        "validation-toolbar": "bg:default fg:ansired",
        "completion-menu.completion": "bg:default",
        "completion-menu.meta.completion": "bg:default fg:ansibrightblack",
        "completion-menu.completion.current": "reverse",
    }
)


class CompletingAsker:
    """Asks with completion; what it draws goes to stdout where that is a terminal, else to stderr."""

    def __call__(self, prompt: Prompt) -> str:
        """Ask; the answer has passed the prompt's check."""
        try:
            answer = self._ask(prompt)
        except (KeyboardInterrupt, EOFError):
            stop()
        if answer is None or (answer.strip() == BACK_WORD and prompt.back):
            raise Back
        return answer.strip()

    def _ask(self, prompt: Prompt) -> str | None:
        session = get_app_session()
        output = session.output if _is_given(session.output) else create_output(always_prefer_tty=True)
        check = _Check(prompt, output.get_size().columns)
        untouched = _untouched(prompt)
        with create_app_session(input=session.input, output=output):
            asking: PromptSession[str | None] = PromptSession(
                FormattedText([("class:label", safe(prompt.label)), ("", "  ")]),
                completer=_Offers(prompt.choices, prompt.separator) if prompt.choices else None,
                complete_while_typing=True,
                complete_style=CompleteStyle.COLUMN,
                reserve_space_for_menu=6 if prompt.choices else 1,
                validator=check,
                validate_while_typing=False,
                bottom_toolbar=lambda: _help(prompt, check.advice, output.get_size().columns),
                key_bindings=_keys(prompt, untouched),
                lexer=DynamicLexer(lambda: SimpleLexer("class:suggested") if untouched() else None),
                style=_STYLE,
            )
            return asking.prompt(default=prompt.default)


def _is_given(output: object) -> bool:
    return isinstance(output, DummyOutput)


def _help(prompt: Prompt, advice: list[str], columns: int) -> FormattedText:
    keys = "Enter: next" + ("  < or Ctrl-B: back" if prompt.back else "") + "  Ctrl-C: stop, nothing saved"
    lines = advice or [safe(prompt.hint)]
    return FormattedText([("", "\n".join(cut(line, columns - 1) for line in [*lines, keys] if line))])


def _untouched(prompt: Prompt) -> Condition:
    def is_untouched() -> bool:
        buffer = get_app().current_buffer
        return prompt.suggested and buffer.text == prompt.default != "" and buffer.document.is_cursor_at_the_end

    return Condition(is_untouched)


def _keys(prompt: Prompt, untouched: Condition) -> KeyBindings:
    keys = KeyBindings()

    @keys.add(Keys.Any, filter=untouched)
    @keys.add(Keys.BracketedPaste, filter=untouched)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.reset()
        event.current_buffer.insert_text(" ".join(event.data.splitlines()))

    @keys.add("c-b")
    def _(event: KeyPressEvent) -> None:
        if prompt.back:
            event.app.exit(result=None)

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        _enter(prompt, event.current_buffer)

    @keys.add("tab")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state:
            buffer.complete_next()
            return
        # The menu comes a moment after the letters; whoever types faster gets what it would have offered first.
        offered = buffer.completer.get_completions(buffer.document, CompleteEvent(completion_requested=True))
        for completion in islice(offered, 1):
            buffer.apply_completion(completion)

    return keys


def _enter(prompt: Prompt, buffer: Buffer) -> None:
    if not _passes(prompt, buffer.text):
        # `prot` is enough for protocol where nothing else begins so.
        before, separator, typed = buffer.text.rpartition(prompt.separator or "\0")
        whole = only_one(typed, prompt.choices)
        if whole is not None and _passes(prompt, before + separator + whole):
            buffer.text = before + separator + whole
    buffer.validate_and_handle()
    if prompt.brief and buffer.validation_error:
        _clear(buffer)


def _clear(buffer: Buffer) -> None:
    # What is wrong stays to be read: to the buffer, another text is one that nobody has judged yet.
    fault = buffer.validation_error
    buffer.reset()
    buffer.validation_error, buffer.validation_state = fault, ValidationState.INVALID


def _passes(prompt: Prompt, text: str) -> bool:
    try:
        prompt.check(text.strip())
    except MouError:
        return False
    return True


class _Check(Validator):
    """Holds an answer against the prompt's check; what is wrong goes under the line, what to do into the toolbar."""

    def __init__(self, prompt: Prompt, columns: int) -> None:
        self._prompt = prompt
        self._columns = columns
        self.advice: list[str] = []

    def validate(self, document: Document) -> None:
        self.advice = []
        text = document.text.strip()
        if text == BACK_WORD and self._prompt.back:
            return
        try:
            self._prompt.check(text)
        except MouError as fault:
            wrong, *rest = wrap(safe(fault.message), self._columns - 1) or [""]
            self.advice = rest + wrap(safe(fault.hint), self._columns - 1)
            raise ValidationError(cursor_position=len(document.text), message=wrong) from None


class _Offers(Completer):
    def __init__(self, choices: Sequence[Choice], separator: str) -> None:
        self._choices = choices
        self._separator = separator

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        if self._separator:
            typed = typed.rpartition(self._separator)[2]
        typed = typed.lstrip()
        if not typed and not complete_event.completion_requested:
            return
        for choice in fitting(typed, self._choices):
            yield Completion(
                choice.value,
                start_position=-len(typed),
                display=safe(choice.value),
                display_meta=safe(choice.label),
            )
