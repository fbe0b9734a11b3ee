"""Links: the wishes of people tied to the units of a run that they are about, or why they cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from corpora.units import span_id
from labels.anchors import Anchor, Anchorage
from labels.wishes import Wishes
from pipelines.generation import Generation

UNKNOWN = "not in this corpus: {}"
NO_OPINION = "set apart, as it holds no opinion: {}"
SAME_TEXT = "both are the same text"
NO_THEME = "no theme has this id or label: {}"
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
