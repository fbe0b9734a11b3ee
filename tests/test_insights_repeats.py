"""How often a text was sent in: in messages and people, under the small-numbers rule, beside its quote."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from runs_for_tests import SOURCE, Dialogue, Told, quote_id, write_run

from corpora.repeats import find_repeats
from insights.counting import count_themes, theme_count
from insights.explorer.passages_shown import quotes
from insights.explorer.quote_blocks import quote_list
from insights.explorer.views import View
from insights.repeats import Repeated, quote_repeats, told
from insights.reports.building import build
from insights.reports.layout import lay_out
from insights.reports.markdown import render
from insights.runs import Run, open_run
from insights.small_numbers import Shown
from insights.wording import EN, NL

LETTER = (
    "Houd het wijkloket aan de Dijkstraat open. Veel bewoners kunnen niet met de bus naar het stadskantoor "
    "en aan de telefoon wacht je een uur. Wij vragen de raad om het besluit in te trekken. Groet, {}."
)
K = 5


def letters(*people: str | None, source: str = SOURCE) -> list[Told]:
    return [Told(LETTER.format("een buur"), person, theme="t1", source=source) for person in people]


def others(number: int, theme: str | None = "t1") -> list[Told]:
    return [
        Told(f"Bij brief {n} van {theme} wachtte ik lang.", f"o{theme}{n}", theme=theme)
        for n in range(number)
    ]


def run_of(folder: Path, told_: list[Told], public: tuple[str, ...] = ()) -> Run:
    """Write a run with table repeats."""
    manifest = {"tables": {"repeats": ""}}
    labels = {"t1": "Loket", "t2": "Bus"}
    run = open_run(
        write_run(folder / "run", Dialogue(tuple(told_), labels, public=public, manifest=manifest))
    )
    find_repeats(run.contributions).write_parquet(run.path / "repeats.parquet")
    return run


def first(run: Run, told_: list[Told], k: int = K) -> Repeated:
    counts = theme_count(count_themes(run, 1, k), "t1")
    assert counts is not None
    return quote_repeats(run, counts, k)[quote_id(0, told_[0])]


def test_messages_and_people_are_counted_each_and_somebody_twice_is_one_person(tmp_path: Path) -> None:
    said = [*letters(*(f"p{n % 8}" for n in range(20))), *others(10), *others(10, "t2")]
    found = first(run_of(tmp_path, said), said)
    assert (found.messages, found.people) == (Shown("exact", 20), Shown("exact", 8))
    assert found.messages_of_unknown == Shown("exact", 0)
    assert found.kind == "campaign"
    assert len(found.copies) == 20
    assert told(found, NL) == "Deze tekst is vaak ingestuurd, misschien als actie: 20 keer, 8 personen"
    assert told(found, EN).endswith("20 times, 8 people")


def test_people_unknown_are_counted_apart(tmp_path: Path) -> None:
    said = [*letters(*(f"p{n}" for n in range(7)), *[None] * 6), *others(10), *others(10, "t2")]
    found = first(run_of(tmp_path, said), said)
    assert (found.messages, found.people) == (Shown("exact", 13), Shown("exact", 7))
    assert told(found, NL).endswith("13 keer, 7 personen, 6 keer van onbekenden")


def test_where_nobody_is_known_only_messages_are_counted(tmp_path: Path) -> None:
    said = [*letters(*[None] * 9), *(Told(f"Nog iets, {n}.", None, theme="t2") for n in range(9))]
    found = first(run_of(tmp_path, said), said)
    assert found.people == Shown("unknown")
    assert told(found, NL).endswith(": 9 keer")


def test_fewer_than_k_people_are_shown_as_that_and_their_copies_are_not_listed(tmp_path: Path) -> None:
    said = [*letters("p1", "p1", "p2", "p3"), *others(10), *others(10, "t2")]
    found = first(run_of(tmp_path, said), said)
    assert found.people == Shown("fewer", K)
    assert not found.messages.exact
    assert found.copies == ()
    assert told(found, NL) == "Deze tekst komt vaker voor: hoe vaak wordt niet getoond, minder dan 5 personen"


def test_so_few_others_in_the_theme_cannot_be_worked_out(tmp_path: Path) -> None:
    said = [*letters(*(f"p{n}" for n in range(8))), *others(2), *others(10, "t2")]
    run = run_of(tmp_path, said)
    counts = theme_count(count_themes(run, 1, K), "t1")
    assert counts is not None and counts.people == Shown("exact", 10)
    found = first(run, said)
    assert found.people == Shown("more", 5)
    assert not found.messages.exact
    assert found.copies == ()


def test_a_theme_whose_count_is_hidden_hides_its_repeats(tmp_path: Path) -> None:
    said = [*letters(*(f"p{n}" for n in range(8))), *others(9), *others(2, "t2")]
    found = first(run_of(tmp_path, said), said)
    assert found.people == Shown("withheld")
    assert found.messages == Shown("withheld")


def test_published_texts_are_counted_beside_people(tmp_path: Path) -> None:
    said = [
        *letters(*(f"p{n}" for n in range(6))),
        *letters(None, None, source="krant"),
        *others(9),
        *others(9, "t2"),
    ]
    found = first(run_of(tmp_path, said, public=("krant",)), said)
    assert (found.messages, found.published) == (Shown("exact", 6), 2)
    assert told(found, NL).endswith("6 keer, 6 personen, 2 keer gepubliceerd")


def test_copies_in_another_theme_do_not_count_here(tmp_path: Path) -> None:
    there = [Told(LETTER.format("een buur"), f"q{n}", theme="t2") for n in range(6)]
    said = [*letters(*(f"p{n}" for n in range(7))), *there, *others(9), *others(9, "t2")]
    assert first(run_of(tmp_path, said), said).messages == Shown("exact", 7)


def test_a_run_from_before_has_no_repeats(tmp_path: Path) -> None:
    said = [*letters("p1", "p2"), *others(9)]
    run = open_run(write_run(tmp_path / "run", Dialogue(tuple(said), {"t1": "Loket"})))
    assert quote_repeats(run, count_themes(run, 1, K)[0], K) == {}


@pytest.fixture
def campaign(tmp_path: Path) -> tuple[Run, list[Told]]:
    """Give a campaign whose letters differ by a name; one of those would be a tag if it were read as HTML."""
    said = [
        Told(
            LETTER.format(f"bewoner {'<b>' if n == 3 else n}"),
            f"p{n}",
            theme="t1",
            kind="central" if n == 0 else "edge",
        )
        for n in range(12)
    ]
    return run_of(tmp_path, [*said, *others(12), *others(12, "t2")]), said


def test_the_explorer_says_it_beside_the_quote_with_the_copies_one_click_away(
    campaign: tuple[Run, list[Told]],
) -> None:
    run, _ = campaign
    counts = theme_count(count_themes(run, 1, K), "t1")
    assert counts is not None
    repeats = quote_repeats(run, counts, K)
    html = str(quote_list(quotes(run, "t1", frozenset()), View(theme="t1"), NL, repeats=repeats))
    assert "12 keer, 12 personen" in html
    assert "<details><summary>Bekijk alle keren (12)</summary>" in html
    assert "bijna dezelfde woorden (" in html
    assert all(f"contribution=c{n:04d}" in html for n in range(12))
    assert "<b>" not in html
    plain = str(quote_list(quotes(run, "t1", frozenset()), View(theme="t1"), NL))
    assert "12 keer" not in plain


def test_the_report_says_it_below_the_quote(campaign: tuple[Run, list[Told]]) -> None:
    run, said = campaign
    text = render(lay_out(build(run)))
    assert "12 keer, 12 personen." in text
    assert text.index("12 keer") > text.index(quote_id(0, said[0]))


def test_the_report_hides_what_stands_on_fewer_than_ten_people(tmp_path: Path) -> None:
    said = [*letters(*(f"p{n}" for n in range(7))), *others(12), *others(12, "t2")]
    text = render(lay_out(build(run_of(tmp_path, said))))
    assert "minder dan 10 personen" in text
    assert "7 keer" not in text


def test_every_repeat_of_the_sample_that_is_quoted_can_be_told(sample_run: Path) -> None:
    run = open_run(sample_run)
    repeats = run.table("repeats")
    assert repeats["representative"].is_in(repeats["contribution_id"].implode()).all()
    for level in (1, 2):
        for counts in count_themes(run, level, K):
            for one in quote_repeats(run, counts, K).values():
                assert told(one, NL) and told(one, EN)
                if one.people.kind == "fewer":
                    assert not one.copies
    assert repeats.filter(pl.col("exact"))["repeat_id"].n_unique() <= repeats["repeat_id"].n_unique()
