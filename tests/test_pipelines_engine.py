"""The engine: nested levels, nobody left out, grades that mean something, the researcher's say in detail."""

from __future__ import annotations

import csv
import dataclasses
import random
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from corpora.mapping import Mapping
from corpora.progress import SilentProgress
from corpora.samples import sample_dialogue
from insights.checking import check
from insights.runs import Run, open_run
from pipelines import resamples
from pipelines.chance import random_data
from pipelines.communities import Network, coarsen, level_sizes, nested
from pipelines.delimitation import Delimitation
from pipelines.engine import find_communities, neighbourhood
from pipelines.mirrors import mirrors
from pipelines.partitions import adjusted_rand_index, counterparts
from pipelines.resamples import Drawn, Resamples, draw
from pipelines.run import run
from pipelines.settings import Settings
from pipelines.themes import SECOND
from pipelines.views import View, vector_view

SUBJECTS = {
    "bus": ["de bus", "de halte", "de dienstregeling", "de chauffeur", "lijn 4", "het busstation"],
    "zorg": [
        "de huisarts",
        "de wijkverpleegkundige",
        "de thuiszorg",
        "de apotheek",
        "de ggz",
        "het ziekenhuis",
    ],
    "school": ["de basisschool", "de juf", "het rapport", "de schoolreis", "het huiswerk", "de overblijf"],
}
SAID = [
    "Ik merk dat {0} in onze wijk steeds minder goed werkt dan vroeger.",
    "Waarom is er bij {0} zo weinig geld voor mensen zoals wij?",
    "Laat {0} open blijven, want wij kunnen niet zonder.",
    "Mijn buurvrouw klaagt elke week over {0} en {1}.",
    "Wie gaat er over {0}? Niemand belt terug.",
    "Sinds de verhuizing van {0} moet ik twee keer zo ver lopen.",
    "Over {0} en {1} ben ik juist heel tevreden.",
    "Er zou meer overleg moeten zijn tussen {0} en {1}.",
]


def write(folder: Path, texts: list[str], people: list[str] | None = None) -> Path:
    path = folder / "dialoog.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["tekst", *(["deelnemer"] if people else [])])
        writer.writerows(zip(texts, people, strict=True) if people else ([text] for text in texts))
    return path


def about(subjects: list[str], number: int, seed: int = 1) -> list[str]:
    generator = random.Random(seed)
    every = [
        said.format(*pair)
        for subject in subjects
        for said in SAID
        for pair in ((a, b) for a in SUBJECTS[subject] for b in SUBJECTS[subject] if a != b)
    ]
    every = list(dict.fromkeys(every))
    generator.shuffle(every)
    return every[:number]


def made(folder: Path, texts: list[str], people: list[str] | None = None, **settings: object) -> Run:
    mapping = Mapping(text="tekst", participant="deelnemer" if people else None)
    source = write(folder, texts, people)
    chosen = dataclasses.replace(Settings(), **settings)  # type: ignore[arg-type]
    found = open_run(run([source], folder / "run", mapping=mapping, settings=chosen).path)
    assert [promise.name for promise in check(found, [source]) if not promise.holds] == []
    return found


def views_of(centres: int, each: int, spread: float, seed: int = 3) -> list[View]:
    """Points around centres, as one view; with no centre, points of no structure at all."""
    generator = np.random.default_rng(seed)
    around = generator.normal(size=(max(centres, 1), 40)) * (1 if centres else 0)
    points = np.repeat(around, each, axis=0) + generator.normal(size=(max(centres, 1) * each, 40)) * spread
    return [vector_view("use", 1.0, points.astype(np.float32), np.arange(len(points)), 0.0)]


def alone(views: list[View]) -> tuple[np.ndarray, np.ndarray]:
    n = len(views[0].rows)
    return np.arange(n), np.full(n, -1)


# ------------------------------------------------------------------ levels


@given(st.integers(1, 300), st.none() | st.integers(2, 30))
def test_levels_grow_finer_downwards_and_the_top_can_be_overseen(finest: int, top: int | None) -> None:
    sizes = level_sizes(finest, top)
    assert list(sizes) == sorted(sizes)
    assert sizes[-1] == finest
    assert sizes[0] == min(finest, top) if top else sizes[0] <= 20


def test_every_level_is_a_true_coarsening_of_the_next() -> None:
    generator = np.random.default_rng(5)
    graph = sp.random(400, 400, density=0.05, random_state=generator)
    graph = sp.csr_matrix(graph + graph.T)
    finest = generator.integers(0, 60, size=400)
    levels = nested(graph, np.unique(finest, return_inverse=True)[1].astype(np.int64))
    assert len(levels.partitions) == 3
    for upper, lower in zip(levels.partitions, levels.partitions[1:], strict=False):
        for number in range(lower.max() + 1):
            assert len(set(upper[lower == number])) == 1


