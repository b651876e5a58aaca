"""The interview of `mou add`: a question for each field, back and forth, the card, and then the word to save."""

from collections.abc import Callable, Sequence

from mou_cli.agreement.context import Context
from mou_cli.ask.asker import Asker, Back, Prompt, make_asker
from mou_cli.ask.choices import Choice
from mou_cli.ask.question import Fields, Question
from mou_cli.ask.questions import QUESTIONS
from mou_cli.ask.suggestions import Suggestions
from mou_cli.errors import Usage

_LETTERS = {"": "yes", "y": "yes", "yes": "yes", "n": "no", "no": "no", "e": "edit", "edit": "edit"}


def interview(
    context: Context,
    suggestions: Suggestions,
    fields: Fields,
    show: Callable[[Fields], None],
    asker: Asker | None = None,
) -> Fields | None:
    """Ask for an agreement field by field and return its fields, or None where the person does not want it saved.

    `context` is what words are read against, `suggestions` what is offered, `fields` what is known already (from
    options: it is offered for correction), `show` prints the card. Raises Interrupted at Ctrl-C and Ctrl-D.
    """
    talk = _Talk(context, suggestions, asker or make_asker())
    fields = talk.through(QUESTIONS, fields)
    while True:
        show(fields)
        answer = talk.save()
        if answer == "no":
            return None
        if answer == "yes":
            return fields
        fields = talk.through(talk.chosen(fields), fields)


class _Talk:
    def __init__(self, context: Context, suggestions: Suggestions, asker: Asker) -> None:
        self._context = context
        self._suggestions = suggestions
        self._asker = asker

    def through(self, questions: Sequence[Question], fields: Fields) -> Fields:
        """Ask `questions` in their order, with steps back, and return the fields with the answers."""
        done: list[tuple[int, int]] = []
        place = item = 0
        while place < len(questions):
            question = questions[place]
            if not question.asked(fields, item):
                place, item = place + 1, 0
                continue
            try:
                fields, following = self._one(question, fields, item, back=bool(done))
            except Back:
                place, item = done.pop()
                continue
            done.append((place, item))
            place, item = (place + 1, 0) if following is None else (place, following)
        return fields

    def _one(self, question: Question, fields: Fields, item: int, *, back: bool) -> tuple[Fields, int | None]:
        # Returns the fields with the answer, and the item of the same question that comes next, if there is one.
        current = question.current(fields, item)
        prompt = Prompt(
            label=question.label(fields, item),
            default=current or question.default(fields, self._suggestions, item),
            suggested=not current,
            hint=question.hint,
            choices=question.offered(self._suggestions, self._context, fields, item),
            separator=question.separator,
            check=lambda text: self._put(question, fields, item, text),
            back=back,
        )
        answer = self._asker(prompt)
        changed = fields if answer == current else self._put(question, fields, item, answer)
        if not question.repeats:
            return changed, item + 1
        if answer:
            return changed, item + 1
        return changed, item if current else None  # an emptied item is gone, and the next has moved up

    def _put(self, question: Question, fields: Fields, item: int, text: str) -> Fields:
        if question.required and not text:
            raise Usage("this one is needed", "Ctrl-C stops without saving")
        return question.put(fields, item, text, self._context)

    def save(self) -> str:
        """Return `yes`, `no` or `edit`."""

        def check(text: str) -> None:
            if text.lower() not in _LETTERS:
                raise Usage("answer y, n or e", "")

        answer = self._asker(
            Prompt("Save? [Y/n/e(dit)]", hint="y saves, n drops it all, e changes an answer", check=check)
        )
        return _LETTERS[answer.lower()]

    def chosen(self, fields: Fields) -> Sequence[Question]:
        """Return the question whose answer the person wants to change, or all of them where none is named."""
        named = {question.name: question for question in QUESTIONS}

        def check(text: str) -> None:
            if text and text not in named:
                raise Usage(f'there is no question "{text}"', ", ".join(named))

        choices = [
            Choice(name, question.label(fields, 0)) for name, question in named.items() if question.asked(fields, 0)
        ]
        answer = self._asker(
            Prompt("Which answer?", hint="a field's name; empty: all from the start", choices=choices, check=check)
        )
        return [named[answer]] if answer else QUESTIONS
