"""A run as a BERTopic, and BERTopic's own engine in a run: the tools that a researcher knows."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from corpora.errors import RunError
from corpora.mapping import Mapping
from insights.checking import check
from insights.runs import Run, open_run
from pipelines.communities import Levels
from pipelines.run import run
from pipelines.settings import Settings

SUBJECTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "afval": (
        (
            "Naast de containers ligt weer grofvuil",
            "Het zwerfafval waait door de hele straat",
            "De vuilnisbakken puilen elk weekend uit",
            "Plastic zakken slingeren rond de glasbak",
            "De ondergrondse container zit steeds vol",
            "Oude matrassen staan dagen bij het vuilnis",
        ),
        (
            "en de vuilniswagen rijdt er voorbij.",
            "dus de ratten komen op de vuilniszakken af.",
            "terwijl de afvalpas het vaak niet doet.",
            "omdat niemand het afval wil scheiden.",
        ),
    ),
    "ov": (
        (
            "De bus naar het ziekenhuis is geschrapt",
            "Onze bushalte is een kilometer verplaatst",
            "De tram rijdt 's avonds nog maar ieder uur",
            "Zonder auto kom je met het openbaar vervoer nergens",
            "De buurtbus mist telkens de aansluiting op de trein",
            "Bij het station is de lift al weken kapot",
        ),
        (
            "en de dienstregeling klopt niet.",
            "dus reizigers wachten in de regen op de bus.",
            "terwijl een kaartje steeds duurder is.",
            "waardoor mijn moeder de trein niet haalt.",
        ),
    ),
    "zorg": (
        (
            "Op de huisarts wacht je hier drie weken",
            "De wijkverpleegkundige heeft geen tijd voor een praatje",
            "Mantelzorgers van ouderen vallen zelf om",
            "De thuiszorg stuurt elke dag een ander gezicht",
            "Voor geestelijke zorg is de wachtlijst een jaar",
            "Een wmo-consulent vraagt telkens dezelfde medische papieren",
        ),
        (
            "en de patiënt raakt het vertrouwen kwijt.",
            "dus de zieke belandt bij de spoedeisende hulp.",
            "terwijl dokters en zorgverleners langs elkaar werken.",
            "omdat er te weinig verplegers zijn.",
        ),
    ),
    "wonen": (
        (
            "Mijn dochter vindt geen betaalbare huurwoning",
            "De corporatie verkoopt de sociale huurwoningen",
            "Achter het behang zit schimmel in onze flat",
            "De huur stijgt harder dan mijn loon",
            "Gezinnen wonen met vijf mensen op twee kamers",
            "Starters bieden zich arm op een appartement",
        ),
        (
            "en de verhuurder reageert nergens op.",
            "dus jonge huurders trekken de stad uit.",
            "terwijl nieuwe woningen leegstaan.",
            "omdat bouwen van huizen te lang duurt.",
        ),
    ),
    "school": (
        (
            "Op de basisschool valt de juf voor rekenen steeds uit",
            "De leraar Nederlands is al maanden ziek",
            "Kinderen leren in groep acht nog slecht lezen",
            "Het schoolplein is een kale stenen vlakte",
            "De taalklas voor nieuwe leerlingen zit vol",
            "Bij bijles van de middelbare school staat een wachtrij",
        ),
        (
            "en de klas wordt naar huis gestuurd.",
            "dus leerlingen lopen achterstand op.",
            "terwijl ouders de schoolreis niet kunnen betalen.",
            "omdat er te weinig onderwijzers zijn.",
        ),
    ),
}
TEXTS = [
    f"{one} {other}" for first, last in SUBJECTS.values() for one, other in itertools.product(first, last)
]


@pytest.fixture(scope="module")
def dialogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dialogue of 120 contributions on five subjects, in a file."""
    path = tmp_path_factory.mktemp("dialogue") / "wijk.csv"
    people = [f"p{number % 30}" for number in range(len(TEXTS))]
    rounds = ["een" if number % 2 else "twee" for number in range(len(TEXTS))]
    pl.DataFrame({"tekst": TEXTS, "wie": people, "ronde": rounds}).write_csv(path)
    return path


def make(dialogue: Path, out: Path, **settings: Any) -> Run:
    """Make a run of the dialogue with a vector cache beside the file."""
    mapping = Mapping(text="tekst", participant="wie", round="ronde", language="nl")
    cache = dialogue.with_name("vectors.sqlite")
    run([dialogue], out, mapping=mapping, settings=Settings(**settings), cache=cache)
    return open_run(out)


