"""Steering: the wishes of people honoured while themes are found, and what could not be honoured told.

A wish is about units. Those that must be together are tied strongly before communities are sought and put
together after; those that must be apart lose their tie, and one of them moves to the next theme it is tied
to. Wishes hold for the finest themes; a theme of a level above them that is protected keeps its subthemes
(see :mod:`pipelines.whole_themes`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp

from corpora.tables import Steering
from corpora.units import span_id
from labels.anchors import Anchor, Anchorage
from labels.wishes import Wishes
from pipelines.communities import by_size, tie_weights
from pipelines.lineage import Generation
from pipelines.partitions import Labels

UNKNOWN = "not in this corpus: {}"
NO_OPINION = "set apart, as it holds no opinion: {}"
SAME_TEXT = "both are the same text"
CONTRADICTS = "contradicts another wish, or no other theme is near"
NOT_A_MEMBER = "not a member of that theme"
NO_THEME = "no theme has this id or label: {}"
NOT_ONE = "its members are not one theme with this id any more"
NO_PREVIOUS = "the theme is not in the run named by --previous"

Units = tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A wish about units: all of ``units`` together, or each of the two groups apart from the other.

    A protected theme above the finest level has its ``level``; ``known`` is the share of the units here that
    the previous run had.
    """

    wish: str
    subject: str
    units: tuple[Units, ...]
    unmet: str | None = None
    level: int | None = None
    known: float = 1.0

    def as_list(self) -> list[Any]:
        """Give it as plain values, for the manifest."""
        return [
            self.wish,
            self.subject,
            [list(group) for group in self.units],
            self.unmet,
            self.level,
            self.known,
        ]

    @classmethod
    def from_list(cls, values: Sequence[Any]) -> Link:
        """Take it from plain values."""
        wish, subject, units, unmet, level, known = values
        return cls(wish, subject, tuple(tuple(group) for group in units), unmet, level, known)


def resolve(
    wishes: Wishes, units: pl.DataFrame, contributions: pl.DataFrame, previous: Generation | None
) -> tuple[Link, ...]:
    """Find the units that the wishes are about.

    Takes tables ``units`` (with ``placement``) and ``contributions``, and the themes of the previous run, for
    protected themes. A wish that names something that is not here is kept, with the reason why it cannot be
    honoured.
    """
    known = _known(units, contributions, wishes.anchors)
    apart = set(units.filter(pl.col("placement").is_not_null())["unit_id"])
    links: list[Link] = []
    for wish, groups in (("must_link", wishes.must_link), ("cannot_link", wishes.cannot_link)):
        links += [_link(wish, group, known, apart) for group in groups]
    before: dict[str, list[str]] = {}
    levels: dict[str, int] = {}
    known_before = 1.0
    if previous is not None:
        finest = previous.levels
        levels = dict(
            previous.themes.filter(pl.col("level") < finest).select("theme_id", "level").iter_rows()
        )
        here_before = units.join(previous.units, on="unit_id", how="semi").height
        known_before = round(here_before / max(units.height, 1), 6)
        members = previous.members.join(units.select("unit_id"), on="unit_id", how="semi").sort("unit_id")
        before = dict(members.group_by("theme_id").agg("unit_id").iter_rows())
    for theme in wishes.protected_themes:
        # A wish about single units goes before that for a whole theme, which would drag all others along.
        loose = apart | _reaching_out(links, set(before.get(theme, [])))
        here = tuple(unit for unit in before.get(theme, []) if unit not in loose)
        unmet = None if here else NO_PREVIOUS
        links.append(Link("protected_theme", theme, (here,), unmet, levels.get(theme), known_before))
    return tuple(links)


def _reaching_out(links: Sequence[Link], theme: set[str]) -> set[str]:
    """Give the units that are to be together with units outside a theme, or apart from others."""
    found: set[str] = set()
    for link in links:
        units = {unit for group in link.units for unit in group}
        if link.wish != "protected_theme" and (link.wish == "cannot_link" or not units <= theme):
            found |= units
    return found


