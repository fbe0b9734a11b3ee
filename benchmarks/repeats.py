"""Planted copies found again: recall and precision in real texts, and what 100,000 texts cost.

``python benchmarks/repeats.py --help`` tells how to run it.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from benchmarks.cells import alone
from benchmarks.shared_sets import SharedDataAbsent, data_file, labelled
from corpora.repeats import SHORT, find_repeats, folded
from corpora.repeats_shingles import WIDTH
from pipelines.manifest import peak_megabytes

SETS = ("handelingen_tk", "commonvoice_nl")
EDITED = (0.0, 0.01, 0.02, 0.05, 0.1)
"""Shares of the characters that a planted copy has replaced, left out or doubled."""
CAMPAIGN = "campaign"
LETTERS = 40
LETTER = (
    "Geachte raad, met dit bericht vraag ik u om het wijkloket aan de Dijkstraat open te houden. Veel buren "
    "kunnen niet met de bus naar het stadskantoor, en aan de telefoon wacht je al gauw een uur. Wie slecht "
    "leest of geen computer heeft, weet dan niet meer waar hij terecht kan. Trek het besluit in en praat "
    "eerst met de mensen om wie het gaat. Met vriendelijke groet, {name} uit {place}."
)
NAMES = ("mevrouw Aalders", "meneer Bos", "familie Cramer", "mevrouw Dogan", "meneer Evers", "familie Faber")
PLACES = (
    "Waterhoven",
    "Dijkoord",
    "het Kadekwartier",
    "de Rietakkers",
    "Oud-Waterhoven",
    "de Sluiswijk",
    "Zuid",
)
SENTENCES = 5
"""Sentences of Common Voice that make one text where speed is measured."""


@dataclass(frozen=True)
class Found:
    """What became of planted copies of one kind: planted, near enough to be called so, and found again."""

    kind: str
    planted: int
    near: int
    found: int
    found_near: int


def edited(text: str, share: float, draw: random.Random) -> str:
    """Replace, leave out or double a share of the characters, at least one where the share is not 0."""
    letters = list(text)
    changes = max(1, round(share * len(letters))) if share else 0
    for place in draw.sample(range(len(letters)), changes):
        letters[place] = draw.choice(("", letters[place] * 2, draw.choice("abcdefghijklmnoprstuvwz ")))
    return "".join(letters)


def jaccard(one: str, other: str) -> float:
    """Give the Jaccard index of the shingles of two texts, folded."""
    own, theirs = (
        {text[place : place + WIDTH] for place in range(len(text) - WIDTH + 1)}
        for text in folded(pl.Series([one, other]))
    )
    return len(own & theirs) / max(len(own | theirs), 1)


def clean_texts(name: str) -> list[str]:
    """Give the Dutch texts of a set of enough letters, without those that have a copy there already."""
    frame = labelled(name)
    if name == "commonvoice_nl":
        frame = frame.filter(pl.col("label") == "nl")
    frame = frame.filter(pl.col("text").str.count_matches(r"\p{L}") >= SHORT)
    repeats = find_repeats(_contributions(frame["text"].to_list()))
    rows = frame.with_row_index("number").with_columns(pl.format("{}", "number").alias("contribution_id"))
    return rows.join(repeats, on="contribution_id", how="anti")["text"].to_list()


def measure(name: str, each: int) -> tuple[list[Found], float]:
    """Plant copies in a set and look for them; gives what was found by kind, and the precision of pairs.

    A pair is a contribution with the one that stands for its group. As nothing in the set has a copy of its
    own, every pair of texts that do not come from the same one is a mistake.
    """
    draw = random.Random(42)
    texts = clean_texts(name)
    origin, kinds = list(range(len(texts))), ["" for _ in texts]
    every = draw.sample(range(len(texts)), min(each * len(EDITED), len(texts)))
    for number, source in enumerate(every):
        share = EDITED[number % len(EDITED)]
        texts.append(edited(texts[source], share, draw))
        origin.append(source)
        kinds.append(f"{share:.0%} edited")
    for number in range(LETTERS):
        filled = {"name": NAMES[number % len(NAMES)], "place": PLACES[number % len(PLACES)]}
        texts.append(LETTER.format(**filled))
        origin.append(-1)
        kinds.append(CAMPAIGN)
    found = find_repeats(_contributions(texts))
    leader = {int(own): int(of) for own, of in found.select("contribution_id", "representative").iter_rows()}
    pairs = [(own, of) for own, of in leader.items() if own != of]
    right = sum(origin[own] == origin[of] for own, of in pairs)
    return list(_by_kind(texts, origin, kinds, leader)), right / max(len(pairs), 1)


def _by_kind(
    texts: Sequence[str], origin: Sequence[int], kinds: Sequence[str], leader: dict[int, int]
) -> Iterator[Found]:
    first = kinds.index(CAMPAIGN)
    for kind in dict.fromkeys(filter(None, kinds)):
        rows = [row for row, one in enumerate(kinds) if one == kind]
        source = {row: first if kind == CAMPAIGN else origin[row] for row in rows}
        near = [jaccard(texts[row], texts[source[row]]) >= 0.8 for row in rows]
        again = [row in leader and leader[row] == leader.get(source[row]) for row in rows]
        both = sum(one and other for one, other in zip(near, again, strict=True))
        yield Found(kind, len(rows), sum(near), sum(again), both)


def speed(texts: int) -> tuple[float, float, float | None, int]:
    """Find repeats among many texts, a tenth of them letters of one campaign.

    Gives the characters of a text on average, seconds, peak memory in megabytes, and the texts in a group.
    """
    sentences = pl.read_parquet(data_file("commonvoice_all"), columns=["text"], n_rows=texts * SENTENCES)[
        "text"
    ]
    draw = random.Random(42)
    number = pl.int_range(sentences.len(), eager=True) // SENTENCES
    made = pl.DataFrame({"text": sentences, "number": number})
    made = made.group_by("number", maintain_order=True).agg(pl.col("text").str.join(" "))
    every = made["text"].head(texts - texts // 10).to_list()
    letters = "abcdefghijklmnoprstuvwz"
    for _ in range(texts // 10):
        filled = {one: "".join(draw.choices(letters, k=draw.randint(4, 12))) for one in ("name", "place")}
        every.append(LETTER.format(**filled))
    frame = _contributions(every)
    start = time.perf_counter()
    found = find_repeats(frame)
    seconds = time.perf_counter() - start
    length = float(frame["text"].str.len_chars().mean() or 0)  # type: ignore[arg-type]
    return length, seconds, peak_megabytes(), found.height


def _contributions(texts: Sequence[str]) -> pl.DataFrame:
    """Give the columns that are needed of table ``contributions``, every text by somebody else."""
    ids = [str(number) for number in range(len(texts))]
    return pl.DataFrame({"contribution_id": ids, "text": texts, "participant_id": ids})


def lines(name: str, each: int) -> Iterator[str]:
    """Tell what was found of the copies planted in a set."""
    found, precision = measure(name, each)
    yield f"| {name} | planted | found | of those at 0.8 or more | found |"
    yield "|---|---:|---:|---:|---:|"
    for one in found:
        share = f"{one.found_near / one.near:.1%}" if one.near else "–"
        yield f"| {one.kind} | {one.planted} | {one.found / one.planted:.1%} | {one.near} | {share} |"
    yield f"Precision of pairs: {precision:.2%}."
    yield ""


@click.command(epilog="Example: python benchmarks/repeats.py --sets handelingen_tk --texts 0")
@click.option(
    "--sets", default=",".join(SETS), show_default=True, metavar="NAME,...", help="Sets to plant in."
)
@click.option("--each", default=200, show_default=True, help="Copies planted for every share of edits.")
@click.option("--texts", default=100_000, show_default=True, help="Texts to measure speed on; 0 for none.")
def main(sets: str, each: int, texts: int) -> None:
    """Plant copies in real texts and look for them again; then time a large corpus by itself."""
    try:
        for name in filter(None, (part.strip() for part in sets.split(","))):
            click.echo("\n".join(lines(name, each)))
        if texts:
            length, seconds, peak, grouped = alone(speed, texts)
            memory = "–" if peak is None else f"{peak:,.0f}"
            click.echo(
                f"{texts:,} texts of {length:.0f} characters, a tenth of them a campaign: {seconds:.1f} s, "
                f"peak {memory} MB, {grouped:,} texts in a group."
            )
    except SharedDataAbsent as absent:
        click.echo(f"skipped: {absent}", err=True)


if __name__ == "__main__":
    main()