def test_a_researcher_decides_the_number_of_themes_and_the_detail(tmp_path: Path) -> None:
    texts = about(list(SUBJECTS), 240)
    for number in (2, 9):
        (tmp_path / str(number)).mkdir()
        found = made(tmp_path / str(number), texts, themes=number)
        assert found.themes.filter(pl.col("level") == 1).height == number
    sizes = []
    for name in ("coarse", "normal", "fine"):
        (tmp_path / name).mkdir()
        found = made(tmp_path / name, texts, granularity=name)
        sizes.append(found.themes.filter(pl.col("level") == found.levels).height)
    assert sizes[0] <= sizes[1] <= sizes[2]
    assert sizes[0] < sizes[2]


def test_the_trade_off_is_kept_in_the_run_with_one_resolution_chosen(tmp_path: Path) -> None:
    found = made(tmp_path, about(list(SUBJECTS), 240))
    table = found.table("resolutions")
    assert table["chosen"].sum() == 1
    assert table["resolution"].is_sorted()
    assert table.filter("chosen")["stability"][0] > table.filter("chosen")["null"][0]
    assert table["themes"].is_sorted()


# ------------------------------------------------------------------ delimitation


def test_well_separated_groups_are_sharp_and_noise_is_vague() -> None:
    grouped = views_of(6, 60, 0.15)
    found = find_communities(grouped, *alone(grouped), Settings(), SilentProgress())
    truth = np.repeat(np.arange(6), 60)
    assert adjusted_rand_score(truth, found.levels.finest) > 0.99
    assert found.delimitation[-1].themes.min() >= 0.9
    noise = views_of(0, 360, 1.0)
    nothing = find_communities(noise, *alone(noise), Settings(), SilentProgress())
    assert nothing.delimitation[-1].themes.mean() < 0.2


def test_texts_between_two_groups_are_placed_less_surely_than_those_inside() -> None:
    grouped = views_of(2, 80, 0.3)
    rows = grouped[0].rows
    between = (rows[:20] + rows[80:100]) / np.linalg.norm(rows[:20] + rows[80:100], axis=1, keepdims=True)
    views = [View("use", 1.0, np.vstack([rows, between]).astype(np.float32))]
    found = find_communities(views, *alone(views), Settings(themes=2), SilentProgress())
    top: Delimitation = found.delimitation[0]
    assert np.nanmean(top.texts[160:]) < np.nanmean(top.texts[:160])


def test_random_data_keep_the_look_and_lose_the_ties() -> None:
    grouped = views_of(6, 60, 0.15)
    chance = random_data(grouped, k=15, candidates=22, resamples=4, seed=1)
    truth = np.repeat(np.arange(6), 60)
    edges = chance.graph.tocoo()
    assert (truth[edges.row] == truth[edges.col]).mean() < 0.35
    assert len(chance.draws) == 4


# ------------------------------------------------------------------ resamples and partitions


@given(st.lists(st.integers(-1, 4), min_size=4, max_size=60), st.randoms(use_true_random=False))
def test_the_adjusted_rand_index_is_that_of_scikit_learn(labels: list[int], mix: random.Random) -> None:
    one = np.array(labels)
    two = np.array([mix.randint(-1, 3) for _ in labels])
    both = (one >= 0) & (two >= 0)
    if both.sum() < 2:
        return
    expected = adjusted_rand_score(one[both], two[both])
    assert adjusted_rand_index(one, two) == pytest.approx(expected, abs=1e-12)


def test_a_counterpart_is_counted_over_the_texts_that_both_place() -> None:
    themes = np.array([0, 0, 0, 1, 1, 1])
    partition = np.array([2, 2, -1, 0, 0, 2])
    number, alike = counterparts(themes, partition)
    assert number.tolist() == [2, 0]
    assert alike.tolist() == pytest.approx([2 / 3, 2 / 3])


def test_agreement_counts_only_resamples_in_which_both_were_drawn() -> None:
    graph = sp.csr_matrix(np.ones((3, 3)) - np.eye(3))
    resamples = Resamples(np.array([[0, 0, -1], [0, 1, 1], [0, 0, 0]]))
    agreed = resamples.agreement(graph).toarray()
    assert agreed[0, 1] == pytest.approx(2 / 3)
    assert agreed[0, 2] == pytest.approx(1 / 2)
    assert agreed[1, 2] == pytest.approx(1.0)


