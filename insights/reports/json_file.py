"""The report as JSON, for other software, under the published schema ``docs/report.schema.json``."""

from __future__ import annotations

import json
from typing import Any, Final

from insights.comparing.compared import Comparison
from insights.comparing.rounds import Rounds
from insights.counting import RoleCount
from insights.description import strength
from insights.intervals import Interval
from insights.reports.method import method_paragraphs
from insights.reports.model import Quote, Report, ThemeTold
from insights.reports.texts import report_texts
from insights.small_numbers import Shown
from insights.wording import Wording, wording

SCHEMA: Final = "oogst-report-1"
"""The name of the schema, in every file that follows it."""


def render(report: Report, language: str = "nl") -> str:
    """Write a report as JSON; sentences in it are in the language, all else is the same in any."""
    return json.dumps(as_dict(report, language), indent=1, ensure_ascii=False) + "\n"


def as_dict(report: Report, language: str = "nl") -> dict[str, Any]:
    """Give a report as plain values. A count is ``{"kind", "number"}``, as far as it may be shown."""
    say = wording(language)
    answered = report.answered
    return {
        "schema": SCHEMA,
        "run": {
            "id": report.run_id,
            "name": report.run_name,
            "version": report.method.version,
            "made": report.made.isoformat(),
            "synthetic": report.synthetic,
        },
        "title": report.title,
        "language": say.language,
        "internal": report.internal,
        "release_asked": report.release_asked,
        "k": report.k,
        "period": {
            "first": None if report.first is None else f"{report.first:%Y-%m}",
            "last": None if report.last is None else f"{report.last:%Y-%m}",
        },
        "questions": list(report.questions),
        "sources": [
            {
                "title": one.title,
                "file": one.file,
                "kind": one.kind,
                "public": one.public,
                "rows": one.rows,
                "sha256": one.sha256,
            }
            for one in report.sources
        ],
        "answered": {
            "people": _count(answered.people),
            "messages": _count(answered.messages),
            "published": answered.published,
            "passages": answered.passages,
            "roles": [_role(row) for row in answered.roles],
        },
        "outcomes": dict(report.outcomes),
        "themes": [_theme(theme, report, say) for theme in report.themes],
        "comparison": None if report.comparison is None else _comparison(report.comparison),
        "rounds": None if report.rounds is None else _rounds(report.rounds),
        "codebook": [
            {
                "id": code.code_id,
                "names": dict(code.names),
                "definition": code.definition,
                "parent": code.parent_id,
            }
            for code in report.codes
        ],
        "method": {
            "paragraphs": [{"topic": topic, "text": text} for topic, text in method_paragraphs(report, say)],
            "models": [{"name": name, "revision": revision} for name, revision in report.method.models],
            "packages": dict(report.method.packages),
            "seed": report.method.seed,
            "network": list(report.method.network),
            "decisions": {one.kind: one.number for one in report.method.decided},
            "agreement": dict(report.method.agreement),
            "limits": list(report_texts(language).limits),
        },
    }


def _count(count: Shown) -> dict[str, Any]:
    return {"kind": count.kind, "number": count.number}


def _role(row: RoleCount) -> dict[str, Any]:
    return {"role": row.role, "people": _count(row.people), "messages": _count(row.messages)}


def _interval(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [round(interval.low, 6), round(interval.high, 6)]


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 6)


def _theme(theme: ThemeTold, report: Report, say: Wording) -> dict[str, Any]:
    count = theme.count
    return {
        "id": theme.theme_id,
        "parent": theme.parent_id,
        "level": theme.level,
        "label": theme.label,
        "label_origin": theme.label_origin,
        "definition": theme.definition,
        "keywords": list(theme.keywords),
        "delimitation": theme.grade,
        "strength": strength(count, report.answered, say),
        "people": _count(count.people),
        "answered": _count(count.answered),
        "share": _share(count.share),
        "messages": _count(count.messages),
        "largest_share": _share(count.largest_share),
        "published": count.published,
        "passages": count.passages,
        "groups": [
            {
                **_role(group.count),
                "answered": _count(group.count.answered),
                "share": _share(group.count.share),
                "interval": _interval(group.interval),
            }
            for group in theme.groups
        ],
        "quotes": [_quote(quote) for quote in theme.quotes],
        "subthemes": [_theme(below, report, say) for below in theme.subthemes],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    repeated = quote.repeated
    return {
        "id": quote.quote_id,
        "contribution": quote.contribution_id,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "language": quote.language,
        "source": quote.source,
        "file": quote.file,
        "locator": quote.locator,
        "role": quote.role,
        "part": quote.part,
        "reason": quote.reason,
        "belongs": quote.grade,
        "released": quote.released,
        "repeated": None
        if repeated is None
        else {
            "kind": repeated.kind,
            "messages": _count(repeated.messages),
            "people": _count(repeated.people),
            "published": repeated.published,
        },
    }


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "by": found.by,
        "groups": [
            {"name": side.name, "people": _count(side.people), "messages": _count(side.messages)}
            for side in (found.first, found.second)
        ],
        "questions_left_out": found.questions_left_out,
        "cautions": list(found.cautions),
        "themes": [
            {
                "id": row.theme_id,
                "attention": [_share(row.first.attention), _share(row.second.attention)],
                "difference": _share(row.difference),
                "interval": _interval(row.interval),
                "q": _share(row.q),
                "finding": row.finding,
                "untested": row.untested,
            }
            for row in found.rows
        ],
    }


def _rounds(rounds: Rounds) -> dict[str, Any]:
    return {
        "counted": rounds.counted,
        "periods": [
            {"name": one.name, "people": _count(one.people), "messages": _count(one.messages)}
            for one in rounds.periods
        ],
        "themes": [
            {
                "id": theme.theme_id,
                "cells": [
                    {
                        "people": _count(cell.people),
                        "messages": _count(cell.messages),
                        "share": _share(cell.share),
                        "interval": _interval(cell.interval),
                    }
                    for cell in theme.cells
                ],
            }
            for theme in rounds.themes
        ],
    }
