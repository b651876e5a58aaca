"""Laws of merging: two copies of a register on which anything was done, joined: nothing is lost or guessed."""

from typing import Any
from unittest.mock import patch

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from mou_cli.agreement.merging.lists import ABSENT
from mou_cli.agreement.merging.three_way import ThreeWay, ours_first
from mou_cli.desk.undoing import undo
from mou_cli.session import Session
from tests.factories import DOING, TODAY
from tests.merging import Pair, Row, Rows, by_identity, lines, pair, rows
from tests.registry_history import problems
from tests.strategies import agreements
from tests.tampering import FIRST, STEPS, make

EMPTY: dict[str, Any] = {"meta": {"1": {"format": 1, "next": {}}}, "occasions": {}, "agreements": {}, "history": {}}
STARTS = st.tuples(st.sampled_from([FIRST, EMPTY]), st.just([]) | STEPS, st.sampled_from([1, 10_000]))
# As it was found: to make a failing example smaller by merging files again and again takes many minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
SETS = ("tags", "former_refs")
MISSING = "(absent)"


def fork(both: Pair, here: Any, there: Any) -> tuple[Rows, Rows, Rows]:
    """Let each copy go its way; returns what was there before, what is here and what is there."""
    before = rows(both.ours)
    make(both.ours, here)
    # By somebody else: an entry that two make alike, to the second, is one entry of both.
    with patch("tests.tampering.DOING", DOING._replace(actor="embassy")):
        make(both.theirs, there)
    return before, rows(both.ours), rows(both.theirs)


def expected(base: Row | None, ours: Row | None, theirs: Row | None, name: str) -> list[Any]:
    """What may become of a field by the rule: what one alone changed, else both of what collides."""
    was, here, there = ((row or {}).get(name, MISSING) for row in (base, ours, theirs))
    if here == there or there == was:
        return [here]
    return [there] if here == was else [here, there]


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(STARTS, STEPS, STEPS, st.sampled_from(["ours", "theirs"]))
def test_what_one_alone_changed_is_there_and_what_collides_is_named(
    start: Any, here: Any, there: Any, side: str
) -> None:
    with pair(*start) as both:
        before, ours, theirs = fork(both, here, there)
        told = both.merged(side, unrelated=True)
        after = by_identity(rows(both.ours), before)
        one, other = by_identity(ours, before), by_identity(theirs, before)
        named = {(each["about"], each["no"], each["field"]) for each in told["collisions"]}
        for key in {*one, *other, *before}:
            base = before.get(key)
            here_row, there_row = one.get(key, (0, None)), other.get(key, (0, None))
            left = after.get(key, (0, None))
            thing, number = key[0].removesuffix("s"), here_row[0] or there_row[0]
            compare(
                base,
                here_row[1],
                there_row[1],
                left[1],
                side,
                {name for t, n, name in named if (t, n) == (thing, number)},
            )


def compare(
    base: Row | None, ours: Row | None, theirs: Row | None, left: Row | None, side: str, named: set[str]
) -> None:
    """Hold what became of one row to the rule."""
    if ours is None or theirs is None:
        stays = ours or theirs
        if base is None or stays is None:
            assert (left is None) == (stays is None)
        elif stays == base:
            assert left is None
        else:
            assert "" in named
            assert (left is None) == ((ours if side == "ours" else theirs) is None)
        return
    assert left is not None
    for name in {*ours, *theirs} - {"ref", *SETS}:
        found, possible = left.get(name, MISSING), expected(base, ours, theirs, name)
        assert found == possible[-1 if side == "theirs" else 0]
        assert (len(possible) == 2) == (name in named)
    was, here, there = (set((row or {}).get("tags", ())) for row in (base, ours, theirs))
    assert set(left.get("tags", ())) == (here & there) | (here - was) | (there - was)