def steer_graph(graph: sp.csr_matrix, links: Sequence[Link], position: dict[str, int]) -> sp.csr_matrix:
    """Tie what must be together and cut what must be apart; ``position`` is the text of every unit."""
    steered = sp.lil_matrix(graph)
    strong = float(graph.sum(axis=1).max()) if graph.nnz else 1.0
    for link in links:
        groups = [positions(group, position) for group in link.units]
        if link.unmet or link.level:
            continue
        if link.wish == "cannot_link":
            steered[np.ix_(groups[0], groups[1])] = 0
            steered[np.ix_(groups[1], groups[0])] = 0
        else:
            together = np.unique(np.concatenate(groups))
            for other in together[1:]:
                steered[together[0], other] = steered[other, together[0]] = strong
    cut = sp.csr_matrix(steered)
    cut.eliminate_zeros()
    return cut


def enforce(graph: sp.csr_matrix, labels: Labels, links: Sequence[Link], position: dict[str, int]) -> Labels:
    """Put what must be together into one community and what must be apart into two, as far as that can be."""
    wanted = [link for link in links if not link.unmet and not link.level]
    labels = labels.copy()
    if not wanted or labels.max(initial=-1) < 0:
        return labels
    block = _blocks(len(labels), [link for link in wanted if link.wish != "cannot_link"], position)
    ties = tie_weights(graph, labels)
    joint = sp.csr_matrix((np.ones(len(block)), (block, np.arange(len(block))))) @ ties
    sizes = np.bincount(block, minlength=joint.shape[0])
    for several in np.flatnonzero(sizes > 1):
        labels[block == several] = int(joint[several].argmax())
    clashes = _clashes([link for link in wanted if link.wish == "cannot_link"], block, position)
    where = {one: int(labels[np.flatnonzero(block == one)[0]]) for one in clashes}
    # Who is tied most to a community stays in it; the others look for another.
    for one in sorted(clashes, key=lambda number: (-float(joint[number].max()), number)):
        settled = {where[other] for other in clashes[one] if _before(other, one, joint)}
        if where[one] in settled:
            order = np.lexsort((np.arange(joint.shape[1]), -joint[one]))
            free = [int(number) for number in order if int(number) not in settled]
            if free:
                where[one] = free[0]
    for one, number in where.items():
        labels[block == one] = number
    return by_size(labels)


def _clashes(apart: Sequence[Link], block: Labels, position: dict[str, int]) -> dict[int, set[int]]:
    """Give, for every block of texts that must be apart from another, those others."""
    found: dict[int, set[int]] = {}
    for link in apart:
        first, second = ({int(block[one]) for one in positions(group, position)} for group in link.units)
        for one in first - second:
            for other in second - first:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return found


def outcome(
    links: Sequence[Link], labels: dict[str, str], members: Mapping[str, set[str]] = MappingProxyType({})
) -> list[tuple[str, str, bool, str | None]]:
    """Hold every wish against the final themes; gives rows of table ``steering``.

    ``labels`` are the finest themes by unit, ``members`` the units of every theme by its id.
    """
    rows: list[tuple[str, str, bool, str | None]] = []
    for link in links:
        reason = link.unmet
        if reason is None and link.wish == "protected_theme":
            reason = None if members.get(link.subject, set()).issuperset(link.units[0]) else NOT_ONE
        elif reason is None:
            found = [{labels.get(unit, "") for unit in group} for group in link.units]
            together = len(set.union(*found)) == 1
            honoured = not set.intersection(*found) if link.wish == "cannot_link" else together
            reason = None if honoured else CONTRADICTS
        rows.append((link.wish, link.subject, reason is None, reason))
    return rows


