"""What is set apart as no opinion: precision and recall on the sample, and the rows of real sets, to read.

``python benchmarks/set_apart.py --help`` tells how to run it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.shared_sets import FOLDER, SharedDataAbsent, data_file
from corpora.samples import sample_dialogue
from pipelines.opinions import set_apart

SETS = (
    "sib200_nld",
    "xsid_nl",
    "coalitieakkoord2021",
    "handelingen_tk",
    "commonvoice_nl",
    "cimt_themes_de",
    "cimt_arguments_de",
    "themefinder_gambling",
    "polis/american-assembly.bowling-green",
    "polis/austria-climate.5twd2jsnkf.2022-08-08",
    "polis/scoop-hivemind.affordable-housing",
)


@dataclass(frozen=True)
class Agreement:
    """How what is set apart agrees with what the gold codes call empty, counted in contributions."""

    empty: int
    apart: int
    both: int

    @property
    def precision(self) -> float:
        """Share of what is set apart that is empty."""
        return self.both / self.apart

    @property
    def recall(self) -> float:
        """Share of what is empty that is set apart."""
        return self.both / self.empty


def on_the_sample() -> Agreement:
    """Compare with the gold codes of the sample: a contribution without a code says nothing."""
    sample = sample_dialogue()
    said = pl.read_csv(sample.dialogue, infer_schema=False)
    gold = pl.read_csv(sample.gold, infer_schema=False)
    units = said.join(gold, on="bijdrage_id").select(
        pl.col("bijdrage").alias("text"),
        pl.col("rol").alias("role"),
        pl.col("vraag").alias("question"),
        (pl.col("code").fill_null("") == "").alias("empty"),
    )
    found = set_apart(units).select("empty", apart=pl.col("placement").is_not_null())
    both = pl.col("empty") & pl.col("apart")
    return Agreement(*found.select("empty", "apart", both.alias("both")).sum().row(0))


def texts(name: str) -> pl.DataFrame:
    """Read a set: columns ``row`` (from 1), ``text`` and, where the set has it, ``role``.

    Raises :class:`~benchmarks.shared_sets.SharedDataAbsent` when it is not here.
    """
    if name.startswith("polis/"):
        path = FOLDER / name / "comments.csv"
        if not path.is_file():
            raise SharedDataAbsent(f"{path} is not here. Set OOGST_SHARED_DATA to the folder of the sets.")
        frame = pl.read_csv(path, infer_schema=False).rename({"comment-body": "text"})
    else:
        frame = pl.read_parquet(data_file(name))
    frame = frame.with_row_index("row", offset=1)
    if name == "commonvoice_nl":
        frame = frame.filter(pl.col("label") == "nl")
    columns = ["row", "text", *(["role"] if "role" in frame.columns else [])]
    return frame.select(columns).drop_nulls("text")


def rows_apart(name: str) -> pl.DataFrame:
    """Give what is set apart of a set: columns ``row``, ``hash``, ``reason`` and ``text``.

    ``hash`` is the first 8 hex of sha256 over the text: a verdict can be kept by it, without the text.
    """
    found = set_apart(texts(name)).filter(pl.col("placement").is_not_null())
    hashes = [hashlib.sha256(text.encode()).hexdigest()[:8] for text in found["text"]]
    return found.with_columns(pl.Series("hash", hashes, dtype=pl.String)).select(
        "row", "hash", "reason", "text"
    )


def lines(name: str, *, listed: bool) -> Iterator[str]:
    """Tell how many rows of a set are set apart, and where ``listed`` which."""
    found, total = rows_apart(name), texts(name).height
    yield f"{name}: {found.height} of {total} set apart ({found.height / total:.2%})"
    if listed:
        for row, digest, reason, text in found.iter_rows():
            yield f"  {row} {digest} {reason}: {' '.join(text.split())}"


@click.command(epilog="Example: python benchmarks/set_apart.py --sets handelingen_tk --list")
@click.option(
    "--sets", default=",".join(SETS), show_default=True, metavar="NAME,...", help="Which sets to read."
)
@click.option("--list/--count", "listed", default=False, help="Print every row that is set apart.")
def main(sets: str, listed: bool) -> None:
    """Report what is set apart: precision and recall on the sample, then the rows of real sets."""
    sample = on_the_sample()
    click.echo(
        f"sample: precision {sample.precision:.3f}, recall {sample.recall:.3f} "
        f"({sample.both} of {sample.empty} empty contributions, {sample.apart} set apart)"
    )
    for name in (name.strip() for name in sets.split(",")):
        try:
            for line in lines(name, listed=listed):
                click.echo(line)
        except SharedDataAbsent as absent:
            click.echo(f"skipped: {absent}", err=True)


if __name__ == "__main__":
    main()
