"""Labels: does the label of a theme, read alone, say what the theme is about? Beside the words of c-TF-IDF.

``python benchmarks/labels.py --help`` tells how to run it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.shared_sets import SharedDataAbsent, data_file, labelled
from corpora.mapping import Mapping
from insights.evaluation import row_themes
from insights.runs import Run, open_run
from pipelines.embedders import load
from pipelines.run import run
from pipelines.settings import Settings
from pipelines.wordlists import stop_words

NAMES: dict[str, dict[str, str]] = {
    "sib200_nld": {
        "entertainment": "kunst, film en vermaak",
        "geography": "aardrijkskunde en landschap",
        "health": "gezondheid en ziekte",
        "politics": "politiek en bestuur",
        "science/technology": "wetenschap en techniek",
        "sports": "sport",
        "travel": "reizen en toerisme",
    },
    "xsid_nl": {
        "AddToPlaylist": "een nummer aan een afspeellijst toevoegen",
        "BookRestaurant": "een restaurant reserveren",
        "PlayMusic": "muziek afspelen",
        "RateBook": "een boek beoordelen",
        "SearchCreativeWork": "een werk zoeken, zoals een boek, liedje of spel",
        "SearchScreeningEvent": "filmtijden in de bioscoop zoeken",
        "alarm/cancel_alarm": "een wekker of alarm annuleren",
        "alarm/modify_alarm": "een wekker of alarm wijzigen",
        "alarm/set_alarm": "een wekker of alarm zetten",
        "alarm/show_alarms": "wekkers of alarmen tonen",
        "alarm/snooze_alarm": "een wekker of alarm uitstellen",
        "alarm/time_left_on_alarm": "hoe lang het duurt tot de wekker of het alarm gaat",
        "reminder/cancel_reminder": "een herinnering annuleren",
        "reminder/set_reminder": "een herinnering instellen",
        "reminder/show_reminders": "herinneringen tonen",
        "weather/find": "het weer opvragen",
    },
}
"""What each class of the labelled sets is called in plain Dutch; written for this benchmark."""
OTHER_MODEL = "e5"
"""Reads the labels; the themes are found with another."""
OOGST, PLAIN, STOPPED = "label", "c-TF-IDF", "c-TF-IDF, Dutch stop words"


@dataclass(frozen=True)
class Read:
    """One theme, its texts, and whether each way of naming it leads to its class."""

    set: str
    granularity: str
    size: int
    right: dict[str, bool]


def class_words(texts: Sequence[str], themes: Sequence[str], stops: bool) -> dict[str, str]:
    """Give the first three words of every theme by c-TF-IDF, as BERTopic counts and weighs them."""
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    joined = (
        pl.DataFrame({"text": list(texts), "theme": list(themes)}).group_by("theme").agg("text").sort("theme")
    )
    counter = CountVectorizer(stop_words=sorted(stop_words("nl")) if stops else None)
    counts = counter.fit_transform([" ".join(group) for group in joined["text"]])
    weights = ClassTfidfTransformer().fit_transform(counts).toarray()
    words = counter.get_feature_names_out()
    best = np.argsort(-weights, axis=1, kind="stable")[:, :3]
    return {theme: " ".join(words[row]) for theme, row in zip(joined["theme"], best, strict=True)}


def read_labels(name: str, found: Run, granularity: str) -> list[Read]:
    """Let the other model read every finest theme's label, and what c-TF-IDF would call it."""
    rows = labelled(name).with_row_index("row", offset=1).cast({"row": pl.Int64})
    placed = row_themes(found).select("row", "theme_id").drop_nulls().join(rows, on="row")
    classes = list(NAMES[name])
    named = dict(found.themes.select("theme_id", "label").iter_rows())
    texts, themes = placed["text"].to_list(), placed["theme_id"].to_list()
    ways = {OOGST: named, PLAIN: class_words(texts, themes, False), STOPPED: class_words(texts, themes, True)}
    sizes = placed.group_by("theme_id").agg(pl.len(), pl.col("label").mode().sort().first()).sort("theme_id")
    order = sizes["theme_id"].to_list()
    heard = {way: _nearest([words[theme] for theme in order], NAMES[name]) for way, words in ways.items()}
    return [
        Read(name, granularity, size, {way: classes[heard[way][index]] == truth for way in ways})
        for index, (_, size, truth) in enumerate(sizes.iter_rows())
    ]


def _nearest(texts: Sequence[str], names: dict[str, str]) -> npt.NDArray[np.int64]:
    """Give the number of the class name nearest to every text, both centred on their own mean."""
    model = load(OTHER_MODEL)
    said, classes = (model.encode(list(some)) for some in (texts, names.values()))
    said, classes = (matrix - matrix.mean(axis=0) for matrix in (said, classes))
    said, classes = (matrix / np.linalg.norm(matrix, axis=1, keepdims=True) for matrix in (said, classes))
    return np.asarray((said @ classes.T).argmax(axis=1), dtype=np.int64)


def table(read: Sequence[Read]) -> str:
    """Write the share of themes whose class is found, per set and detail, and over all."""
    lines = ["| set | detail | themes | " + " | ".join((OOGST, PLAIN, STOPPED)) + " | label, by texts |"]
    lines.append("|---|---|---:|---:|---:|---:|---:|")
    groups = sorted({(one.set, one.granularity) for one in read})
    for key in [*groups, ("all", "")]:
        some = [one for one in read if key[0] == "all" or (one.set, one.granularity) == key]
        shares = [float(np.mean([one.right[way] for one in some])) for way in (OOGST, PLAIN, STOPPED)]
        weighted = float(np.average([one.right[OOGST] for one in some], weights=[one.size for one in some]))
        figures = " | ".join(f"{share:.2f}" for share in (*shares, weighted))
        lines.append(f"| {key[0]} | {key[1]} | {len(some)} | {figures} |")
    return "\n".join(lines) + "\n"


@click.command(epilog="Example: python benchmarks/labels.py --seeds 2")
@click.option(
    "--seeds", type=click.IntRange(min=1), default=5, show_default=True, help="Seeds, counted from 42."
)
@click.option("--show", is_flag=True, help="Also write every label.")
def main(seeds: int, show: bool) -> None:
    """Measure how often a label alone leads to the majority class of its theme, beside words of c-TF-IDF.

    Themes are found with preset fast; labels and class names are read by another model.
    """
    read: list[Read] = []
    with tempfile.TemporaryDirectory(prefix="oogst-labels-") as folder:
        for name in NAMES:
            try:
                source = data_file(name)
            except SharedDataAbsent as absent:
                click.echo(f"skipped: {absent}", err=True)
                continue
            for granularity in ("normal", "fine"):
                for seed in range(42, 42 + seeds):
                    settings = Settings(seed=seed, granularity=granularity)
                    out = Path(folder) / f"{name}-{granularity}-{seed}"
                    found = open_run(run([source], out, mapping=Mapping(text="text"), settings=settings).path)
                    read += read_labels(name, found, granularity)
                    if show:
                        finest = found.themes.filter(pl.col("level") == found.levels)
                        click.echo(f"{name}, {granularity}: " + "; ".join(finest["label"]), err=True)
    if read:
        click.echo(table(read))


if __name__ == "__main__":
    main()
