"""The benchmark of planted copies: what it plants, what it counts, and what it does without the sets."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import repeats

SCRIPT = Path(repeats.__file__)
TEXT = "De bus naar het stadskantoor rijdt maar twee keer per dag langs onze straat, dus wij lopen."


def start(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *options]
    return subprocess.run(
        command, capture_output=True, text=True, env=os.environ | environment, check=True, timeout=120
    )


def test_it_tells_how_to_run_it_and_is_skipped_aloud_without_the_sets(tmp_path: Path) -> None:
    assert "Usage" in start("--help").stdout
    said = start(OOGST_SHARED_DATA=str(tmp_path))
    assert said.stdout == ""
    assert "skipped" in said.stderr


def test_a_copy_is_edited_as_much_as_was_said() -> None:
    assert repeats.edited(TEXT, 0.0, random.Random(1)) == TEXT
    assert repeats.edited(TEXT, 0.05, random.Random(1)) == repeats.edited(TEXT, 0.05, random.Random(1))
    some, many = (
        repeats.jaccard(TEXT, repeats.edited(TEXT, share, random.Random(1))) for share in (0.01, 0.1)
    )
    assert 1 > some > many


def test_copies_of_the_same_words_and_a_campaign_are_all_found(shared_data: Callable[[str], Path]) -> None:
    shared_data("handelingen_tk")
    found, precision = repeats.measure("handelingen_tk", 20)
    by_kind = {one.kind: one for one in found}
    assert by_kind["0% edited"].found == 20
    assert by_kind[repeats.CAMPAIGN].found == repeats.LETTERS
    assert sum(one.found_near for one in found) >= 0.98 * sum(one.near for one in found)
    assert precision >= 0.99