@settings(max_examples=20, deadline=None, phases=PHASES)
@given(STARTS, STEPS, STEPS, st.sampled_from(["ours", "theirs"]))
def test_a_merge_verifies_changes_nothing_the_second_time_and_can_be_undone(
    start: Any, here: Any, there: Any, side: str
) -> None:
    with pair(*start) as both:
        fork(both, here, there)
        before, head = lines(both.ours), len(problems(both.ours))
        assert head == 0
        changed = both.merged(side, unrelated=True)["written"]
        once = both.ours.read_bytes()
        assert both.merged(side, unrelated=True)["collisions"] == []
        assert both.ours.read_bytes() == once
        if changed:
            undo(Session(str(both.ours), TODAY.isoformat(), None, "desk"), None, 1, yes=True)
            assert lines(both.ours) == before
            assert problems(both.ours) == []


@settings(max_examples=20, deadline=None, phases=PHASES)
@given(STARTS, STEPS, STEPS)
def test_no_number_and_no_reference_is_borne_by_two_and_none_is_forgotten(start: Any, here: Any, there: Any) -> None:
    with pair(*start) as both:
        _, ours, theirs = fork(both, here, there)
        both.merged("ours", unrelated=True)
        for table in ("agreements", "occasions"):
            left = {place: row for place, row in rows(both.ours).items() if place[0] == table}
            refs = [row["ref"] for row in left.values() if "ref" in row]
            assert len(refs) == len(set(refs))
            known = {row.get("uid"): {row.get("ref"), *row.get("former_refs", ())} for row in left.values()}
            for place, row in [*ours.items(), *theirs.items()]:
                if place[0] == table and row.get("uid") in known and "ref" in row:
                    assert row["ref"] in known[row["uid"]]


@settings(max_examples=20, deadline=None, phases=PHASES)
@given(STARTS, STEPS, STEPS)
def test_without_a_word_what_to_do_a_collision_leaves_all_as_it_is(start: Any, here: Any, there: Any) -> None:
    with pair(*start) as both:
        fork(both, here, there)
        before, other = both.ours.read_bytes(), both.theirs.read_bytes()
        done = both.merge("fail", unrelated=True)
        if done.fault:
            assert done.fault.exit_code == 6
            assert both.ours.read_bytes() == before
        else:
            assert problems(both.ours) == []
        assert both.theirs.read_bytes() == other


ROUNDS = st.lists(st.tuples(st.booleans(), STEPS, st.sampled_from(["", "ours", "theirs"])), min_size=1, max_size=4)


@settings(max_examples=15, deadline=None, phases=PHASES)
@given(STARTS, ROUNDS)
def test_copies_that_are_merged_again_and_again_become_one(start: Any, rounds: Any) -> None:
    with pair(*start) as both:
        for turned, steps, side in rounds:
            mine = both.swapped() if turned else both
            make(mine.ours, steps)
            if side:
                mine.merged(side, unrelated=True)
        both.merged("theirs", unrelated=True)
        both.swapped().merged("ours", unrelated=True)
        both.merged("ours", unrelated=True)  # it takes over what numbers the other gave then
        assert both.merged("ours", unrelated=True)["written"] is False
        assert rows(both.ours) == rows(both.theirs)


PARTS = agreements()


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(PARTS, PARTS)
def test_of_whole_agreements_what_one_alone_changed_is_taken(base: Row, other: Row) -> None:
    for ours, theirs in ((base, other), (other, base), (other, other)):
        joining = ThreeWay(ours_first)
        assert joining.fields(base, ours, theirs) == other
        assert joining.collisions == []


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(PARTS, PARTS, PARTS, st.booleans())
def test_of_whole_agreements_every_other_field_is_one_of_both(base: Row, ours: Row, theirs: Row, taken: bool) -> None:
    joining = ThreeWay(lambda _: taken)
    made = joining.fields(base, ours, theirs)
    collided = {each.path.partition(".")[0].partition("[")[0] for each in joining.collisions}
    for name in {*base, *ours, *theirs}:
        was, here, there = (row.get(name, ABSENT) for row in (base, ours, theirs))
        if here == there or was in (here, there):
            assert name not in collided
        elif name in collided and not isinstance(here, list | dict) and not isinstance(there, list | dict):
            assert made.get(name, ABSENT) == (there if taken else here)


