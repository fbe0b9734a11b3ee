"""Texts that were sent in more than once: shown once with a quote, counted in messages and in people.

The rule of :mod:`insights.small_numbers` governs the counts, beside those of the theme: neither how many sent
a text nor how many said something else can be worked out where that is fewer than k people. Where the number
of messages may not be shown, the copies are not listed either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from insights.counting import ThemeCount
from insights.mentions import Spoken, distinct_people, mentions
from insights.runs import Run
from insights.small_numbers import UNKNOWN, Count, Shown, protect
from insights.wording import Wording, number, shown

TABLE: Final = "repeats"
NOTHING: Final = Shown("exact", 0)


@dataclass(frozen=True)
class Copy:
    """A contribution that says what a quote says; ``similarity`` is that with the representative."""

    contribution_id: str
    text: str
    language: str
    source: str
    locator: str
    exact: bool
    similarity: float


@dataclass(frozen=True)
class Repeated:
    """How often a text is in a theme, and who sent it, as far as it may be shown.

    ``people`` are distinct participants; ``messages_of_unknown`` are those of nobody known, and ``published``
    the passages of published sources, which no rule hides. ``copies`` is empty where the rule hides how many
    there are.
    """

    kind: str
    messages: Shown
    people: Shown
    messages_of_unknown: Shown
    published: int
    copies: tuple[Copy, ...]


def quote_repeats(run: Run, theme: ThemeCount, k: int) -> dict[str, Repeated]:
    """Give, by quote_id, how often the text of a quote of a theme is in it, where that is more than once.

    A run that was made before copies were looked for has none.
    """
    if TABLE not in run.manifest.get("tables", {}):
        return {}
    group = run.table(TABLE)
    quoted = (
        run.quotes.filter(pl.col("theme_id") == theme.theme_id)
        .select("quote_id", "contribution_id")
        .join(group.select("contribution_id", "repeat_id"), on="contribution_id")
    )
    if not quoted.height:
        return {}
    here = _placed(run, theme.theme_id).join(group, on="contribution_id").sort(_ORDER, descending=_DOWN)
    parts = here.partition_by("repeat_id", as_dict=True)
    spoken = Spoken(run)
    level = int(run.themes.filter(pl.col("theme_id") == theme.theme_id)["level"][0])
    mentioned = mentions(run, level).filter(pl.col("theme_id") == theme.theme_id)
    counting = spoken.private.join(mentioned, on="contribution_id", how="semi")
    found: dict[str, Repeated] = {}
    for quote, repeat in quoted.select("quote_id", "repeat_id").iter_rows():
        part = parts.get((repeat,))
        if part is not None and part.height > 1:
            found[quote] = _repeated(part, theme, spoken, counting, k)
    return found


def told(repeated: Repeated, say: Wording) -> str:
    """Write how often a text was sent in, and by how many people.

    >>> from insights.wording import NL
    >>> often = Repeated("repeat", Shown("exact", 37), Shown("exact", 12), NOTHING, 0, ())
    >>> told(often, NL)
    'Deze tekst komt vaker voor: 37 keer, 12 personen'
    """
    messages, people, unknown = repeated.messages, repeated.people, repeated.messages_of_unknown
    parts = []
    if messages != NOTHING:
        times = say.repeat_times.format(times=shown(messages, say))
        parts.append(times if messages.number is not None else say.repeat_times_hidden)
    if people.kind != "unknown" and people != NOTHING:
        one = people == Shown("exact", 1)
        parts.append(f"{shown(people, say)} {say.repeat_person if one else say.repeat_people}")
    if unknown.number is not None and unknown != NOTHING and people.kind != "unknown":
        parts.append(say.repeat_unknown.format(times=shown(unknown, say)))
    if repeated.published:
        parts.append(say.repeat_published.format(times=number(repeated.published, say)))
    return f"{say.repeat_kinds[repeated.kind]}: {', '.join(parts)}"


_ORDER: Final = ["exact", "similarity", "source_id", "row"]
_DOWN: Final = [True, True, False, False]


def _placed(run: Run, theme_id: str) -> pl.DataFrame:
    """Give the contributions with a unit whose primary theme this is, whether core or fringe."""
    primary = run.assignments.filter((pl.col("theme_id") == theme_id) & pl.col("primary")).select("unit_id")
    placed = run.units.join(primary, on="unit_id", how="semi").select("contribution_id").unique()
    titles = run.sources.select("source_id", "title")
    columns = ["contribution_id", "source_id", "row", "text", "language", "locator"]
    return (
        run.contributions.select(columns)
        .join(placed, on="contribution_id", how="semi")
        .join(titles, on="source_id")
    )


def _repeated(
    part: pl.DataFrame, theme: ThemeCount, spoken: Spoken, counting: pl.DataFrame, k: int
) -> Repeated:
    """Count one repeat in a theme; ``counting`` are the private contributions that the theme counts."""
    own = spoken.private.join(part, on="contribution_id", how="semi")
    rest = counting.join(own, on="contribution_id", how="anti")
    messages = _messages(own, rest, theme, k)
    unknown = own.filter(pl.col("participant_id").is_null())
    known = own.filter(pl.col("participant_id").is_not_null())
    of_unknown = NOTHING
    if unknown.height:
        split = [
            Count(one.height, spoken.behind(one), of_people=False) for one in (unknown, known) if one.height
        ]
        of_unknown = protect(messages, split, k)[0] if len(split) == 2 else messages
    listed = part if messages.exact else part.join(own, on="contribution_id", how="anti")
    columns = ["contribution_id", "text", "language", "title", "locator", "exact", "similarity"]
    return Repeated(
        kind=str(part["kind"][0]),
        messages=messages,
        people=_people(own, rest, theme, spoken, k),
        messages_of_unknown=of_unknown,
        published=part.height - own.height,
        copies=tuple(Copy(*row) for row in listed.select(columns).iter_rows()),
    )


def _messages(own: pl.DataFrame, rest: pl.DataFrame, theme: ThemeCount, k: int) -> Shown:
    """Show the number of copies unless it, or what it leaves of the theme, stands on too few people."""
    if not own.height:
        return NOTHING
    shown_ = Count(own.height, Spoken.behind(own), of_people=False).show(k)
    if not shown_.exact:
        return shown_
    if not theme.messages.exact:
        return Shown("withheld")
    if not rest.height:
        return shown_
    return Count(own.height, Spoken.behind(own), Spoken.behind(rest), of_people=False).show(k)


def _people(own: pl.DataFrame, rest: pl.DataFrame, theme: ThemeCount, spoken: Spoken, k: int) -> Shown:
    """Show how many sent the copies unless they, or those who said something else only, are too few."""
    if not spoken.people:
        return UNKNOWN
    people = distinct_people(own)
    if not people and Spoken.behind(own) >= k:
        return NOTHING
    alone = Count(people, people, spoken.people - people).show(k)
    if alone.kind == "fewer":
        return alone
    if not theme.people.exact:
        return Shown("withheld")
    others = distinct_people(pl.concat([own, rest])) - people
    return Count(people, people, others).show(k) if rest.height else alone
