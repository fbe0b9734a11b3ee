"""What is left of the wishes for a run when people are erased from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import polars as pl

from labels.anchors import Anchor
from labels.wishes import Pin, Wishes
from pipelines.generation import Generation
from pipelines.links import Link, resolve

_FEWEST: Final = {"must_link": 2, "cannot_link": 2, "protected_theme": 1}


def links_without(links: Sequence[Sequence[Any]], ids: Collection[str]) -> tuple[Link, ...]:
    """Give the resolved wishes of a manifest without these ids, of units and of all that names them.

    A wish that has nothing left to say goes; one that named something unknown stays, and so does its reason.
    """
    kept = (_without(Link.from_list(link), ids) for link in links)
    return tuple(link for link in kept if link is not None)


def kept_whole(
    decided: Collection[str],
    links: Sequence[Link],
    units: pl.DataFrame,
    contributions: pl.DataFrame,
    previous: Generation | None,
) -> tuple[Link, ...]:
    """Give wishes that themes that people decided about, or named, stay themes when others are sought again.

    Takes table ``units`` of those who are left, and the run as it was. Themes of a codebook follow from what
    is said and need none, nor do those that ``links`` protect; units that those name are free to go
    elsewhere.
    """
    if previous is None:
        return ()
    origin = pl.col("label_origin").cast(pl.String)
    own = previous.themes.filter(
        (origin == "person") | (pl.col("theme_id").is_in(list(decided)) & (origin != "codebook"))
    )
    has = {link.subject for link in links}
    themes = tuple(theme for theme in own["theme_id"].sort() if theme not in has)
    named = {unit for link in links if not link.level for group in link.units for unit in group}
    apart = pl.col("placement").cast(pl.String) == "set apart"
    open_ = units.filter(~apart & ~pl.col("unit_id").is_in(list(named)))
    open_ = open_.with_columns(pl.lit(None, pl.String).alias("placement"))
    found = resolve(Wishes(protected_themes=themes), open_, contributions, previous)
    return tuple(link for link in found if not link.unmet)


def pins_without(
    steering: pl.DataFrame | None,
    themes: pl.DataFrame,
    ids: Collection[str],
    anchors: Mapping[str, Anchor],
) -> Wishes | None:
    """Give the pinned quotes of a run, from its table ``steering``, as wishes without those of these ids.

    A theme that was named by its label is named by its id, as it may be called otherwise now. None where the
    run had no wishes at all.
    """
    if steering is None:
        return None
    known, by_label = set(themes["theme_id"]), dict(themes.select("label", "theme_id").reverse().iter_rows())
    pins = []
    for subject in steering.filter(pl.col("wish") == "pinned_quote")["subject"]:
        theme, _, quote = subject.rpartition(" ")
        if quote not in ids:
            pins.append(Pin(theme if theme in known else by_label.get(theme, theme), quote))
    return Wishes(
        pinned_quotes=tuple(pins),
        anchors={pin.quote: anchors[pin.quote] for pin in pins if pin.quote in anchors},
    )


def _without(link: Link, ids: Collection[str]) -> Link | None:
    names = link.subject.split(" ") if link.wish != "protected_theme" else [link.subject]
    if len(names) != len(link.units):  # an id with a space in it: what names which units is not known
        names = [link.subject] * len(link.units)
    pairs = [
        (name, left)
        for name, group in zip(names, link.units, strict=True)
        for left in [tuple(unit for unit in group if unit not in ids)]
        if name not in ids and (left or not group)
    ]
    if len(pairs) < _FEWEST[link.wish]:
        return None
    if len(pairs) == len(link.units):
        return replace(link, units=tuple(left for _, left in pairs))
    return replace(link, subject=" ".join(name for name, _ in pairs), units=tuple(left for _, left in pairs))
