"""Pieces that give account: how it was done, delimitation, quality, files, settings, texts to take over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Any, Final

from markupsafe import Markup

from insights.explorer.pieces import (
    NONE,
    anchor,
    definitions,
    fill,
    folded,
    heading,
    join,
    more,
    own,
    paragraph,
    table,
)
from insights.explorer.texts.method import MethodTexts
from insights.explorer.views import View
from insights.quality import Quality
from insights.reports.method import method_paragraphs
from insights.reports.model import Report
from insights.reports.texts import report_texts
from insights.runs import Run
from insights.wording import Wording, number, percent

TITLE: Final = 60
"""Characters of the title of another run."""


def how_section(report: Report, texts: MethodTexts, say: Wording) -> Markup:
    """Tell how it was done, a paragraph a topic, with the sentences that reports have."""
    topics = report_texts(say.language).topics
    pairs = [(topics[topic], text) for topic, text in method_paragraphs(report, say)]
    return join([heading(texts.how), fill('<div class="how">{told}</div>', told=definitions(pairs))])


def grade_section(run: Run, rule: str, texts: MethodTexts, say: Wording) -> Markup:
    """Count the themes of every level by how sharply they are drawn; nothing where there are no themes."""
    counted: Counter[tuple[int, str]] = Counter()
    for level, grade in run.themes.select("level", "grade").iter_rows():
        counted[level, grade or ""] += 1
    if not counted:
        return NONE
    grades = [*say.grades, *([""] if any(grade == "" for _, grade in counted) else [])]
    rows = [
        [level_name(level, texts), *(number(counted[level, grade], say) for grade in grades)]
        for level in range(1, run.levels + 1)
    ]
    head = [texts.level, *(say.grades.get(grade, texts.unmeasured) for grade in grades)]
    return join(
        [
            heading(texts.grades),
            paragraph(f"{rule} {texts.grades_help}"),
            fill('<div class="narrow">{table}</div>', table=table(texts.grades_caption, head, rows)),
        ]
    )


def quality_section(found: Quality | None, view: View, texts: MethodTexts, say: Wording) -> Markup:
    """Show the measures of quality, or a link that asks for them: to calculate them takes a moment."""
    if found is None:
        return join(
            [
                heading(texts.quality),
                paragraph(texts.quality_help),
                more(view.same("method", show="kwaliteit"), texts.quality_ask),
            ]
        )
    coverage = found.coverage
    filled = {
        "units": number(coverage.units, say),
        "placed": number(coverage.placed, say),
        "share": percent(coverage.share(coverage.placed), say),
    }
    head = [texts.level, say.themes, texts.coherence, texts.diversity, texts.stability, texts.core]
    rows = [
        [
            level_name(one.level, texts),
            number(one.themes, say),
            *(_figure(value, say) for value in (one.coherence, one.diversity, one.stability)),
            percent(one.core_share, say) if one.core_share is not None else "–",
        ]
        for one in found.levels
    ]
    return join(
        [
            heading(texts.quality),
            paragraph(texts.quality_help),
            paragraph(texts.quality_placed.format(**filled)),
            table(texts.quality_caption, head, rows),
            paragraph(texts.quality_words, "muted"),
        ]
    )


def input_section(report: Report, view: View, texts: MethodTexts, say: Wording) -> Markup:
    """List the files that went in, each with the hash of its bytes."""
    rows = [
        [
            own(source.title, view),
            source.file,
            say.kinds.get(source.kind, source.kind),
            number(source.rows, say),
            fill("<code>{hash}</code>", hash=source.sha256),
        ]
        for source in report.sources
    ]
    head = [say.title_column, say.file, say.kind, say.rows, texts.hash]
    return folded(texts.inputs, table(texts.inputs_caption, head, rows, right=len(head)))


def settings_fold(run: Run, texts: MethodTexts, say: Wording) -> Markup:
    """List all settings of the run, those without a name in words by their own name."""
    settings: Mapping[str, Any] = run.manifest.get("settings") or {}
    rows = [
        [texts.names.get(key, key), say.granularities.get(str(value)) or _value(value, texts, say)]
        for key, value in settings.items()
    ]
    return folded(texts.settings, table(texts.settings_caption, [texts.setting, texts.value], rows, right=2))


def version_fold(report: Report, texts: MethodTexts) -> Markup:
    """List the programs of which the version can change a theme."""
    rows = [list(one) for one in report.method.packages]
    if not rows:
        return NONE
    return folded(
        texts.versions, table(texts.versions_caption, [texts.package, texts.version], rows, right=2)
    )


def limit_section(texts: MethodTexts, say: Wording) -> Markup:
    """Say what the outcome does not tell."""
    items = join(fill("<li>{text}</li>", text=text) for text in report_texts(say.language).limits)
    return join([heading(texts.limits), fill('<ul class="limits">{items}</ul>', items=items)])


def copy_section(report: Report, texts: MethodTexts, say: Wording) -> Markup:
    """Offer texts to take over: for a report, for the Algorithm Register, for a DPIA, and how to cite."""
    from insights.reports.citation import cff
    from insights.reports.forms import dpia, register
    from insights.reports.method import method_section

    drafts = (
        (texts.method, method_section(report, say.language)),
        (texts.register, register(report, say.language)),
        (texts.dpia, dpia(report, say.language)),
        (texts.citation, cff(report, say.language)),
    )
    folds = join(
        folded(title, fill('<pre class="draft" tabindex="0">{text}</pre>', text=text))
        for title, text in drafts
    )
    return join(
        [
            heading(texts.copy),
            paragraph(texts.copy_help),
            fill('<div class="folds">{folds}</div>', folds=folds),
        ]
    )


def run_section(others: Sequence[tuple[str, str]], view: View, texts: MethodTexts) -> Markup:
    """Lead to a comparison with the other runs that were found; nothing where there are none."""
    if not others:
        return NONE
    items = join(
        fill("<li>{link}</li>", link=anchor(view.link("runs", other=name), _with(name, title, texts)))
        for name, title in others
    )
    return join(
        [
            heading(texts.other_runs),
            paragraph(texts.other_runs_help),
            fill('<ul class="plain">{items}</ul>', items=items),
        ]
    )


def level_name(level: int, texts: MethodTexts) -> str:
    """Name a level of themes, from the top."""
    return texts.levels[min(level, len(texts.levels)) - 1]


def _with(name: str, title: str, texts: MethodTexts) -> str:
    """Name another run, its title cut off where it is that of many sources."""
    return texts.compare_with.format(name=name, title=shorten(title, TITLE, placeholder=" …"))


def _figure(value: float | None, say: Wording) -> str:
    return "–" if value is None else number(value, say, 2)


def _value(value: object, texts: MethodTexts, say: Wording) -> str:
    """Write a setting as a reader would: numbers in the language, yes and no, pairs after one another."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return texts.yes if value else texts.no
    if isinstance(value, int):
        return number(value, say)
    if isinstance(value, float):
        return number(value, say, 2)
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_value(one, texts, say)}" for key, one in value.items()) or "–"
    return str(value)