@pytest.fixture(scope="module")
def stored(dialogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run that also stores its topic model."""
    return make(dialogue, tmp_path_factory.mktemp("runs") / "stored", topic_model=True)


@pytest.fixture(scope="module")
def model(stored: Run) -> Any:
    """The BERTopic of the run."""
    return stored.topic_model()


@pytest.fixture(scope="module")
def with_outliers(stored: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run with seven of its units unplaced, so that BERTopic has a topic -1."""
    folder = tmp_path_factory.mktemp("outliers") / "run"
    shutil.copytree(stored.path, folder)
    gone = stored.units["unit_id"].sort()[:7].implode()
    out = pl.col("unit_id").is_in(gone)
    placement = pl.when(out).then(pl.lit("unplaced")).otherwise(pl.col("placement").cast(pl.String))
    reason = pl.when(out).then(pl.lit("stands apart: no theme is near")).otherwise("reason")
    stored.units.with_columns(placement.alias("placement"), reason.alias("reason")).write_parquet(
        folder / "units.parquet"
    )
    stored.assignments.filter(~out).write_parquet(folder / "assignments.parquet")
    return open_run(folder)


def members(run: Run) -> dict[str, set[str]]:
    """Give the texts of every theme of the finest level."""
    finest = run.assignments.filter(pl.col("primary") & (pl.col("level") == run.levels))
    texts = dict(run.contributions.select("contribution_id", "text").iter_rows())
    of_unit = {
        unit: texts[contribution][start:end]
        for unit, contribution, start, end in run.units.select(
            "unit_id", "contribution_id", "start", "end"
        ).iter_rows()
    }
    found: dict[str, set[str]] = {}
    for unit, theme in finest.select("unit_id", "theme_id").iter_rows():
        found.setdefault(theme, set()).add(of_unit[unit])
    return found


def members_of_topics(model: Any) -> dict[int, set[str]]:
    """Give the documents of every topic of a BERTopic."""
    found: dict[int, set[str]] = {}
    for text, topic in zip(model.documents_, model.topics_, strict=True):
        found.setdefault(int(topic), set()).add(text)
    return found


def theme_about(run: Run, subject: str) -> set[str]:
    """Give the themes of which most texts are on a subject."""
    first, last = SUBJECTS[subject]
    on_subject = {f"{one} {other}" for one, other in itertools.product(first, last)}
    return {theme for theme, texts in members(run).items() if len(texts & on_subject) > len(texts) / 2}


def test_every_topic_number_maps_to_the_theme_with_the_same_members(stored: Run, model: Any) -> None:
    by_theme = members(stored)
    by_topic = members_of_topics(model)
    assert len(by_theme) >= 4
    assert {model.theme_ids_[topic]: texts for topic, texts in by_topic.items()} == by_theme
    assert sorted(model.theme_ids_) == list(range(len(by_theme)))


def test_topics_carry_the_labels_of_the_themes(stored: Run, model: Any) -> None:
    info = model.get_topic_info()
    labels = dict(stored.themes.select("theme_id", "label").iter_rows())
    assert {row.Topic: row.CustomName for row in info.itertuples()} == {
        topic: labels[theme] for topic, theme in model.theme_ids_.items()
    }


def test_topic_words_keep_hyphens_and_diacritics_and_leave_out_stop_words(model: Any) -> None:
    words = {word for topic in model.theme_ids_ for word, weight in model.get_topic(topic) if weight > 0}
    vocabulary = set(model.vectorizer_model.get_feature_names_out())
    assert {"wmo-consulent", "patiënt", "geestelijke"} <= vocabulary
    assert words & {"afval", "bus", "zorg", "huurwoning", "school"}
    assert not words & {"de", "het", "een", "en", "niet"}


def test_topics_per_class_counts_every_document_once(stored: Run, model: Any) -> None:
    rounds = dict(stored.contributions.select("text", "round").iter_rows())
    classes = [rounds[text] for text in model.documents_]
    counted = model.topics_per_class(model.documents_, classes=classes)
    assert set(counted["Class"]) == {"een", "twee"}
    assert counted["Frequency"].sum() == len(model.documents_)
    assert model.visualize_topics_per_class(counted).data


def test_hierarchical_topics_join_all_themes_and_can_be_drawn(model: Any) -> None:
    hierarchy = model.hierarchical_topics(model.documents_)
    assert len(hierarchy) == len(model.theme_ids_) - 1
    assert max(hierarchy["Topics"], key=len) == sorted(model.theme_ids_)
    assert model.visualize_hierarchy(hierarchical_topics=hierarchy).data
    assert "─" in model.get_topic_tree(hierarchy)


def test_find_topics_finds_the_theme_of_a_subject(stored: Run, model: Any) -> None:
    topics, similarities = model.find_topics("vuilnis en afval op straat", top_n=2)
    assert model.theme_ids_[topics[0]] in theme_about(stored, "afval")
    assert similarities == sorted(similarities, reverse=True)


def test_a_new_text_goes_to_the_theme_of_its_subject(stored: Run, model: Any) -> None:
    topics, _ = model.transform(["De juf op school geeft les aan een volle klas leerlingen."])
    assert model.theme_ids_[int(topics[0])] in theme_about(stored, "school")


@pytest.mark.filterwarnings("ignore:n_jobs value 1 overridden:UserWarning")  # of BERTopic's own UMAP
def test_the_visualisations_that_apply_can_be_drawn(model: Any, tmp_path: Path) -> None:
    flat = np.stack([np.arange(len(model.documents_)), np.zeros(len(model.documents_))], axis=1)
    figures = {
        "barchart": model.visualize_barchart(custom_labels=True),
        "heatmap": model.visualize_heatmap(),
        "term_rank": model.visualize_term_rank(),
        "topics": model.visualize_topics(),
        "documents": model.visualize_documents(model.documents_, reduced_embeddings=flat, custom_labels=True),
    }
    for name, figure in figures.items():
        assert figure.data, name
        figure.write_html(tmp_path / f"{name}.html")


def test_a_stored_topic_model_is_the_same_after_loading(stored: Run, model: Any) -> None:
    assert_same_after_loading(model, stored.path / "topic_model")


def test_outliers_stay_topic_minus_one_and_shift_no_number_after_loading(with_outliers: Run) -> None:
    from pipelines.topic_model import save_topic_model

    model = with_outliers.topic_model()
    by_topic = members_of_topics(model)
    assert len(by_topic.pop(-1)) == 7
    assert {model.theme_ids_[topic]: texts for topic, texts in by_topic.items()} == members(with_outliers)
    shutil.rmtree(with_outliers.path / "topic_model")
    save_topic_model(with_outliers.path, with_outliers.manifest)
    assert_same_after_loading(model, with_outliers.path / "topic_model")


def assert_same_after_loading(model: Any, folder: Path) -> None:
    """Load a stored topic model and hold it against the one that was built."""
    from pipelines.topic_model import load_topic_model

    loaded = load_topic_model(folder.parent)
    assert list(loaded.topics_) == list(model.topics_)
    assert loaded.topic_sizes_ == model.topic_sizes_
    assert loaded.theme_ids_ == model.theme_ids_
    assert loaded.documents_ == model.documents_
    assert loaded.custom_labels_ == model.custom_labels_
    for topic in model.theme_ids_:
        before, after = model.get_topic(topic), loaded.get_topic(topic)
        assert [word for word, _ in after] == [word for word, _ in before]
    np.testing.assert_allclose(loaded.topic_embeddings_, model.topic_embeddings_, atol=1e-6)
    texts = [TEXTS[0], TEXTS[-1]]
    number = dict(zip(model.documents_, model.topics_, strict=True))
    known = [text for text in texts if number[text] >= 0]
    assert list(loaded.transform(known)[0]) == list(model.transform(known)[0])
    assert loaded.find_topics("bus en trein")[0][0] == model.find_topics("bus en trein")[0][0]


def test_a_stored_topic_model_names_the_theme_of_every_number(stored: Run, model: Any) -> None:
    numbers = json.loads((stored.path / "topic_model" / "theme_ids.json").read_text(encoding="utf-8"))
    assert {int(number): theme for number, theme in numbers.items()} == model.theme_ids_
    assert not list((stored.path / "topic_model").glob("*.bin")), "nothing that has to be unpickled"


def test_a_run_with_a_topic_model_keeps_every_promise_and_asks_nothing_of_the_network(stored: Run) -> None:
    assert [promise.name for promise in check(stored) if not promise.holds] == []
    assert stored.manifest["network"] == []


def test_a_run_without_themes_has_no_topic_model(tmp_path: Path) -> None:
    path = tmp_path / "kort.csv"
    pl.DataFrame({"tekst": TEXTS[:10]}).write_csv(path)
    run([path], tmp_path / "run", mapping=Mapping(text="tekst"), settings=Settings(topic_model=True))
    with pytest.raises(RunError, match="no themes"):
        open_run(tmp_path / "run").topic_model()
    assert not (tmp_path / "run" / "topic_model").exists()


@pytest.fixture(scope="module")
def classic(dialogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run whose themes UMAP and HDBSCAN found."""
    return make(dialogue, tmp_path_factory.mktemp("runs") / "classic", engine="bertopic")


def test_the_classic_engine_gives_the_same_tables(stored: Run, classic: Run) -> None:
    for name in classic.manifest["tables"]:
        assert classic.table(name).schema == stored.table(name).schema
    # The trade-off over resolutions is the graph's own.
    assert set(classic.manifest["tables"]) | {"resolutions"} == set(stored.manifest["tables"])
    assert classic.levels == 2
    assert classic.quotes.height and classic.words.height
    assert [promise.name for promise in check(classic) if not promise.holds] == []
    assert classic.manifest["network"] == []


def test_the_classic_engine_leaves_outliers_unplaced_with_a_reason(
    dialogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines import topic_model

    found = topic_model.classic_levels

    def with_three_outliers(*arguments: Any) -> Levels:
        levels = found(*arguments)
        partitions = tuple(labels.copy() for labels in levels.partitions)
        for labels in partitions:
            labels[:3] = -1
        return Levels(partitions)

    monkeypatch.setattr(topic_model, "classic_levels", with_three_outliers)
    made = make(dialogue, tmp_path / "run", engine="bertopic", topic_model=True)
    unplaced = made.units.filter(pl.col("placement").cast(pl.String) == "unplaced")
    assert unplaced.height >= 3
    assert unplaced["reason"].null_count() == 0
    assert [promise.name for promise in check(made) if not promise.holds] == []
    model = made.topic_model()
    assert model.topic_sizes_[-1] == unplaced.height
    assert_same_after_loading(model, made.path / "topic_model")
