"""How fast a large table is read, beside Polars alone, and how much memory it takes.

Every way is measured in a process of its own, so that its peak memory is its own: Polars reading the file as
strings, Oogst reading the rows, Oogst making tables of them (ids, pseudonyms, languages, ledger) without
masking, and with it. Seconds are those on the clock; rows a second of one core are by the processor's time,
which says more on a machine that others use too.

``python benchmarks/reading.py --help`` tells how to run it.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

WAYS: Final = ("polars", "rows", "source", "masked")
_SEED: Final = 7
_SENTENCES: Final = (
    "In {0} is de {1} al jaren te {2}, en dat moet anders.",
    'Ik vind dat de {1} in {0} veel {2} wordt dan vroeger; "niemand" zegt er iets van.',
    "Voor ons gezin is de {1} belangrijk, maar in {0} blijft het {2}.",
    "Wij wachten in {0} op een {1} die minder {2} is.",
)
_PLACES: Final = ("Noord", "Zuid", "het centrum", "onze straat", "de wijk", "het dorp", "de flat")
_THINGS: Final = (
    "bus",
    "huur",
    "speelplek",
    "zorg",
    "cliëntenraad",
    "bibliotheek",
    "school",
    "halte",
    "stoep",
)
_HOW: Final = ("duur", "druk", "stil", "donker", "ver weg", "onveilig", "traag", "ingewikkeld", "vol")


def write_table(path: Path, rows: int, irregular: bool) -> None:
    """Write a table of different Dutch texts: id, text, participant, neighbourhood, moment and likes."""
    rng = random.Random(_SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("id,tekst,deelnemer,wijk,datum,likes\n")
        for number in range(1, rows + 1):
            first, second = (
                rng.choice(_SENTENCES).format(rng.choice(_PLACES), rng.choice(_THINGS), rng.choice(_HOW))
                for _ in range(2)
            )
            text = f"{first} {second} ({number})".replace('"', '""')
            person = rng.randrange(max(rows // 5, 1))
            file.write(f'{number},"{text}",d{person},{rng.choice(_PLACES[:3])},2024-02-13,{number % 50}\n')
        if irregular:
            file.write("\n0,Niet helemaal,d0\n")


def with_polars(path: Path) -> int:
    """Read the file as strings, with nothing looked at."""
    import polars as pl

    return len(pl.read_csv(path, infer_schema=False))


def as_rows(path: Path) -> int:
    """Read the rows, each with its outcome."""
    from corpora.readers import read_rows

    return read_rows(path).count


def as_source(path: Path, *, masking: bool = False) -> int:
    """Read the source into tables."""
    from corpora.contributions import read_source
    from corpora.mapping import Mapping

    return len(read_source(path, Mapping(masking=masking), secret=b"g" * 32).contributions)


_MEASURED: Final[dict[str, Callable[[Path], int]]] = {
    "polars": with_polars,
    "rows": as_rows,
    "source": as_source,
    "masked": partial(as_source, masking=True),
}


def measure(way: str, path: Path) -> dict[str, float]:
    """Read once in this process: rows, seconds (also of the processor) after the imports, and peak MB."""
    warm = path.with_name("warm.csv")
    write_table(warm, 50, irregular=False)
    _MEASURED[way](warm)
    start, started = time.perf_counter(), time.process_time()
    rows = _MEASURED[way](path)
    seconds, processor = time.perf_counter() - start, time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1024**2
    )
    return {"rows": rows, "seconds": seconds, "processor": processor, "megabytes": peak}


@click.command(epilog="Example: python benchmarks/reading.py --rows 100000 --ways polars,rows")
@click.option("--rows", default=1_000_000, show_default=True, help="Rows of the table.")
@click.option("--irregular", is_flag=True, help="End the table with a blank line and a short row.")
@click.option("--ways", default=",".join(WAYS), show_default=True, help="Which ways, by commas.")
@click.option("--one", nargs=2, default=None, hidden=True, help="Measure one way on a file in this process.")
def main(rows: int, irregular: bool, ways: str, one: tuple[str, str] | None) -> None:
    """Write a table, read it in each way in a process of its own, and print what it took."""
    if one is not None:
        click.echo(json.dumps(measure(one[0], Path(one[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write_table(path, rows, irregular)
        click.echo(f"{rows} rows, {path.stat().st_size / 1024**2:.0f} MB\n")
        click.echo("| way | rows | seconds | times Polars | of the processor | rows/s a core | peak MB |")
        click.echo("|---|---:|---:|---:|---:|---:|---:|")
        base = 0.0
        for way in ways.split(","):
            command = [sys.executable, __file__, "--one", way, str(path)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            base = found["seconds"] if way == "polars" else base
            ratio = f"{found['seconds'] / base:.1f}" if base else ""
            took = f"{found['rows']:.0f} | {found['seconds']:.2f} | {ratio} | {found['processor']:.2f}"
            rate = found["rows"] / found["processor"]
            click.echo(f"| {way} | {took} | {rate:.0f} | {found['megabytes']:.0f} |")


if __name__ == "__main__":
    main()
