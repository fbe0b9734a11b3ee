"""Drafts for the Dutch Algorithm Register and for a data-protection assessment (DPIA).

What the run can tell is filled in; what only a person can say is a marked gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from insights.reports.form_texts import Asked, FormTexts, form_texts
from insights.reports.markdown import plain
from insights.reports.method import Topic, method_paragraphs, month
from insights.reports.model import Report
from insights.reports.texts import report_texts
from insights.wording import Wording, day, listed, number, shown, wording

OPERATION: Final[tuple[Topic, ...]] = ("finding", "models", "settings", "delimitation")
TECHNIQUE: Final[tuple[Topic, ...]] = ("models", "delimitation")
"""The paragraphs of the method that say how it works, and with what."""

Answer = tuple[Asked, str]
"""A field of a form, with what is known; empty where nothing is."""


def register(report: Report, language: str) -> str:
    """Write the draft for the Algorithm Register as Markdown."""
    texts, say = form_texts(language), wording(language)
    return _form(texts.register_title, report, _register(report, say, texts), say, texts)


def dpia(report: Report, language: str) -> str:
    """Write the input for a data-protection assessment as Markdown."""
    texts, say = form_texts(language), wording(language)
    return _form(texts.dpia_title, report, _dpia(report, say, texts), say, texts)


def _form(title: str, report: Report, answers: Iterable[Answer], say: Wording, texts: FormTexts) -> str:
    words = report_texts(say.language)
    lines = [f"# {title}", ""]
    if report.internal:
        lines += [f"**{words.internal}**", ""]
    made = words.made_with.format(
        version=report.method.version, run_id=report.run_id, date=day(report.made, say)
    )
    lines += [plain(f"{report.title}. {made}."), ""]
    for asked, known in answers:
        lines += [f"## {asked.name}", ""]
        if known:
            lines += [plain(known), ""]
        if asked.missing:
            lines += [f"**{plain(texts.to_fill_in(asked.missing))}**", ""]
    return "\n".join(lines).rstrip() + "\n"


def _register(report: Report, say: Wording, texts: FormTexts) -> Iterator[Answer]:
    method, form = dict(method_paragraphs(report, say)), texts.register
    yield form.name, texts.name.format(title=report.title)
    yield form.organisation, ""
    yield form.description, texts.description
    yield form.status, ""
    yield form.begin, texts.begin.format(date=day(report.made, say))
    yield form.contact, ""
    yield form.category, ""
    yield form.goal, texts.goal
    yield form.considerations, " ".join(report_texts(say.language).limits)
    yield form.intervention, method["decisions"]
    yield form.risks, _measures(report, say, texts)
    yield form.legal_basis, ""
    yield form.assessments, ""
    yield form.data, _data(report, say, texts)
    yield form.operation, _joined(method, OPERATION)
    yield form.supplier, texts.supplier
    yield form.code, ""


def _dpia(report: Report, say: Wording, texts: FormTexts) -> Iterator[Answer]:
    method, form = dict(method_paragraphs(report, say)), texts.dpia
    yield form.proposal, method["finding"]
    yield form.data, _data(report, say, texts)
    yield form.subjects, texts.subjects.format(people=shown(report.answered.people, say))
    yield form.processing, method["sources"]
    yield form.purposes, ""
    yield form.parties, ""
    yield form.location, method["network"]
    yield form.technique, _joined(method, TECHNIQUE)
    yield form.automated, texts.automated.format(decisions=method["decisions"])
    yield form.retention, ""
    yield form.legal_ground, ""
    yield form.necessity, ""
    yield form.rights, ""
    yield form.risks, texts.risks
    yield form.measures, _measures(report, say, texts)


def _joined(method: Mapping[Topic, str], topics: tuple[Topic, ...]) -> str:
    return " ".join(method[topic] for topic in topics if topic in method)


def _data(report: Report, say: Wording, texts: FormTexts) -> str:
    """Say which data went in, by source, column and month."""
    names = listed([one.title for one in report.sources], say)
    parts = [texts.rows.format(rows=number(report.rows, say), sources=names)]
    first, last = month(report, say)
    if first:
        parts.append(texts.period.format(first=first, last=last))
    for text, columns in ((texts.kept, report.method.kept), (texts.dropped, report.method.dropped)):
        if columns:
            parts.append(text.format(columns=", ".join(columns)))
    masking = dict(method_paragraphs(report, say)).get("masking")
    return " ".join([*parts, *([masking] if masking else [])])


def _measures(report: Report, say: Wording, texts: FormTexts) -> str:
    measures = texts.measures.format(k=number(report.k, say))
    return f"{measures} {texts.only_released}" if report.release_asked else measures
