"""Guided by a codebook: whether contributions get the codes that people gave them.

``python benchmarks/codebook.py --help`` tells how to run it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.shared_sets import SharedDataAbsent, labelled
from corpora.samples import sample_dialogue
from labels.codebook import SHIPPED, Code, Codebook, read_codebook
from pipelines.guided_scores import GuidedScores, code_texts, score_codes
from pipelines.settings import CHARACTERS, Settings
from pipelines.vectors import cache_path, embed
from pipelines.views import View, make_views

EXAMPLES = 5
"""Examples a class, drawn at random."""
SETS = ("sib200_nld", "xsid_nl", "coalitieakkoord2021")
SCORED = 10
"""Texts that a class must have."""
HALF = 0.5
"""A text is left over where it is more probable than this that no code fits."""
Row = tuple[str, str, str, float]


def views_of(preset: str, texts: Sequence[str]) -> list[View]:
    """Make the views of a preset, each text its own contribution."""
    from pipelines.embedders import load

    settings = Settings(preset=preset)
    models = (name for name in settings.views if name != CHARACTERS)
    vectors = {name: embed(texts, load(name), cache=cache_path()) for name in models}
    return make_views(texts, np.arange(len(texts)), vectors, settings)


def coded(preset: str, texts: Sequence[str], codebook: Codebook) -> GuidedScores:
    """Score texts by a codebook."""
    known = code_texts(codebook)
    return score_codes(views_of(preset, [*texts, *known.texts]), known)


def macro_f1(said: npt.NDArray[np.bool_], given: npt.NDArray[np.bool_]) -> float:
    """Give the mean F1 over the codes that someone gave; both of shape ``(n, codes)``."""
    used = given.any(axis=0)
    both = (said & given).sum(axis=0)
    return float((2 * both / np.maximum(said.sum(axis=0) + given.sum(axis=0), 1))[used].mean())


def auc(score: npt.NDArray[np.float64], positive: npt.NDArray[np.bool_]) -> float:
    """Give the area under the ROC curve: how often a positive scores higher than another."""
    rank = pl.Series(score).rank("average").to_numpy()
    ones, others = int(positive.sum()), int((~positive).sum())
    return float((rank[positive].sum() - ones * (ones + 1) / 2) / (ones * others))


def one_hot(numbers: npt.NDArray[np.int64], codes: int) -> npt.NDArray[np.bool_]:
    """Give shape ``(n, codes)``, true for the number of each row."""
    return np.asarray(numbers[:, None] == np.arange(codes)[None, :])


def shared(name: str, preset: str, draws: range) -> Iterator[Row]:
    """Score a labelled set with five examples of each class, which are not scored; classes in turn left out.

    Classes with fewer than :data:`SCORED` texts are not taken.
    """
    frame = labelled(name).filter(pl.len().over("label") >= SCORED)
    texts, label = frame["text"].to_list(), frame["label"].to_numpy()
    classes = sorted(set(label))
    truth = np.array([classes.index(each) for each in label])
    found: dict[str, list[float]] = {}

    def note(measure: str, value: float) -> None:
        found.setdefault(measure, []).append(value)

    for draw in draws:
        random = np.random.default_rng(draw)
        chosen = [
            random.choice(np.flatnonzero(truth == c), EXAMPLES, replace=False) for c in range(len(classes))
        ]
        scored = np.setdiff1d(np.arange(len(texts)), np.concatenate(chosen))
        corpus, hot = [texts[int(row)] for row in scored], one_hot(truth[scored], len(classes))
        shown = [tuple(texts[int(row)] for row in rows) for rows in chosen]
        for rule in ("examples and name", "examples only"):
            names = classes if rule == "examples and name" else [""] * len(classes)
            codes = tuple(Code(f"c{c}", (("nl", names[c]),), typical=shown[c]) for c in range(len(classes)))
            result = coded(preset, corpus, Codebook(codes))
            fits = result.primary >= 0
            note(f"{rule}: macro-F1", macro_f1(one_hot(result.best, len(classes)), hot))
            note(f"{rule}: share with a code", float(fits.mean()))
            right = hot[np.arange(len(scored)), result.best]
            note(f"{rule}: of those best code right", float(right[fits].mean()))
        left = draw % len(classes)
        rest = coded(preset, corpus, Codebook(codes[:left] + codes[left + 1 :])).left_over
        without = truth[scored] == left
        note("one class left out: AUC", auc(rest, without))
        note("one class left out: its share without a code", float((rest > HALF)[without].mean()))
        note("one class left out: share of the others", float((rest > HALF)[~without].mean()))
    for measure, values in found.items():
        yield name, preset, measure, float(np.mean(values))


def sample(preset: str) -> Iterator[Row]:
    """Score the coded contributions of the sample by the codebook it was coded with."""
    codebook = read_codebook(SHIPPED)
    files = sample_dialogue()
    gold = pl.read_csv(files.gold).filter(pl.col("codes").fill_null("") != "", pl.col("soort") == "gewoon")
    dialogue = pl.read_csv(files.dialogue, infer_schema=False)
    texts = dict(dialogue.select("bijdrage_id", "bijdrage").iter_rows())
    names = [code.id for code in codebook.used]
    given = np.array([[name in codes.split("|") for name in names] for codes in gold["codes"]])
    main = np.array([names.index(code) for code in gold["code"]])
    result = coded(preset, [texts[each] for each in gold["bijdrage_id"]], codebook)
    said = np.zeros_like(given)
    for row, several in enumerate(result.several()):
        said[row, list(several)] = True
    both = float((said & given).sum())
    yield "sample", preset, "codes: precision", both / max(float(said.sum()), 1.0)
    yield "sample", preset, "codes: recall", both / float(given.sum())
    yield "sample", preset, "codes: macro-F1", macro_f1(said, given)
    yield "sample", preset, "codes a contribution", float(said.sum(axis=1).mean())
    yield "sample", preset, "share with a code", float(said.any(axis=1).mean())
    best = one_hot(result.best, len(names))
    yield "sample", preset, "best code: macro-F1", macro_f1(best, one_hot(main, len(names)))


@click.command()
@click.option("--preset", "presets", multiple=True, default=("fast", "standard"), show_default=True)
@click.option("--draws", default=30, show_default=True, help="Draws of examples.")
@click.option(
    "--first", default=30, show_default=True, help="The first of them; 0 to 11 chose the constants."
)
@click.option("--set", "sets", multiple=True, default=SETS, show_default=True)
def main(presets: tuple[str, ...], draws: int, first: int, sets: tuple[str, ...]) -> None:
    """Print, as Markdown, how well texts are coded by a codebook."""
    drawn = range(first, first + draws)
    click.echo("| set | preset | measure | value |\n|---|---|---|---:|")
    for preset in presets:
        try:
            rows = [*sample(preset), *(row for name in sets for row in shared(name, preset, drawn))]
        except SharedDataAbsent as error:
            raise click.ClickException(str(error)) from error
        for name, with_, measure, value in rows:
            click.echo(f"| {name} | {with_} | {measure} | {value:.3f} |")


if __name__ == "__main__":
    main()
