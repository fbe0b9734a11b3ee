"""Copies on the way to themes: they weigh once, are placed where their original is, and are told of."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from corpora.errors import SettingsError
from corpora.mapping import Mapping
from corpora.repeats import find_repeats
from insights.checking import check
from insights.runs import Run, open_run
from pipelines.repeats import repeated_events, stand_ins
from pipelines.run import run
from pipelines.settings import Settings
from pipelines.themes import different_texts

FIRST = "Het wijkloket aan de Dijkstraat moet open blijven voor wie slecht ter been is."
SECOND = "De bus naar het stadskantoor rijdt immers maar twee keer per dag langs onze straat."
LETTER = (
    "Houd het wijkloket aan de Dijkstraat open. Veel bewoners kunnen niet met de bus naar het stadskantoor "
    "en aan de telefoon wacht je een uur. Wij vragen de raad om het besluit in te trekken. Groet, {}."
)
NAMES = ("mevrouw Aalders", "meneer Bos", "familie Cramer", "mevrouw Dogan", "meneer Evers", "familie Faber")


def corpus(*contributions: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give tables contributions and units; each contribution is a list of its units."""
    said, units = [], []
    for number, parts in enumerate(contributions):
        name, whole = f"c{number}", " ".join(parts)
        said.append(
            {"contribution_id": name, "text": whole, "participant_id": f"p{number}", "row": number + 1}
        )
        start = 0
        for place, part in enumerate(parts):
            units.append(
                {
                    "unit_id": f"{name}.{place}",
                    "contribution_id": name,
                    "start": start,
                    "end": start + len(part),
                    "text": part,
                    "whole": whole,
                    "language": "nl",
                    "participant_id": f"p{number}",
                    "placement": None,
                }
            )
            start += len(part) + 1
    frame = pl.DataFrame(units, schema_overrides={"placement": pl.String})
    return pl.DataFrame(said).with_columns(pl.lit("s1").alias("source_id")), frame


def standing(contributions: pl.DataFrame, units: pl.DataFrame) -> dict[str, str]:
    return dict(stand_ins(units, find_repeats(contributions)).iter_rows())


def test_units_of_a_copy_are_represented_by_those_with_the_same_place() -> None:
    contributions, units = corpus([FIRST, SECOND], [FIRST.lower(), SECOND], [FIRST, SECOND])
    assert standing(contributions, units) == {
        "c1.0": "c0.0",
        "c1.1": "c0.1",
        "c2.0": "c0.0",
        "c2.1": "c0.1",
    }


def test_units_of_a_near_copy_that_was_split_otherwise_are_represented_by_the_most_alike() -> None:
    contributions, units = corpus([FIRST, SECOND], [FIRST, SECOND, "Groet."], [FIRST, SECOND])
    found = standing(contributions, units)
    leader = find_repeats(contributions)["representative"][0]
    assert leader in ("c0", "c2")
    assert (found["c1.0"], found["c1.1"]) == (f"{leader}.0", f"{leader}.1")


def test_a_unit_stands_for_itself_where_nothing_of_the_original_takes_part() -> None:
    contributions, units = corpus([FIRST], [FIRST])
    apart = units.with_columns(
        pl.when(pl.col("contribution_id") == "c0")
        .then(pl.lit("set apart"))
        .otherwise(None)
        .alias("placement")
    )
    assert standing(contributions, apart) == {}
    texts = different_texts(apart, find_repeats(contributions))
    assert texts.member["unit_id"].to_list() == ["c1.0"]


def test_near_copies_are_one_text_once_and_each_a_text_of_its_own_where_each_weighs() -> None:
    letters = [[LETTER.format(name)] for name in NAMES]
    contributions, units = corpus(*letters, [FIRST], [FIRST])
    repeats = find_repeats(contributions)
    once, each = different_texts(units, repeats), different_texts(units, repeats, each=True)
    assert (once.frame.height, each.frame.height) == (2, 8)
    assert once.member.height == each.member.height == 8
    assert once.member["position"].n_unique() == 2
    assert each.member["position"].n_unique() == 8


