"""The results of a batch as one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import Any, Final

import polars as pl

STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color: #0b0c0c; background: #fff; }
div { overflow-x: auto; } div:focus { outline: 3px solid #0b0c0c; box-shadow: 0 0 0 6px #ffdd00; }
table { border-collapse: collapse; margin-bottom: 2rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border-bottom: 1px solid #767676; padding: .35rem .75rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #1B59A4; } .n { text-align: right; white-space: nowrap; }
"""
ABOUT: Final = """Coherence, diversity, grades, stability and agreement are of the finest level. Coherence is
C_NPMI over pairs of the first ten words, on the corpus itself; ami, ari, v_measure and macro_f1 are agreement
with labels that people gave; seed_agreement is the mean adjusted Rand index between the runs of two seeds."""
PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Results of a batch</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>Results of a batch</h1>
<p>{runs} runs, {failed} failed. {about}</p>
{means}
{table}
</main>
</body>
</html>
"""


def page(table: pl.DataFrame, means: pl.DataFrame) -> str:
    """Write the results, and their means over the seeds, as a page; columns without a value are left out."""
    return PAGE.format(
        style=STYLE,
        runs=len(table),
        failed=table.filter(pl.col("status") == "failed").height,
        about=ABOUT,
        means=_table(means, "Means over the seeds"),
        table=_table(table, "Every run"),
    )


def _table(full: pl.DataFrame, caption: str) -> str:
    table = full.drop([name for name in full.columns if full[name].null_count() == len(full)])
    mark = {name: ' class="n"' if kind.is_numeric() else "" for name, kind in table.schema.items()}
    heads = "".join(f'<th scope="col"{mark[name]}>{escape(name)}</th>' for name in table.columns)
    lines = []
    for row in table.iter_rows(named=True):
        first, *rest = (f"{mark[name]}>{escape(_shown(value))}" for name, value in row.items())
        lines.append(f'<tr><th scope="row"{first}</th>{"".join(f"<td{cell}</td>" for cell in rest)}</tr>')
    body = "\n".join(lines)
    return (
        f'<div role="region" tabindex="0" aria-label="{escape(caption)}">\n<table>\n'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
