"""Sentences of the pages, made from counts that may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from insights.counting import Answered, ThemeCount
from insights.explorer.pieces import filled, own, role_name, series
from insights.explorer.texts.overview import OverviewTexts
from insights.explorer.views import View
from insights.runs import Run
from insights.wording import Wording, listed, number, percent, shown

LEAST_CONTRIBUTIONS = 30
TITLES = 3
"""Sources that are named in the headline."""


def went_in(run: Run, answered: Answered, say: Wording) -> str:
    """Say what went in, and from how many people."""
    parts = []
    if answered.messages.number != 0:
        sources = run.sources.filter(~run.sources["public"]).height
        known = answered.people.kind != "unknown"
        filled = {
            "messages": shown(answered.messages, say),
            "people": shown(answered.people, say),
            "sources": _sources(sources, say),
        }
        parts.append((say.overview_in if known else say.overview_in_unknown).format(**filled))
    if answered.published:
        filled = {"passages": number(answered.passages, say), "sources": _sources(answered.published, say)}
        parts.append(say.overview_published.format(**filled))
    return listed(parts, say) + "."


def what_comes_first(answered: Answered, say: Wording) -> str:
    """Say in what order the themes stand: by people, or by messages where nobody is known."""
    return say.themes_intro_unknown if answered.people.kind == "unknown" else say.themes_intro


def headline(run: Run, view: View, texts: OverviewTexts, say: Wording) -> Markup:
    """Name a run after its sources: the first, and how many others there are where they are many."""
    titles = [own(title, view) for title in dict.fromkeys(run.sources["title"])]
    if len(titles) <= TITLES:
        return series(titles, say)
    others = filled(texts.other_sources, number=number(len(titles) - TITLES + 1, say))
    return series([*titles[: TITLES - 1], others], say)


def took_part(run: Run, answered: Answered, view: View, texts: OverviewTexts, say: Wording) -> Markup:
    """Say in one line what went in, from whom, in which roles, and when, by the month."""
    named = [
        filled(texts.role, role=role_name(row.role, view, say), people=shown(row.people, say))
        for row in sorted(answered.roles, key=lambda row: -row.people.at_least)
        if row.people.kind != "unknown"
    ]
    roles = filled(texts.roles, roles=series(named, say)) if len(named) > 1 else ""
    told = (went_in(run, answered, say), roles, _period(run, texts, say))
    return Markup(" ").join(one for one in told if one)


def went_to(outcomes: Mapping[str, int], say: Wording) -> str:
    """Say where the input rows went; the numbers add up to the input."""
    parts = [
        say.outcomes_short.get(outcome, "{rows} " + outcome).format(rows=number(rows, say))
        for outcome, rows in outcomes.items()
    ]
    rows = number(sum(outcomes.values()), say)
    return say.overview_to.format(rows=rows, parts=listed(parts, say))


def no_themes(run: Run, say: Wording) -> str:
    """Say why there are no themes to show."""
    settings = run.manifest.get("settings")
    least = (
        settings.get("minimum_contributions", LEAST_CONTRIBUTIONS)
        if isinstance(settings, Mapping)
        else LEAST_CONTRIBUTIONS
    )
    messages = run.contributions.height
    different = run.contributions["text"].n_unique()
    if different >= int(least):
        return say.no_themes
    filled = {"messages": messages, "different": different, "least": int(least)}
    return say.too_few.format(**{name: number(value, say) for name, value in filled.items()})


def how_to_read(k: int, say: Wording) -> list[str]:
    """Say what the numbers mean, and what they do not."""
    small = say.how_small.format(k=number(k, say))
    return [say.how_people, say.how_strength, small, say.how_delimitation, say.how_stance]


def theme_facts(counts: ThemeCount, answered: Answered, say: Wording) -> list[tuple[str, str, str]]:
    """Give the figures of a theme: the figure, one beside it, and what it is."""
    found = []
    if answered.messages.number != 0:
        share = f"({percent(counts.share, say)})" if counts.share is not None else ""
        found.append((shown(counts.people, say), share, say.people))
        unknown = counts.messages_of_unknown
        mixed = unknown.number != 0 and answered.people.kind != "unknown"
        beside = say.unknown_people.format(messages=shown(unknown, say)) if mixed else ""
        found.append((shown(counts.messages, say), beside, say.messages))
    if counts.largest_share is not None:
        found.append((percent(counts.largest_share, say), "", say.largest))
    if answered.published:
        of = say.of_published.format(of=number(answered.published, say))
        found.append((number(counts.published, say), of, say.published))
    return found


def _sources(number_of: int, say: Wording) -> str:
    return say.one_source if number_of == 1 else say.many_sources.format(number=number(number_of, say))


def _period(run: Run, texts: OverviewTexts, say: Wording) -> str:
    """Say in which months the contributions were made: a day may be that of one person."""
    first, last = run.contributions["created_at"].min(), run.contributions["created_at"].max()
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return ""
    told = [f"{say.months[one.month - 1]} {one.year}" for one in (first, last)]
    period = texts.period_month if told[0] == told[1] else texts.period
    return period.format(first=told[0], last=told[1])
