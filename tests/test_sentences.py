"""Sentences and lists of words that a line end of the source breaks: no two words of them run into one."""

from __future__ import annotations

import ast
import io
import tokenize
from itertools import pairwise
from pathlib import Path

import pytest

from corpora.masking.numbers import _AREA
from insights.wording import EN, NL

ROOT = Path(__file__).resolve().parents[1]
BETWEEN = {tokenize.NL, tokenize.COMMENT}
MODULES = [
    path for name in ("corpora", "labels", "pipelines", "insights") for path in (ROOT / name).rglob("*.py")
]


def seams(source: str) -> list[tuple[int, str, str]]:
    """Where one literal goes on in the next line: the line, the end of the one, the start of the other."""
    tokens = [
        each for each in tokenize.generate_tokens(io.StringIO(source).readline) if each.type not in BETWEEN
    ]
    found = []
    for first, second in pairwise(tokens):
        plain = all(each.type == tokenize.STRING and each.string[0] in "\"'" for each in (first, second))
        if plain and first.end[0] < second.start[0]:
            found.append((first.end[0], ast.literal_eval(first.string), ast.literal_eval(second.string)))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_two_words_run_into_one_where_a_literal_goes_on(path: Path) -> None:
    glued = [
        f"line {line}: …{one[-20:]}|{other[:20]}…"
        for line, one, other in seams(path.read_text(encoding="utf-8"))
        if one[-1:].isalnum() and other[:1].isalnum()
    ]
    assert not glued


def test_a_seam_without_a_space_is_seen() -> None:
    assert seams('x = (\n    "bij elkaar"\n    "komen"\n)\n') == [(2, "bij elkaar", "komen")]


def test_what_the_method_page_says_is_whole() -> None:
    assert "bij elkaar komen" in NL.method_intro[1] and "hoe goed dezelfde" in NL.trade_off_help[0]
    assert "time and again" in EN.method_intro[1] and "how well the same" in EN.trade_off_help[0]


def test_the_area_codes_are_all_four_digits_or_three() -> None:
    assert {"0573", "0575"} <= _AREA
    assert {len(code) for code in _AREA} == {3, 4}