@pytest.mark.parametrize("each", [False, True])
def test_texts_and_their_order_do_not_depend_on_the_order_of_units(each: bool) -> None:
    contributions, units = corpus(
        *[[LETTER.format(name)] for name in NAMES], [FIRST, SECOND], [FIRST], [FIRST]
    )
    one = different_texts(units, find_repeats(contributions), each=each)
    other = different_texts(units.reverse(), find_repeats(contributions.reverse()), each=each)
    assert one.frame.equals(other.frame)
    assert one.member.sort("unit_id").equals(other.member.sort("unit_id"))
    assert one.person.tolist() == other.person.tolist()


def test_the_ledger_says_of_what_a_row_is_a_copy_and_nothing_of_who_stands_for_it() -> None:
    contributions, _ = corpus(
        [FIRST], [FIRST], [LETTER.format(NAMES[0])], [LETTER.format(NAMES[1])], [SECOND]
    )
    events = repeated_events(find_repeats(contributions), contributions)
    reasons = dict(events.select("contribution_id", "reason").iter_rows())
    assert reasons["c1"] == "copy of c0"
    (near,) = (name for name in reasons if name != "c1")
    assert reasons[near].startswith(f"near copy of {'c3' if near == 'c2' else 'c2'}, 0.")
    assert set(events["outcome"]) == {"repeated"}


def test_copies_weigh_once_or_each_time_and_no_other_way(tmp_path: Path) -> None:
    assert Settings().repeats == "once"
    (tmp_path / "run.toml").write_text('repeats = "each"\n', encoding="utf-8")
    assert Settings.from_toml(tmp_path / "run.toml").repeats == "each"
    with pytest.raises(SettingsError, match="must be one of once, each"):
        Settings(repeats="never")


@pytest.fixture(scope="module", params=["once", "each"])
def with_campaign(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Run]:
    """Run sixty contributions and a campaign of twelve letters beside them."""
    folder = tmp_path_factory.mktemp(request.param)
    sentences: list[str] = request.getfixturevalue("sentences")
    letters = [LETTER.format(f"{name} {more}".strip()) for name in NAMES for more in ("", "uit Dijkoord")]
    with (folder / "dialoog.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["tekst", "wie"])
        writer.writerows([text, f"p{number % 25}"] for number, text in enumerate([*sentences, *letters]))
    mapping = Mapping().with_flags(text="tekst", participant="wie", language="nl")
    settings = Settings(repeats=request.param, resamples=5)
    made = run([folder / "dialoog.csv"], folder / "run", mapping=mapping, settings=settings)
    return request.param, open_run(made.path)


def test_every_promise_holds_with_a_campaign(with_campaign: tuple[str, Run]) -> None:
    _, found = with_campaign
    assert found.levels > 0
    assert [fault for promise in check(found) for fault in promise.faults] == []


def test_a_campaign_is_stored_whole_and_its_last_event_is_where_it_was_placed(
    with_campaign: tuple[str, Run],
) -> None:
    weighs, found = with_campaign
    letters = found.table("repeats").filter(pl.col("kind").cast(pl.String) == "campaign")
    assert letters.height == 12
    events = found.ledger.filter(pl.col("contribution_id").is_in(letters["contribution_id"].implode()))
    outcomes = events.sort("row", "event").group_by("row").agg(pl.col("outcome").cast(pl.String))
    assert sum("repeated" in row for row in outcomes["outcome"]) == 11
    assert {row[-1] for row in outcomes["outcome"]} <= {"placed", "unplaced"}
    units = found.units.join(letters, on="contribution_id", how="semi")
    assert units["repeat_of"].null_count() == (1 if weighs == "once" else 12)


def test_no_theme_quotes_two_copies_of_one_text(with_campaign: tuple[str, Run]) -> None:
    _, found = with_campaign
    quoted = found.quotes.join(found.table("repeats"), on="contribution_id")
    assert (
        quoted.group_by("theme_id", "repeat_id")
        .agg(pl.col("contribution_id").n_unique())["contribution_id"]
        .to_list()
        == [1] * quoted.select("theme_id", "repeat_id").n_unique()
    )


def test_a_table_of_repeats_that_was_changed_is_found_out(with_campaign: tuple[str, Run]) -> None:
    _, found = with_campaign
    path: Path = found.path / "repeats.parquet"
    kept = path.read_bytes()
    try:
        pl.read_parquet(path).head(3).write_parquet(path)
        faults = [fault for promise in check(open_run(found.path)) for fault in promise.faults]
    finally:
        path.write_bytes(kept)
    assert any("repeats does not follow" in fault for fault in faults)
