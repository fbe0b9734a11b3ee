"""Several themes a contribution: whether second memberships find the other codes that people gave.

``python benchmarks/several_themes.py --help`` tells how to run it.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import click
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.shared_sets import SharedDataAbsent, data_file
from corpora.mapping import Mapping as SourceMapping
from corpora.samples import sample_dialogue
from insights.runs import Run, open_run
from labels.gold import read_gold
from pipelines import themes
from pipelines.run import run
from pipelines.settings import PRESETS, Settings

SETS = ("sample", "cimt_themes_de")
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
TOO_BROAD = 0.6
"""A code that a larger share of the contributions has is left out: every theme would stand for it."""
ONE, UNITS = "one theme", "themes of its units"

Codes = Mapping[str, frozenset[str]]
"""The gold codes of each contribution, by the key it is joined on."""


@dataclass(frozen=True)
class Placed:
    """A contribution: its main theme, those of its other units, and second memberships with their share."""

    main: str
    units: frozenset[str]
    second: Mapping[str, float]

    def themes(self, threshold: float | None) -> frozenset[str]:
        """Give the themes of all units, and the second ones from a threshold, None for none of those."""
        return self.units | (self.beside(threshold) if threshold is not None else frozenset())

    def beside(self, threshold: float) -> frozenset[str]:
        """Give the second memberships that say something new, from a threshold."""
        return frozenset(name for name, share in self.second.items() if share >= threshold) - self.units


@dataclass(frozen=True)
class Score:
    """One rule on one set.

    ``precision``, ``recall`` and ``f1`` are means over the contributions of several codes (example-based:
    Godbole & Sarawagi 2004), ``f1_all`` over all coded ones. ``added`` counts second themes that bring a new
    code, ``true`` the share of those codes that people gave too, and ``chance`` what that share would be for
    another theme drawn in proportion to its size.
    """

    set: str
    rule: str
    contributions: int
    codes: int
    precision: float
    recall: float
    f1: float
    f1_all: float
    added: float
    true: float
    chance: float


def gold_codes(path: Path, column: str, native_id: str | None) -> dict[str, frozenset[str]]:
    """Read the gold codes of every coded contribution, by native id, or by row where there is none."""
    frame = read_gold(path, column, native_id).filter(pl.col("label").fill_null("") != "")
    key = "native_id" if native_id else "row"
    split = frame.select(pl.col(key).cast(pl.String), pl.col("label").str.split("|")).iter_rows()
    codes = {name: frozenset(found) for name, found in split}
    often = Counter(code for found in codes.values() for code in found)
    broad = {code for code, count in often.items() if count > TOO_BROAD * len(codes)}
    return {name: found - broad for name, found in codes.items() if found - broad}


def placed(coded: Run, key: str) -> dict[str, Placed]:
    """Give where each contribution is at the finest level, by its native id or row."""
    keys = coded.contributions.select("contribution_id", pl.col(key).cast(pl.String).alias("key"))
    rows = (
        coded.assignments.filter(pl.col("level") == coded.levels)
        .join(coded.units, on="unit_id")
        .join(keys, on="contribution_id")
        .sort("key", "start", "theme_id")
        .select("key", "theme_id", "primary", "membership", pl.col("end") - pl.col("start"))
    )
    length: dict[str, Counter[str]] = defaultdict(Counter)
    second: dict[str, dict[str, float]] = defaultdict(dict)
    for name, theme, primary, share, characters in rows.iter_rows():
        if primary:
            length[name][theme] += characters
        else:
            second[name][theme] = max(share, second[name].get(theme, 0.0))
    return {
        name: Placed(max(found, key=lambda theme: (found[theme], theme)), frozenset(found), second[name])
        for name, found in length.items()
    }


def stands_for(where: Mapping[str, Placed], codes: Codes) -> dict[str, str]:
    """Give the code that most contributions of each theme have."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, found in codes.items():
        for theme in where[name].units if name in where else ():
            counts[theme].update(found)
    return {theme: min(found, key=lambda code: (-found[code], code)) for theme, found in counts.items()}


