"""Wishes of people: honoured where they can be, and told with the reason where they cannot."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import SettingsError
from corpora.mapping import Mapping
from corpora.samples import sample_dialogue
from insights.checking import check
from insights.runs import Run, open_run
from labels.wishes import Pin, Wishes
from pipelines.communities import Levels
from pipelines.links import Link
from pipelines.run import run
from pipelines.steering import enforce, steer_graph
from pipelines.whole_themes import keep_whole
from pipelines.wishes_met import CONTRADICTS, NOT_ONE, outcome

SAMPLE = sample_dialogue()
MAPPING = Mapping.from_toml(SAMPLE.mapping)
POSITION = {f"u{number}": number for number in range(12)}


def units(*numbers: int) -> tuple[str, ...]:
    return tuple(f"u{number}" for number in numbers)


def ties(seed: int = 1) -> sp.csr_matrix:
    weights = np.random.default_rng(seed).random((12, 12)) * 0.1
    for start in (0, 4, 8):
        weights[start : start + 4, start : start + 4] += 1
    np.fill_diagonal(weights, 0)
    return sp.csr_matrix((weights + weights.T) / 2)


LABELS = np.repeat([0, 1, 2], 4)


def by_unit(labels: np.ndarray) -> dict[str, str]:
    return {unit: str(labels[place]) for unit, place in POSITION.items()}


def test_texts_that_must_be_together_are_also_by_way_of_others() -> None:
    links = [
        Link("must_link", "a", (units(0), units(5))),
        Link("must_link", "b", (units(5), units(9))),
    ]
    labels = enforce(ties(), LABELS, links, POSITION)
    assert labels[0] == labels[5] == labels[9]
    assert all(honoured for _, _, honoured, _ in outcome(links, by_unit(labels)))


def test_texts_that_must_be_apart_are_and_the_one_tied_less_moves() -> None:
    weights = ties().toarray()
    weights[3, :] *= 0.5
    weights[:, 3] *= 0.5
    links = [Link("cannot_link", "a", (units(0), units(3)))]
    labels = enforce(sp.csr_matrix(weights), LABELS, links, POSITION)
    assert labels[0] != labels[3]
    assert labels[0] == labels[1] == labels[2]


def test_a_contradiction_is_told_and_not_hidden() -> None:
    links = [Link("must_link", "a", (units(0), units(1))), Link("cannot_link", "b", (units(0), units(1)))]
    labels = enforce(ties(), LABELS, links, POSITION)
    assert outcome(links, by_unit(labels)) == [
        ("must_link", "a", True, None),
        ("cannot_link", "b", False, CONTRADICTS),
    ]


def test_the_graph_ties_what_must_be_together_and_cuts_what_must_be_apart() -> None:
    links = [Link("must_link", "a", (units(0), units(8))), Link("cannot_link", "b", (units(0), units(1)))]
    steered = steer_graph(ties(), links, POSITION)
    assert steered[0, 8] == steered[8, 0] == pytest.approx(ties().sum(axis=1).max())
    assert steered[0, 1] == steered[1, 0] == 0


def test_a_protected_theme_counts_as_honoured_only_with_its_members_under_its_id() -> None:
    link = Link("protected_theme", "t1", (units(0, 1),))
    labels = by_unit(LABELS)
    assert outcome([link], labels, {"t1": {"u0", "u1", "u2"}})[0][2]
    assert outcome([link], labels, {"t1": {"u0"}}) == [("protected_theme", "t1", False, NOT_ONE)]
    assert outcome([link], labels, {"t2": {"u0", "u1"}})[0][3] == NOT_ONE


def test_a_protected_theme_above_the_finest_level_is_one_theme_with_its_subthemes() -> None:
    fine = np.repeat(np.arange(4), 3).astype(np.int64)
    levels = Levels((np.array([0, 0, 1, 1])[fine], fine))
    theme = units(*range(3, 9), 11)
    link = Link("protected_theme", "t1", (theme,), level=1)
    top, kept = keep_whole(ties(), levels, [link], POSITION).partitions
    inside = [*range(3, 9), 11]
    assert len({int(top[text]) for text in inside}) == 1
    assert not {int(top[text]) for text in inside} & {int(top[text]) for text in (0, 1, 2, 9, 10)}
    assert len({int(kept[text]) for text in inside}) == 2
    assert len(set(zip(kept.tolist(), top.tolist(), strict=True))) == len(set(kept.tolist()))


@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), max_size=6
    ),
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), max_size=3
    ),
    st.integers(0, 50),
)
def test_must_links_always_hold_nobody_is_lost_and_the_table_tells_the_truth(
    together: list[tuple[int, int]], apart: list[tuple[int, int]], seed: int
) -> None:
    links = [Link("must_link", str(pair), (units(pair[0]), units(pair[1]))) for pair in together]
    links += [Link("cannot_link", str(pair), (units(pair[0]), units(pair[1]))) for pair in apart]
    labels = enforce(ties(seed), LABELS, links, POSITION)
    assert labels.min() >= 0
    assert all(labels[one] == labels[other] for one, other in together)
    told = outcome(links, by_unit(labels))[len(together) :]
    assert [honoured for _, _, honoured, _ in told] == [bool(labels[a] != labels[b]) for a, b in apart]


# ------------------------------------------------------------------ a run


def source(folder: Path) -> Path:
    with SAMPLE.dialogue.open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    path = folder / "dialoog.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *records[:300]])
    return path


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("voor")
    return open_run(run([source(folder)], folder / "run", mapping=MAPPING).path)


@pytest.fixture(scope="module")
def after(before: Run) -> tuple[Run, dict[str, list[str]]]:
    """A run with wishes about contributions that the first run had together, or apart."""
    finest = before.assignments.filter(pl.col("primary") & (pl.col("level") == before.levels))
    # Copies are one text and cannot be apart.
    alone = before.units.join(before.table("repeats"), on="contribution_id", how="anti")
    whole = finest.join(alone, on="unit_id").join(
        before.contributions.filter(pl.col("text").str.len_chars() <= 240).select(
            "contribution_id", "native_id"
        ),
        on="contribution_id",
    )
    groups = whole.sort("theme_id", "native_id").group_by("theme_id", maintain_order=True).agg("native_id")
    one, two, *_ = groups["native_id"].to_list()
    largest = (
        finest.group_by("theme_id").len().sort("len", "theme_id", descending=[True, False])["theme_id"][0]
    )
    quote = before.quotes.filter(pl.col("theme_id") == largest).sort("rank")["contribution_id"][-1]
    wishes = Wishes(
        must_link=((one[0], two[0]), (one[1], "bestaat niet")),
        cannot_link=((one[2], one[3]),),
        pinned_quotes=(Pin(largest, quote), Pin("Geen thema", quote)),
        protected_themes=(largest, "t0000000000"),
    )
    out = before.path.with_name("na")
    again = run(
        [before.path.parent / "dialoog.csv"], out, mapping=MAPPING, previous=before.path, wishes=wishes
    )
    return open_run(again.path), {"one": one, "two": two, "largest": [largest], "quote": [quote]}


def themes_of(found: Run, native: str) -> set[str]:
    placed = found.assignments.filter(pl.col("primary") & (pl.col("level") == found.levels))
    own = found.contributions.filter(pl.col("native_id") == native).select("contribution_id")
    return set(found.units.join(own, on="contribution_id").join(placed, on="unit_id")["theme_id"])


def test_wishes_of_a_person_hold_in_the_next_run(after: tuple[Run, dict[str, list[str]]]) -> None:
    found, names = after
    assert themes_of(found, names["one"][0]) == themes_of(found, names["two"][0])
    assert not themes_of(found, names["one"][2]) & themes_of(found, names["one"][3])
    pinned = found.quotes.filter(pl.col("reason") == "pinned by a person")
    assert (names["largest"][0], names["quote"][0]) in set(
        pinned.select("theme_id", "contribution_id").iter_rows()
    )


def test_a_protected_theme_stays_one_theme_with_its_id(
    before: Run, after: tuple[Run, dict[str, list[str]]]
) -> None:
    found, names = after
    (largest,) = names["largest"]
    was = before.assignments.filter("primary", pl.col("theme_id") == largest)["unit_id"]
    now = found.assignments.filter(
        "primary", pl.col("level") == found.levels, pl.col("unit_id").is_in(was.to_list())
    )
    assert set(now["theme_id"]) == {largest}


def test_every_wish_is_in_the_table_with_what_became_of_it(after: tuple[Run, dict[str, list[str]]]) -> None:
    found, _ = after
    told = found.table("steering").sort("wish", "honoured")
    assert told.select("wish", "honoured").rows() == [
        ("cannot_link", True),
        ("must_link", False),
        ("must_link", True),
        ("pinned_quote", False),
        ("pinned_quote", True),
        ("protected_theme", False),
        ("protected_theme", True),
    ]
    assert told.filter(~pl.col("honoured"))["reason"].null_count() == 0
    assert "bestaat niet" in str(told.filter(pl.col("wish") == "must_link", ~pl.col("honoured"))["reason"][0])


def test_a_run_with_wishes_keeps_every_promise(after: tuple[Run, dict[str, list[str]]]) -> None:
    assert [promise.name for promise in check(after[0]) if not promise.holds] == []


# ------------------------------------------------------------------ the file


def test_a_file_of_wishes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "wensen.toml"
    path.write_text(
        'must_link = [["B1", "B2", "B3"]]\ncannot_link = [["B1", "B9"]]\nprotected_themes = ["t1"]\n'
        '[[pinned_quotes]]\ntheme = "Menselijke maat"\nquote = "B3"\n',
        encoding="utf-8",
    )
    assert Wishes.from_toml(path) == Wishes(
        (("B1", "B2", "B3"),), (("B1", "B9"),), (Pin("Menselijke maat", "B3"),), ("t1",)
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("must_lnk = []", "did you mean 'must_link'"),
        ('must_link = [["B1"]]', "two or more different ids"),
        ('must_link = [["B1", "B1"]]', "two or more different ids"),
        ('cannot_link = [["B1", "B2", "B3"]]', "two different ids"),
        ("must_link = 3", "must be a list"),
        ('[[pinned_quotes]]\ntheme = "x"', "a theme and a quote"),
        ("protected_themes = [3]", "list of theme ids"),
        ("must_link = [", "is not TOML"),
    ],
)
def test_a_wish_of_another_shape_says_what_is_wrong(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "wensen.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        Wishes.from_toml(tmp_path / "wensen.toml")


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        Wishes.from_toml(tmp_path / "geen.toml")