def test_a_person_and_a_contribution_are_drawn_whole() -> None:
    owner = np.repeat(np.arange(50), 4)
    person = np.repeat(np.arange(10), 20)
    by_contribution, by_person = (set(draw(owner, person, number, 7).tolist()) for number in (0, 1))
    for kept, groups in ((by_contribution, owner), (by_person, person)):
        assert all(
            set(np.flatnonzero(groups == group)) <= kept or not set(np.flatnonzero(groups == group)) & kept
            for group in np.unique(groups)
        )
    assert len(by_person) == 160


def test_coarsening_joins_what_is_tied_most_in_proportion() -> None:
    weights = np.zeros((6, 6))
    weights[0, 1] = weights[2, 3] = weights[4, 5] = 5.0
    weights[1, 2] = 1.0
    graph = sp.csr_matrix(weights + weights.T)
    joined = coarsen(graph, np.array([0, 0, 1, 1, 2, 2]), 2)
    assert joined[0] == joined[2]
    assert joined[4] != joined[0]


def test_small_corpora_have_small_neighbourhoods() -> None:
    settings = Settings()
    assert neighbourhood(30, settings) == 10
    assert neighbourhood(240, settings) == 20
    assert neighbourhood(5000, settings) == settings.neighbours
    assert neighbourhood(100_000, settings) < settings.neighbours


# ------------------------------------------------------------------ edges


def test_thirty_texts_give_themes_in_which_everybody_is_placed(tmp_path: Path) -> None:
    found = made(tmp_path, about(list(SUBJECTS), 30))
    assert found.levels >= 1
    assert set(found.units["placement"].cast(pl.String)) == {"placed"}


def test_two_clusters_come_out_as_two(tmp_path: Path) -> None:
    of_the_bus = [
        f"De bus van {hour} uur rijdt {how} langs de halte {stop}."
        for hour in range(6, 21)
        for how, stop in (("nooit op tijd", "Markt"), ("veel te vol", "Station"), ("niet meer", "Haven"))
    ]
    of_care = [
        f"Op de huisarts wachten patiënten met {what} {long} weken voor een afspraak in de praktijk."
        for what in (
            "diabetes",
            "rugpijn",
            "een depressie",
            "kanker",
            "astma",
            "een zieke ouder",
            "slaapproblemen",
        )
        for long in ("twee", "drie", "vier", "vijf", "zes", "zeven")
    ]
    texts = of_the_bus + of_care
    found = made(tmp_path, texts, themes=2)
    truth = dict.fromkeys(of_the_bus, "bus") | dict.fromkeys(of_care, "zorg")
    joined = (
        found.assignments.filter(pl.col("primary") & (pl.col("level") == 1))
        .join(found.units, on="unit_id")
        .join(found.contributions.select("contribution_id", "text"), on="contribution_id")
    )
    assert adjusted_rand_score([truth[text] for text in joined["text"]], joined["theme_id"].to_list()) > 0.8


def test_one_giant_subject_leaves_nobody_out(tmp_path: Path) -> None:
    found = made(tmp_path, about(["zorg"], 200) + about(["bus"], 8))
    assert set(found.units["placement"].cast(pl.String)) == {"placed"}


def test_contributions_without_content_are_set_apart_and_make_no_theme(tmp_path: Path) -> None:
    empty = ["Geen idee.", "Weet ik niet", "Zie boven", "n.v.t.", "-", "Geen mening."] * 10
    found = made(tmp_path, about(list(SUBJECTS), 240) + empty)
    counts = dict(found.units.group_by(pl.col("placement").cast(pl.String)).len().iter_rows())
    assert counts == {"placed": 240, "set apart": 60}
    assert found.units.filter(pl.col("placement").cast(pl.String) == "set apart")["reason"].null_count() == 0


def test_four_languages_in_one_dialogue_are_all_placed(tmp_path: Path) -> None:
    others = (
        [
            f"The {thing} in our neighbourhood works less well than {when}."
            for thing in ("bus", "school", "clinic", "library")
            for when in ("last year", "before the summer", "when I moved here", "in the old days")
        ]
        + [
            f"Der {thing} in unserem Viertel funktioniert {when} nicht mehr gut."
            for thing in ("Bus", "Arzt", "Spielplatz", "Markt")
            for when in ("seit Jahren", "im Winter", "am Wochenende", "seit dem Umzug")
        ]
        + [
            f"Mahallemizdeki {thing} {when} iyi çalışmıyor."
            for thing in ("otobüs", "okul", "doktor", "market")
            for when in ("artık", "yıllardır", "kışın", "hafta sonu")
        ]
    )
    found = made(tmp_path, about(list(SUBJECTS), 120) + others)
    assert found.units.filter(pl.col("placement").cast(pl.String) == "unplaced").is_empty()
    assert found.contributions["language"].n_unique() >= 3


