"""Laying out a report: the model in words of one language, as the blocks of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from insights.reports.document import Block, Document, Heading, Paragraph, Picture, Points, Table, flat
from insights.reports.method import method_paragraphs
from insights.reports.model import Report
from insights.reports.sections.groups import comparison, groups, over_rounds
from insights.reports.sections.opening import at_a_glance, brief, notices, taking_part
from insights.reports.sections.quotes import appendix
from insights.reports.sections.telling import Telling
from insights.reports.sections.themes import theme_section
from insights.reports.texts import ReportTexts
from insights.wording import day


def lay_out(report: Report, language: str = "nl") -> Document:
    """Lay out a report as a document in a language."""
    telling = Telling.of(report, language)
    texts, say = telling.texts, telling.say
    return Document(
        title=f"{texts.report}: {report.title}",
        subtitle=texts.made_with.format(
            version=report.method.version, run_id=report.run_id, date=day(report.made, say)
        ),
        language=say.language,
        mark=texts.internal if report.internal else "",
        contents=texts.contents,
        blocks=_numbered(
            flat(
                (
                    notices(telling),
                    brief(telling),
                    taking_part(telling),
                    at_a_glance(telling),
                    flat(theme_section(telling, theme) for theme in report.themes),
                    groups(telling),
                    comparison(telling),
                    over_rounds(telling),
                    _method(telling),
                    appendix(telling),
                )
            ),
            texts,
        ),
        names=_names(report),
        tongue=_tongue(report),
    )


def _names(report: Report) -> frozenset[str]:
    """Give the texts of the run that stand by themselves: names of themes, questions and sources."""
    themes = (one.label for theme in report.themes for one in theme.with_subthemes())
    return frozenset((*themes, *report.questions, *(source.title for source in report.sources)))


def _tongue(report: Report) -> str:
    """Give the language that most quotes are in, and in which themes are named; empty without any."""
    counts = Counter(quote.language for quote in report.quotes)
    return min(counts, key=lambda language: (-counts[language], language), default="")


def _numbered(blocks: Iterable[Block], texts: ReportTexts) -> tuple[Block, ...]:
    """Put numbers before the captions of figures and tables, each kind from 1."""
    figures, tables = count(1), count(1)
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Picture):
            block = replace(block, caption=texts.figure.format(n=next(figures), caption=block.caption))
        elif isinstance(block, Table):
            block = replace(block, caption=texts.table.format(n=next(tables), caption=block.caption))
        found.append(block)
    return tuple(found)


def _method(telling: Telling) -> Iterator[Block]:
    """Say how the themes were found, and what they do not say."""
    yield Heading(2, telling.texts.method, "method")
    for _, text in method_paragraphs(telling.report, telling.say):
        yield Paragraph(text)
    yield Heading(2, telling.texts.limits_title, "limits")
    yield Points(telling.texts.limits)
