"""The report in Markdown: verbatim quotes, counts under the rule for exports, no live markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from runs_for_tests import (
    dialogue_with_roles,
    dialogue_without_background,
    dialogue_without_themes,
    write_run,
)

from insights.reports.building import build
from insights.reports.layout import lay_out
from insights.reports.markdown import render
from insights.reports.texts import EN, NL
from insights.runs import open_run


def markdown(run: Path, language: str = "nl") -> str:
    return render(lay_out(build(open_run(run)), language))


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_quote_is_cut_from_the_source_and_named_by_its_id(sample_run: Path, language: str) -> None:
    run = open_run(sample_run)
    texts = dict(run.contributions.select("contribution_id", "text").iter_rows())
    spans = {
        quote: texts[contribution][start:end]
        for quote, contribution, start, end in run.quotes.select(
            "quote_id", "contribution_id", "start", "end"
        ).iter_rows()
    }
    told, quote = set(), []
    for line in markdown(sample_run, language).split("\n"):
        if line.startswith("> — "):
            name = line.rsplit("`", 2)[1]
            assert unescaped("\n".join(quote)).strip() == re.sub(r"[ \t]+\n", "\n", spans[name])
            told, quote = told | {name}, []
        elif line.startswith(">"):
            quote.append(line[2:])
    assert told == set(run.quotes["quote_id"])


def test_no_count_below_ten_people_stands_in_it(sample_run: Path) -> None:
    text = markdown(sample_run)
    people = [int(found.replace(".", "")) for found in re.findall(r"(?<![\w.])(\d[\d.]*) deelnemers", text)]
    assert people
    assert all(count >= 10 for count in people)


def test_the_sample_is_called_invented_and_the_method_is_told(sample_run: Path) -> None:
    assert "verzonnen" in markdown(sample_run, "nl")
    assert "made up" in markdown(sample_run, "en")
    for language, texts in (("nl", NL), ("en", EN)):
        text = markdown(sample_run, language)
        assert f"## {texts.method}" in text
        assert open_run(sample_run).manifest["run_id"] in text
        assert all(limit in text for limit in texts.limits)


@pytest.mark.parametrize(
    "make",
    [dialogue_with_roles, dialogue_without_background, dialogue_without_themes],
    ids=lambda make: make.__name__,
)
def test_runs_of_every_shape_give_a_report_without_live_markup(make, tmp_path: Path) -> None:
    text = markdown(write_run(tmp_path / "run", make()))
    assert text.startswith("# ")
    assert "<b>" not in text and "<script>" not in text
    assert not re.search(r"(?<!\\)[*$]", text.replace("**", ""))
