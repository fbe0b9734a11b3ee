"""What of a run goes into a file for other coding software."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import polars as pl

from corpora.tables import SEGMENT
from insights.coding.codings import codings_of, with_themes
from insights.coding.decided_codings import codings_of_people, without_decided
from insights.counting import small_number
from insights.runs import Run
from insights.small_numbers import Count, Shown, protect
from labels.codebook import Codebook
from labels.codings import together
from labels.refi.project_file import Material


def material(
    run: Run, codebook: Codebook | None, given: Sequence[pl.DataFrame] = (), *, suggestions: bool = False
) -> Material:
    """Gather what goes into a project: the texts, people, codes and codings of people.

    Those are ``given``, and what people decided about passages of a run that is opened with its decisions; a
    theme that they coded with and the codebook has not is a code too. ``suggestions`` adds the codings of the
    machine, with a code for every theme that the codebook has not.
    """
    people = codings_of_people(run, codebook)
    machine = [without_decided(codings_of(run, codebook), people)] if suggestions else []
    made = run.manifest.get("machine", {}).get("created_at")
    return Material(
        name=run.title or run.name,
        created=datetime.fromisoformat(made) if made else datetime(2000, 1, 1, tzinfo=UTC),
        sources=run.sources,
        participants=shown_backgrounds(run),
        contributions=run.contributions,
        codebook=with_themes(run, codebook, None if suggestions else people["code"].unique()),
        codings=together([*given, people, *machine]),
        origin=f"Oogst {run.manifest.get('version', '')}".strip(),
    )


def shown_backgrounds(run: Run) -> pl.DataFrame:
    """Give the table ``participants`` with those values of role and segments that may be shown.

    A value stays where at least k people have it, k being that of exports; a value that would tell a hidden
    one by subtraction goes too.
    """
    people, k = run.participants, small_number(run, "export")
    columns = [name for name in people.columns if name == "role" or name.startswith(SEGMENT)]
    return people.with_columns(
        pl.when(pl.col(name).is_in(_shown(people[name], k))).then(name).alias(name) for name in columns
    )


def _shown(values: pl.Series, k: int) -> list[str]:
    counted = values.value_counts(sort=False).sort("count", values.name, descending=[True, False])
    total = len(values)
    cells = [Count(number, number, total - number) for number in counted["count"]]
    shown = protect(Shown("exact", total), cells, k)
    return [
        value
        for value, cell in zip(counted[values.name], shown, strict=True)
        if value is not None and cell.exact
    ]
