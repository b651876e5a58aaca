"""The interview of `mou add`: a question for each field, back and forth, the card, and then the word to save."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from mou_cli.agreement.checks.finding import Finding
from mou_cli.agreement.context import Context
from mou_cli.ask.asker import Asker, Back, Prompt, make_asker
from mou_cli.ask.choices import Choice
from mou_cli.ask.question import Fields, Question
from mou_cli.ask.questions import QUESTIONS
from mou_cli.ask.suggestions import Suggestions
from mou_cli.errors import Usage
from mou_cli.render.console import say

_SAVE = {"": "yes", "y": "yes", "yes": "yes", "n": "no", "no": "no", "e": "edit", "edit": "edit"}
_MEND = {"": "edit", "y": "edit", "yes": "edit", "e": "edit", "edit": "edit", "n": "no", "no": "no"}


def interview(
    context: Context,
    suggestions: Suggestions,
    fields: Fields,
    show: Callable[[Fields], None],
    asker: Asker | None = None,
    errors: Callable[[Fields], Sequence[Finding]] = lambda _: (),
) -> Fields | None:
    """Ask for an agreement field by field and return its fields, or None where the person does not want it saved.

    `context` is what words are read against, `suggestions` what is offered, `fields` what is known already (from
    options: it is offered for correction), `show` prints the card. `errors` returns what would keep fields out of the
    registry (an error without a field: that it is no agreement at all): an answer that brings one is refused, and what
    has one is not saved. Raises Interrupted at Ctrl-C and Ctrl-D.
    """
    talk = _Talk(context, suggestions, asker or make_asker(), errors)
    fields = talk.through(QUESTIONS, fields)
    while True:
        show(fields)
        found = errors(fields)
        for error in found:
            say(f"this cannot be saved: {': '.join(filter(None, (error.field, error.message)))}")
        answer = talk.mend() if found else talk.save()
        if answer == "no":
            return None
        if answer == "yes":
            return fields
        fields = talk.through(talk.chosen(fields, found), fields)


class _Talk:
    def __init__(
        self,
        context: Context,
        suggestions: Suggestions,
        asker: Asker,
        errors: Callable[[Fields], Sequence[Finding]],
    ) -> None:
        self._context = context
        self._suggestions = suggestions
        self._asker = asker
        self._errors = errors

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
        changed = question.put(fields, item, text, self._context)
        if changed != fields:
            self._refuse_new_error(fields, changed, question.hint)
        return changed

    def _refuse_new_error(self, before: Fields, after: Fields, hint: str) -> None:
        present = self._errors(before)
        if not all(error.field for error in present):
            return  # what was no agreement at all hid every other error
        # Places move where an item is taken out: an error is told by what it says.
        known = Counter(error.message for error in present)
        for message in Counter(error.message for error in self._errors(after)) - known:
            raise Usage(message, hint)

    def save(self) -> str:
        """Return `yes`, `no` or `edit`."""
        return self._word(_SAVE, "Save? [Y/n/e(dit)]", "y saves, n drops it all, e changes an answer")

    def mend(self) -> str:
        """Return `no` or `edit`: what stands there cannot be saved."""
        return self._word(_MEND, "Change it? [Y/n]", "y changes an answer, n drops it all")

    def _word(self, words: Mapping[str, str], label: str, hint: str) -> str:
        def check(text: str) -> None:
            if text.lower() not in words:
                raise Usage("that is none of the answers", hint)

        return words[self._asker(Prompt(label, hint=hint, check=check, brief=True)).lower()]

    def chosen(self, fields: Fields, errors: Sequence[Finding]) -> Sequence[Question]:
        """Return the question whose answer the person wants to change, or all of them where none is named.

        The one that holds the first of `errors` is suggested.
        """
        named = {question.name: question for question in QUESTIONS}

        def check(text: str) -> None:
            if text and text not in named:
                raise Usage(f'there is no question "{text}"', ", ".join(named))

        choices = [
            Choice(name, question.label(fields, 0)) for name, question in named.items() if question.asked(fields, 0)
        ]
        wrong = next((name for error in errors for name in named if f"{error.field}.".startswith(f"{name}.")), "")
        hint = "a field's name; empty: all from the start"
        answer = self._asker(Prompt("Which answer?", wrong, bool(wrong), hint, choices, check=check))
        return [named[answer]] if answer else QUESTIONS