ITEMS = st.lists(
    st.fixed_dictionaries(
        {"id": st.integers(1, 4), "text": st.sampled_from("abcd")}, optional={"status": st.just("done")}
    ),
    max_size=3,
    unique_by=lambda item: item["id"],
)


@settings(max_examples=60, deadline=None, phases=PHASES)
@example([{"id": 3, "text": "a"}], [{"id": 4, "text": "a"}], [{"id": 2, "text": "a"}, {"id": 4, "text": "a"}])
@given(ITEMS, ITEMS, ITEMS)
def test_no_commitment_gets_lost_and_none_bears_the_number_of_another(base: Any, ours: Any, theirs: Any) -> None:
    joining = ThreeWay(ours_first)
    made = joining.fields({"commitments": base}, {"commitments": ours}, {"commitments": theirs}).get("commitments", [])
    assert len({item["id"] for item in made}) == len(made)
    known, texts = {item["text"] for item in base}, {item["text"] for item in made}
    assert {item["text"] for item in (*ours, *theirs)} - known <= texts
    assert [item for item in ours if item in theirs and item not in made] == []


class Told:
    """What a field is by the rule: its value, and the edits that whoever wrote it had seen."""

    def __init__(self, value: Any, seen: frozenset[int] = frozenset()) -> None:
        self.value, self.seen = value, seen

    def meets(self, other: "Told", side: str, decision: int) -> tuple["Told", bool]:
        """Return what it becomes when the other copy's is merged, and whether that collides."""
        if other.seen <= self.seen:
            return self, False
        if self.seen <= other.seen:
            return other, False
        return (Told(self.value, self.seen | other.seen | {decision}) if side == "ours" else other), True


PLACES = [(3, "title"), (3, "place"), (7, "title"), (7, "place")]
TURNS = st.lists(
    st.tuples(
        st.booleans(),
        st.lists(st.sampled_from(PLACES), max_size=2),
        st.booleans(),
        st.sampled_from(["", "ours", "theirs"]),
    ),
    min_size=2,
    max_size=7,
)


@settings(max_examples=25, deadline=None, phases=PHASES)
@given(TURNS)
def test_over_many_merges_of_earlier_and_later_states_no_edit_gives_way_in_silence(turns: Any) -> None:
    with pair(FIRST, [("set", {"title": "First"}, 0)]) as both:
        start = {place: Told(rows(both.ours)["agreements", place[0]].get(place[1])) for place in PLACES}
        known = {both.ours: dict(start), both.theirs: dict(start)}
        count = 0
        for turned, edits, late, side in turns:
            mine = both.swapped() if turned else both
            for number, name in edits:
                count += 1
                present = rows(mine.ours)["agreements", number]
                make(mine.ours, [("set", {"title": present["title"], name: f"V{count}"}, (number - 3) // 4)])
                known[mine.ours][number, name] = Told(f"V{count}", known[mine.ours][number, name].seen | {count})
            earlier = mine.theirs.with_name("earlier.json")
            if not late or earlier not in known:
                earlier.write_bytes(mine.theirs.read_bytes())
                known[earlier] = dict(known[mine.theirs])
            if side:
                count += 1
                judge(mine.reading(earlier), known[mine.ours], known[earlier], side, count)


def judge(mine: Pair, here: dict[Any, Told], there: dict[Any, Told], side: str, decision: int) -> None:
    """Merge, and hold what comes of it to the rule; that it asks once more than it must is allowed."""
    named = {(each["no"], each["field"]) for each in mine.merged(side)["collisions"]}
    for place in PLACES:
        here[place], collides = here[place].meets(there[place], side, decision)
        assert not collides or place in named
        value = rows(mine.ours)["agreements", place[0]].get(place[1])
        if place in named and not collides:
            here[place] = Told(value, here[place].seen | there[place].seen | {decision})
        assert value == here[place].value
