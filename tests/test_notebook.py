"""A run in a notebook: one import, and nothing heavy before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import insights
from corpora.errors import RunError


def test_open_run_gives_tables_quotes_vectors_counts_and_a_report(sample_run: Path) -> None:
    run = insights.open_run(sample_run)
    assert run.themes.height > 5
    texts = dict(run.contributions.select("contribution_id", "text").iter_rows())
    for row in run.quotes.head(20).iter_rows(named=True):
        assert row["text"] == texts[row["contribution_id"]][row["start"] : row["end"]]
    assert run.views == ("use",)
    assert run.vectors().columns == ["unit_id", "vector"]
    assert run.counts()[0].people.exact
    assert run.report().themes[0].label in run.themes["label"].to_list()
    assert run.compare("role", "resident", "professional").rows


def test_a_table_that_is_not_there_is_named_with_the_nearest(sample_run: Path) -> None:
    with pytest.raises(RunError, match="did you mean 'themes'"):
        insights.open_run(sample_run).table("theme")


def test_a_name_that_insights_lacks_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="opn_run"):
        getattr(insights, "opn_run")  # noqa: B009


def test_importing_insights_loads_no_tables() -> None:
    code = "import insights, sys; sys.exit('polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