def scores(name: str, where: Mapping[str, Placed], codes: Codes) -> Iterator[Score]:
    """Score one theme a contribution, the themes of its units, and those with second memberships."""
    code_of = stands_for(where, codes)
    size = Counter(theme for one in where.values() for theme in one.units)
    present = {key: found for key, found in codes.items() if key in where}
    several = {key: found for key, found in present.items() if len(found) > 1}
    for rule, threshold in ((ONE, None), (UNITS, None), *((f"+ second ≥ {t:.2f}", t) for t in THRESHOLDS)):

        def predicted(key: str, rule: str = rule, threshold: float | None = threshold) -> set[str]:
            found = [where[key].main] if rule == ONE else where[key].themes(threshold)
            return {code_of[theme] for theme in found if theme in code_of}

        pairs = [(predicted(key), found) for key, found in several.items()]
        precision, recall, f1 = (sum(part) / len(pairs) for part in zip(*map(_agree, pairs), strict=True))
        every = [_agree((predicted(key), found))[2] for key, found in present.items()]
        hits, chances = [], []
        for key, found in several.items() if threshold is not None else ():
            before = {code_of[theme] for theme in where[key].units if theme in code_of}
            new = {code_of[theme] for theme in where[key].beside(threshold or 0) if theme in code_of} - before
            hits += [code in found for code in sorted(new)]
            chances += [_by_chance(before, found, code_of, size)] * len(new)
        yield Score(
            set=name,
            rule=rule,
            contributions=len(several),
            codes=len(set(code_of.values())),
            precision=precision,
            recall=recall,
            f1=f1,
            f1_all=sum(every) / len(every),
            added=len(hits),
            true=sum(hits) / len(hits) if hits else float("nan"),
            chance=sum(chances) / len(chances) if chances else float("nan"),
        )


def _agree(pair: tuple[AbstractSet[str], AbstractSet[str]]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of one contribution."""
    said, given = pair
    both = len(said & given)
    return both / len(said) if said else 0.0, both / len(given), 2 * both / (len(said) + len(given))


def _by_chance(
    before: AbstractSet[str], given: AbstractSet[str], code_of: Mapping[str, str], size: Mapping[str, int]
) -> float:
    """Give the share of true codes among other themes, drawn by size, that bring a new code."""
    weights = {theme: size[theme] for theme, code in code_of.items() if code not in before}
    total = sum(weights.values())
    return sum(weight for theme, weight in weights.items() if code_of[theme] in given) / max(total, 1)


def measure(name: str, settings: Settings, folder: Path) -> list[Score]:
    """Run Oogst on a set, keeping second memberships from the lowest threshold, and score every rule."""
    if name == "sample":
        sample = sample_dialogue()
        source, mapping = sample.dialogue, SourceMapping.from_toml(sample.mapping)
        codes, key = gold_codes(sample.gold, "codes", "bijdrage_id"), "native_id"
    else:
        source, mapping = data_file(name), SourceMapping(text="text")
        codes, key = gold_codes(source, "all_labels", None), "row"
    out = folder / f"{name}-{settings.seed}"
    with patch.object(themes, "SECOND", THRESHOLDS[0]):
        run([source], out, mapping=mapping, settings=settings, cache=folder / "vectors.sqlite")
    return list(scores(name, placed(open_run(out), key), codes))


def table(found: Sequence[Score]) -> str:
    """Write the means over the seeds as Markdown; a dash where no code was added."""
    lines = [
        "| set | rule | contributions | precision | recall | F1 | F1, all coded | codes added | true "
        "| by chance |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    means = pl.DataFrame(found).fill_nan(None).group_by("set", "rule", maintain_order=True).mean()
    for row in means.iter_rows(named=True):
        lines.append(
            f"| {row['set']} | {row['rule']} | {row['contributions']:.0f} | {row['precision']:.3f} "
            f"| {row['recall']:.3f} | {row['f1']:.3f} | {row['f1_all']:.3f} | {row['added']:.0f} "
            f"| {_share(row['true'])} | {_share(row['chance'])} |"
        )
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


@click.command(epilog="Example: python benchmarks/several_themes.py --sets sample --seeds 2")
@click.option("--preset", type=click.Choice(list(PRESETS)), default="fast", show_default=True)
@click.option(
    "--seeds", type=click.IntRange(min=1), default=3, show_default=True, help="Seeds, counted from 42."
)
@click.option(
    "--sets", default=",".join(SETS), show_default=True, metavar="NAME,...", help="Which sets to run."
)
def main(preset: str, seeds: int, sets: str) -> None:
    """Measure, where people gave several codes, what second memberships add, by threshold."""
    found: list[Score] = []
    with tempfile.TemporaryDirectory(prefix="oogst-several-") as folder:
        for name in (name.strip() for name in sets.split(",")):
            for seed in range(42, 42 + seeds):
                try:
                    found += measure(name, Settings(preset=preset, seed=seed), Path(folder))
                except SharedDataAbsent as absent:
                    click.echo(f"skipped: {absent}", err=True)
                    break
                click.echo(f"{name}, seed {seed}: done", err=True)
    if found:
        click.echo(table(found))


if __name__ == "__main__":
    main()
