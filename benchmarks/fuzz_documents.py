"""Damage documents of every kind, thousands of times, and read each: a message or a text, never a crash.

python benchmarks/fuzz_documents.py --many 10000
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from corpora.samples import sample_dialogue
from tests.document_files import sample_files
from tests.fuzzing_documents import account_for, damaged_files


@click.command()
@click.option("--many", default=1000, show_default=True, help="Damaged copies of each document.")
@click.option("--first", default=0, show_default=True, help="Seed of the first copy.")
def main(many: int, first: int) -> None:
    """Read damaged documents of every kind; stops at the first that is neither read nor refused."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in sample_files(folder, sample_dialogue().dialogue.parent / "bronnen"):
            found = account_for(damaged_files(path, many, first), folder)
            print(
                f"{path.suffix[1:]:8} {found.read:6} read {found.refused:6} refused "
                f"slowest {found.slowest:.2f} s"
            )


if __name__ == "__main__":
    main()
