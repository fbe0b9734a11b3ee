"""How fast a large table is read, beside Polars alone, and how much memory it takes.

Every way is measured in a process of its own, so that its peak memory is its own: Polars reading the file as
strings, Oogst reading the rows, and Oogst making tables of them (ids, pseudonyms, languages, ledger).

    python benchmarks/reading.py --rows 1000000
    python benchmarks/reading.py --rows 1000000 --irregular
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
WAYS: Final = ("polars", "rows", "source")
_SEED: Final = 7
_SENTENCES: Final = (
    "In {0} is de {1} al jaren te {2}, en dat moet anders.",
    'Ik vind dat de {1} in {0} veel {2} wordt dan vroeger; "niemand" zegt er iets van.',
    "Voor ons gezin is de {1} belangrijk, maar in {0} blijft het {2}.",
    "Wij wachten in {0} op een {1} die minder {2} is.",
)
_PLACES: Final = ("Noord", "Zuid", "het centrum", "onze straat", "de wijk", "het dorp", "de flat")
_THINGS: Final = ("bus", "huur", "speelplek", "zorg", "wijkagent", "bibliotheek", "school", "halte", "stoep")
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


def as_source(path: Path) -> int:
    """Read the source into tables."""
    from corpora.contributions import read_source

    return len(read_source(path, secret=b"g" * 32).contributions)


_MEASURED: Final[dict[str, Callable[[Path], int]]] = {
    "polars": with_polars,
    "rows": as_rows,
    "source": as_source,
}


def measure(way: str, path: Path) -> dict[str, float]:
    """Read once in this process: rows, seconds without the imports, and peak memory in MB."""
    warm = path.with_name("warm.csv")
    write_table(warm, 50, irregular=False)
    _MEASURED[way](warm)
    start = time.perf_counter()
    rows = _MEASURED[way](path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1024**2
    )
    return {"rows": rows, "seconds": seconds, "megabytes": peak}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table, read it in each way and print what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the table (default: a million)")
    parser.add_argument("--irregular", action="store_true", help="end it with a blank line and a short row")
    parser.add_argument("--ways", default=",".join(WAYS), help=f"which of {', '.join(WAYS)}, by commas")
    parser.add_argument("--one", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        print(json.dumps(measure(given.one[0], Path(given.one[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write_table(path, given.rows, given.irregular)
        print(f"{given.rows} rows, {path.stat().st_size / 1024**2:.0f} MB")
        print(f"{'way':<8}{'rows':>10}{'seconds':>10}{'times Polars':>14}{'peak MB':>10}")
        base = 0.0
        for way in given.ways.split(","):
            command = [sys.executable, __file__, "--one", way, str(path)]
            found = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
            figures = json.loads(found.stdout)
            base = figures["seconds"] if way == "polars" else base
            ratio = f"{figures['seconds'] / base:.1f}" if base else "-"
            print(
                f"{way:<8}{figures['rows']:>10.0f}{figures['seconds']:>10.2f}{ratio:>14}"
                f"{figures['megabytes']:>10.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