def pins(
    wishes: Wishes, units: pl.DataFrame, contributions: pl.DataFrame, themes: dict[str, str]
) -> tuple[dict[str, list[str]], list[tuple[str, str, str, str | None]]]:
    """Find the themes and units of pinned quotes.

    ``themes`` are labels by id. Gives units by theme, and for every pin its subject, theme, unit, and why it
    cannot be.
    """
    known = _known(units, contributions, wishes.anchors)
    by_label = {label: theme for theme, label in sorted(themes.items(), reverse=True)}
    pinned: dict[str, list[str]] = {}
    told = []
    for pin in wishes.pinned_quotes:
        theme = pin.theme if pin.theme in themes else by_label.get(pin.theme, "")
        unit = known.get(pin.quote, ("",))[0]
        reason = NO_THEME.format(pin.theme) if not theme else UNKNOWN.format(pin.quote) if not unit else None
        if reason is None:
            pinned.setdefault(theme, []).append(unit)
        told.append((f"{pin.theme} {pin.quote}", theme, unit, reason))
    return pinned, told


def steering_table(
    links: Sequence[tuple[str, str, bool, str | None]],
    pinned: Sequence[tuple[str, str, str, str | None]],
    quotes: pl.DataFrame,
    units: pl.DataFrame,
) -> pl.DataFrame:
    """Give table ``steering``; a pin was honoured when its passage is among the quotes of its theme."""
    spans = dict(
        (unit, span_id(contribution, start, end))
        for unit, contribution, start, end in units.select(
            "unit_id", "contribution_id", "start", "end"
        ).iter_rows()
    )
    shown = set(quotes.select("theme_id", "quote_id").iter_rows())
    rows = list(links)
    for subject, theme, unit, reason in pinned:
        there = reason is None and (theme, spans.get(unit, "")) in shown
        rows.append(("pinned_quote", subject, there, None if there else reason or NOT_A_MEMBER))
    return pl.DataFrame(rows, schema=list(Steering.column_names()), orient="row")


def _known(
    units: pl.DataFrame, contributions: pl.DataFrame, anchors: Mapping[str, Anchor]
) -> dict[str, Units]:
    """Give the units that every id stands for; what is not there under its id is found by its anchor."""
    columns = ["unit_id", "contribution_id", "start", "end"]
    native = contributions.select("contribution_id", "native_id")
    found: dict[str, list[str]] = {}
    table = (
        units.select(columns).join(native, on="contribution_id", how="left").sort("contribution_id", "start")
    )
    for unit, contribution, start, end, own in table.iter_rows():
        for name in {unit, contribution, span_id(contribution, start, end), own} - {None}:
            found.setdefault(name, []).append(unit)
    anchorage = Anchorage(contributions, units)
    for name in sorted(anchors.keys() - found.keys()):
        if again := anchorage.find(anchors[name]).units:
            found[name] = list(again)
    return {name: tuple(those) for name, those in found.items()}


def _link(wish: str, group: Units, known: dict[str, Units], apart: set[str]) -> Link:
    missing = [name for name in group if name not in known]
    found = tuple(tuple(unit for unit in known.get(name, ()) if unit not in apart) for name in group)
    silent = [name for name, units in zip(group, found, strict=True) if not units and name not in missing]
    unmet = UNKNOWN.format(", ".join(missing)) if missing else None
    if unmet is None and silent:
        unmet = NO_OPINION.format(", ".join(silent))
    if unmet is None and wish == "cannot_link" and set(found[0]) & set(found[1]):
        unmet = SAME_TEXT
    return Link(wish, " ".join(group), found, unmet)


def positions(group: Units, position: dict[str, int]) -> npt.NDArray[np.int64]:
    """Give the texts of units, in rising order."""
    return np.array(sorted({position[unit] for unit in group if unit in position}), dtype=np.int64)


def _blocks(n: int, together: Sequence[Link], position: dict[str, int]) -> Labels:
    """Give texts that must be together, also by way of others, one number."""
    pairs = [
        (group[0], other)
        for link in together
        for group in [np.concatenate([positions(units, position) for units in link.units])]
        if len(group)
        for other in group
    ]
    edges = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    graph = sp.csr_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(n, n))
    from scipy.sparse.csgraph import connected_components

    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _before(other: int, one: int, joint: npt.NDArray[np.float64]) -> bool:
    return (-float(joint[other].max()), other) < (-float(joint[one].max()), one)
