"""Anchors: a passage is found by its words and surroundings first, and by its place second."""

from __future__ import annotations

import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st

from labels.anchors import ERASED, GONE, IN_A_LONGER_ONE, Anchor, Anchorage

LONG = (
    "Bij het loket vroeg mevrouw Van Zanten om hulp met haar huur. Ze kreeg een formulier mee. "
    "Later stond ze weer buiten. Ze kreeg een formulier mee. Het kan toch menselijker dan zo."
)
SECOND = LONG.rindex("Ze kreeg een formulier mee.")


def contribution(text: str, name: str = "c1", native: str | None = "B1") -> dict[str, str | None]:
    return {"contribution_id": name, "source_id": "s1", "native_id": native, "text": text}


def anchored(text: str, start: int, end: int, **parts: str) -> Anchor:
    return Anchor.of("u1", contribution(text, **parts), start, end)


def anchorage(
    *told: dict[str, str | None], spans: dict[str, list[tuple[int, int]]] | None = None
) -> Anchorage:
    spans = spans or {str(one["contribution_id"]): [(0, len(str(one["text"])))] for one in told}
    units = [
        {"unit_id": f"{name}:{start}", "contribution_id": name, "start": start, "end": end}
        for name, those in spans.items()
        for start, end in those
    ]
    return Anchorage(pl.DataFrame(told, schema_overrides={"native_id": pl.String}), pl.DataFrame(units))


def test_a_passage_that_stands_there_twice_is_told_apart_by_its_surroundings() -> None:
    anchor = anchored(LONG, SECOND, SECOND + 27)
    moved = "Een inleiding die er eerst niet stond. " + LONG
    found = anchorage(contribution(moved), spans={"c1": [(0, 90), (SECOND + 39, SECOND + 66)]}).find(anchor)
    assert (found.start, found.end) == (SECOND + 39, SECOND + 66)
    assert found.units == (f"c1:{SECOND + 39}",)


def test_where_surroundings_say_nothing_the_nearest_place_is_taken() -> None:
    anchor = anchored("aa. aa. aa. aa.", 8, 11)
    bare = Anchor(anchor.id, "c1", 8, 11, "aa.")
    assert anchorage(contribution("aa. aa. aa. aa.")).find(bare).start == 8


def test_another_masking_does_not_lose_a_passage_nor_does_the_new_id_of_its_contribution() -> None:
    anchor = anchored(LONG, 0, 61)
    masked = LONG.replace("mevrouw Van Zanten", "[NAAM]")
    end = masked.index("huur.") + 5
    spans = {"c9": [(0, end), (end + 1, len(masked))]}
    for native in ("B1", None):
        found = anchorage(contribution(masked, "c9", native), spans=spans).find(anchor)
        assert (found.contribution_id, found.units, found.lost) == ("c9", ("c9:0",), None)


def test_a_passage_that_is_split_is_all_its_parts() -> None:
    anchor = anchored(LONG, 0, len(LONG))
    found = anchorage(contribution(LONG), spans={"c1": [(0, 61), (62, len(LONG))]}).find(anchor)
    assert found.units == ("c1:0", "c1:62")


def test_a_passage_that_became_a_small_part_of_a_longer_one_is_lost_with_that_reason() -> None:
    anchor = anchored(LONG, SECOND, SECOND + 27)
    assert anchorage(contribution(LONG)).find(anchor).lost == IN_A_LONGER_ONE


def test_a_passage_that_nobody_says_any_more_is_lost_with_that_reason() -> None:
    anchor = anchored(LONG, 0, 61)
    other = contribution("De bus rijdt na zeven uur niet meer door onze straat.", "c2", "B2")
    assert anchorage(other).find(anchor).lost == GONE


def test_a_short_passage_is_not_recognised_in_what_somebody_else_said() -> None:
    anchor = anchored("Meer groen. Ook voor kinderen in de straat.", 0, 11)
    other = contribution("Meer groen. En minder auto's op het plein.", "c2", "B2")
    assert anchorage(other).find(anchor).lost == GONE
    same = contribution("Meer groen. Ook voor kinderen in de straat.", "c3", "B3")
    assert anchorage(other, same).find(anchor).contribution_id == "c3"


def test_words_that_now_stand_in_two_different_contributions_are_ambiguous() -> None:
    text = "Wij willen graag een bankje bij de halte."
    anchor = Anchor("u1", "weg", 0, len(text), text)
    told = [contribution(f"{text} {more}", f"c{more}", None) for more in ("Echt.", "Toch?")]
    assert "2 different contributions" in (anchorage(*told).find(anchor).lost or "")
    twice = [contribution(text, name, None) for name in ("c2", "c1")]
    assert anchorage(*twice).find(anchor).contribution_id == "c1"


def test_what_was_erased_is_nowhere_and_says_so() -> None:
    anchor = Anchor("u1", "", 0, 0, "")
    assert anchorage(contribution(LONG), spans={"c1": [(0, 61)]}).find(anchor).lost == ERASED


@given(st.text("abc .\n🙂", min_size=3, max_size=60), st.data())
def test_a_passage_is_found_again_where_it_was_and_behind_anything_put_before_it(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = anchored(text, start, end)
    found = anchorage(contribution(text), spans={"c1": [(start, end)]}).find(anchor)
    assert (found.start, found.end, found.lost) == (start, end, None)
    before = data.draw(st.text("xyz ", min_size=40, max_size=60))
    assume(text[start:end] not in before)
    moved = anchorage(contribution(before + text), spans={"c1": [(0, 1)]}).find(anchor)
    assert (before + text)[moved.start : moved.end] == text[start:end]
