"""Agreement between coders on the contributions of a run: people among each other, and the tool with each.

The two stand apart: agreement of people is the ceiling for a tool that learns from what people mean. A
passage is a contribution; a coder gave it a code or did not. Intervals are of 95 %, from half-samples of
participants (:mod:`insights.intervals`): all that a person said is drawn or not, and they spread as wide as
the whole would. With replacement rows would repeat, and alpha takes its chance agreement from pairs without
replacement: copies of a row would count there as judgements of other passages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import polars as pl

from insights.coding.codings import rolled_up
from insights.evaluation import Drawn, groups_of
from insights.intervals import DRAWS, Interval, Rows, Values, bootstrap
from insights.runs import Run
from labels.agreement import NAMES, Judgements, measures, prevalence
from labels.coded_sheets import CodedSheet
from labels.codings import MODEL, together

FEW: Final = 30
"""Passages below which figures say little; a line of the table tells so."""
_BOUNDS: Final = (-1.0, 1.0)
_SHARES: Final = ("agreement", "f1")

Between = Literal["people", "tool and people"]


@dataclass(frozen=True)
class Measure:
    """A figure with its interval; ``value`` is None where it is not defined."""

    value: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Agreed:
    """One code, or all of them (``code`` is None): every decision on a contribution and a code counts then.

    ``passages`` is how many contributions two coders or more judged, ``prevalence`` the share of their
    judgements that gives the code.
    """

    code: str | None
    passages: int
    prevalence: float
    agreement: Measure
    kappa: Measure
    alpha: Measure
    ac1: Measure
    f1: Measure

    @property
    def few(self) -> bool:
        """Whether it stands on too few contributions to say much."""
        return self.passages < FEW


@dataclass(frozen=True)
class Block:
    """Agreement of people among each other, or of the tool with people: every code, and all together."""

    between: Between
    coders: tuple[str, ...]
    drawn: Drawn
    groups: int
    codes: tuple[Agreed, ...]
    overall: Agreed


@dataclass(frozen=True)
class Disagreement:
    """A contribution to which coders gave different codes; ``given`` lists them by coder."""

    contribution_id: str
    text: str
    given: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Agreement:
    """The blocks that there are judgements for, and all contributions on which coders differ."""

    blocks: tuple[Block, ...]
    disagreements: tuple[Disagreement, ...]


def agree(
    run: Run,
    judged: Mapping[str, Sequence[str]],
    codings: pl.DataFrame,
    codes: Sequence[str],
    draws: int = DRAWS,
) -> Agreement:
    """Compare coders over ``codes``.

    ``judged`` lists the contributions that each coder judged, those included to which they gave no code;
    ``codings`` are their codings, and those of the coder ``model``.
    """
    people = sorted(coder for coder in judged if coder != MODEL)
    passages = sorted({one for coder in people for one in judged[coder]})
    tables = {
        coder: _table(coder, passages, set(judged[coder]), codings, codes)
        for coder in (*people, *([MODEL] if MODEL in judged else []))
    }
    rows = run.contributions.filter(pl.col("contribution_id").is_in(passages)).sort("contribution_id")
    drawn, groups = groups_of(run, rows.with_columns(labels="text"), ("labels",))
    blocks = []
    if len(people) > 1:
        stacked = np.stack([tables[coder] for coder in people])
        twice = int(((~np.isnan(stacked[:, 0])).sum(axis=0) >= 2).sum())
        blocks.append(_block("people", people, stacked, groups, drawn, codes, twice, draws))
    if MODEL in tables and people:
        pairs = np.stack(
            [
                np.concatenate([tables[MODEL]] * len(people), axis=1),
                np.concatenate([tables[coder] for coder in people], axis=1),
            ]
        )
        every = np.tile(groups, len(people))
        both = ~np.isnan(tables[MODEL][0]) & np.any([~np.isnan(tables[one][0]) for one in people], axis=0)
        blocks.append(
            _block("tool and people", [MODEL, *people], pairs, every, drawn, codes, int(both.sum()), draws)
        )
    texts = dict(rows.select("contribution_id", "text").iter_rows())
    return Agreement(tuple(blocks), tuple(_differences(passages, tables, codes, texts)))


def agree_on_sheets(run: Run, sheets: Sequence[CodedSheet], draws: int = DRAWS) -> Agreement:
    """Compare coding sheets, and the tool where its themes are among their codes.

    A theme ``c-…`` is its code, and one that is none of the codes counts for the nearest above it that is; a
    code that no theme stands for is one that the tool never gives.
    """
    codes = sheets[0].codes
    judged = {one.coder: one.judged for one in sheets}
    machine = rolled_up(run, codes)
    if machine.height:
        judged[MODEL] = tuple({one for sheet in sheets for one in sheet.judged})
    return agree(run, judged, together([*(one.codings for one in sheets), machine]), codes, draws)


def _table(
    coder: str, passages: Sequence[str], judged: set[str], codings: pl.DataFrame, codes: Sequence[str]
) -> Judgements:
    """Give the judgements of one coder, of shape ``(codes, passages)``."""
    own = codings.filter(pl.col("coder") == coder).select("contribution_id", "code").unique()
    given = set(own.iter_rows())
    return np.array(
        [[float((one, code) in given) if one in judged else np.nan for one in passages] for code in codes],
        dtype=np.float64,
    ).reshape(len(codes), len(passages))


def _block(
    between: Between,
    coders: Sequence[str],
    stacked: Judgements,
    groups: Rows,
    drawn: Drawn,
    codes: Sequence[str],
    passages: int,
    draws: int,
) -> Block:
    """Measure every code, and all decisions together; ``stacked`` has the shape (coders, codes, passages)."""
    each = [_agreed(code, stacked[:, place], groups, passages, draws) for place, code in enumerate(codes)]
    whole, everything = stacked.reshape(len(stacked), -1), np.concatenate([groups] * len(codes))
    return Block(
        between,
        tuple(coders),
        drawn,
        len(np.unique(groups)),
        tuple(each),
        _agreed(None, whole, everything, passages, draws),
    )


def _agreed(code: str | None, table: Judgements, groups: Rows, passages: int, draws: int) -> Agreed:
    def figures(rows: Rows) -> Values:
        return measures(table[:, rows])

    found = figures(np.arange(table.shape[1], dtype=np.int64))
    intervals = bootstrap(figures, groups, draws, _BOUNDS)
    figure = {
        name: Measure(None if np.isnan(value) else float(value), _floored(interval, name))
        for name, value, interval in zip(NAMES, found, intervals, strict=True)
    }
    return Agreed(code, passages, prevalence(table), **figure)


def _floored(interval: Interval | None, name: str) -> Interval | None:
    """Keep the interval of a share from going below nought."""
    if interval is None or name not in _SHARES:
        return interval
    return Interval(max(0.0, interval.low), max(0.0, interval.high))


def _differences(
    passages: Sequence[str], tables: Mapping[str, Judgements], codes: Sequence[str], texts: Mapping[str, str]
) -> list[Disagreement]:
    found = []
    for place, one in enumerate(passages):
        given = tuple(
            (coder, tuple(code for code, value in zip(codes, table[:, place], strict=True) if value == 1))
            for coder, table in tables.items()
            if not np.isnan(table[:, place]).any()
        )
        if len({codes_ for _, codes_ in given}) > 1:
            found.append(Disagreement(one, texts[one], given))
    return found