def test_one_participant_with_half_of_the_messages_decides_no_quotes(tmp_path: Path) -> None:
    texts = about(list(SUBJECTS), 240)
    people = ["veelprater" if number % 2 else f"p{number}" for number in range(240)]
    found = made(tmp_path, texts, people)
    speaker = found.contributions.select("contribution_id", "participant_id")
    loudest = speaker["participant_id"].mode()[0]
    quoted = (
        found.quotes.join(speaker, on="contribution_id")
        .group_by("theme_id")
        .agg((pl.col("participant_id") == loudest).sum().alias("loud"), pl.len())
    )
    assert quoted["loud"].max() <= 2


# ------------------------------------------------------------------ the sample


def test_every_theme_and_member_of_the_sample_is_graded(sample_run: Path) -> None:
    found = open_run(sample_run)
    assert found.themes["grade"].null_count() == 0
    assert found.themes["stability"].is_between(0, 1).all()
    primary = found.assignments.filter("primary")
    assert primary["stability"].null_count() == 0
    assert found.assignments["membership"].min() >= 0
    second = found.assignments.filter(~pl.col("primary"))
    assert second.height > 0
    assert second["membership"].min() >= SECOND


def test_ids_and_themes_do_not_depend_on_the_secret_behind_pseudonyms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = sample_dialogue()
    mapping = Mapping.from_toml(sample.mapping)
    with sample.dialogue.open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    source = tmp_path / "dialoog.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *records[:200]])
    tables = []
    for name in ("een", "twee"):
        monkeypatch.setenv("OOGST_CONFIG_DIR", str(tmp_path / name))
        tables.append(open_run(run([source], tmp_path / f"run-{name}", mapping=mapping).path))
    one, two = tables
    assert one.participants["participant_id"].to_list() != two.participants["participant_id"].to_list()
    assert one.assignments.equals(two.assignments)


# ------------------------------------------------------------------ mirrors


def told(themes: list[str], **columns: list[str]) -> dict[str, list[str]]:
    ids = [f"c{number}" for number in range(len(themes))]
    contributions = pl.DataFrame(
        {"contribution_id": ids}
        | {
            name: columns.get(name, ["x"] * len(ids))
            for name in ("participant_id", "question", "role", "source_id")
        }
    )
    if "participant_id" not in columns:
        contributions = contributions.with_columns(pl.col("contribution_id").alias("participant_id"))
    units = pl.DataFrame({"unit_id": ids, "contribution_id": ids})
    assignments = pl.DataFrame({"unit_id": ids, "theme_id": themes}).with_columns(
        pl.lit(True).alias("primary"), pl.lit(True).alias("core")
    )
    return mirrors(assignments, units, contributions)


def test_a_theme_that_answers_one_question_of_three_says_so() -> None:
    themes = ["t1"] * 10 + ["t2"] * 20
    questions = ["Wat gaat er mis?"] * 10 + ["Wat gaat er goed?", "Wat moet er anders?"] * 10
    assert told(themes, question=questions) == {"t1": ["question: Wat gaat er mis?"]}


def test_a_corpus_of_one_question_and_one_source_gives_no_warnings() -> None:
    assert told(["t1"] * 10 + ["t2"] * 20) == {}


def test_a_theme_of_one_participant_says_so_without_naming_anybody() -> None:
    people = ["luid"] * 6 + [f"p{number}" for number in range(14)]
    assert told(["t1"] * 10 + ["t2"] * 10, participant_id=people) == {"t1": ["participant: one"]}


def test_a_role_that_most_people_have_is_no_warning() -> None:
    roles = ["bewoner"] * 27 + ["professional"] * 3
    assert told(["t1"] * 15 + ["t2"] * 15, role=roles) == {}


def test_what_a_resample_showed_at_a_resolution_is_sought_once(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = sp.csr_matrix(np.kron(np.eye(3), np.ones((8, 8))) - np.eye(24))
    sample = Drawn(np.arange(24), Network.of(graph), seed=3, n=30)
    first = sample.communities(1.0)
    monkeypatch.setattr(resamples, "leiden", lambda *_, **__: pytest.fail("sought again"))
    assert (sample.communities(1.0) == first).all()
    assert first[24:].tolist() == [-1] * 6
    assert int(first.max()) == 2
