"""The report as sheets of cells, which the workbook and the CSV files have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from corpora.spreadsheets import spreadsheet_safe
from insights.description import strength
from insights.reports.compared import outcome
from insights.reports.method import method_paragraphs
from insights.reports.model import Report, ThemeTold
from insights.reports.texts import ReportTexts, report_texts
from insights.small_numbers import Shown
from insights.wording import Wording, place, shown, wording

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A sheet: the name of its file, its title, headers, and rows of texts and numbers.

    ``shares`` are the columns that hold shares between 0 and 1, ``wide`` those that hold long texts.
    """

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()

    @property
    def safe(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows with no text that a spreadsheet would take for a formula."""
        texts = {cell for row in self.rows for cell in row if isinstance(cell, str)}
        given = sorted(texts)
        guarded = spreadsheet_safe(pl.DataFrame({"text": given}, schema={"text": pl.String}))["text"]
        known: dict[Cell, str] = dict(zip(given, guarded, strict=True))
        return tuple(
            tuple(known[cell] if isinstance(cell, str) else cell for cell in row) for row in self.rows
        )


def sheets(report: Report, language: str) -> tuple[Sheet, ...]:
    """Lay a report out over sheets, in a language; a sheet without rows is left out."""
    say, texts = wording(language), report_texts(language)
    made = (
        _themes(report, say, texts),
        _quotes(report, say, texts),
        _groups(report, say, texts),
        _comparison(report, say, texts),
        _rounds(report, say, texts),
        _codes(report, texts, language),
        _sources(report, say, texts),
        _method(report, say, texts),
    )
    return tuple(sheet for sheet in made if sheet.rows)


def _every(report: Report) -> Iterator[ThemeTold]:
    for theme in report.themes:
        yield from theme.with_subthemes()


def _number(count: Shown, say: Wording) -> Cell:
    return count.number if count.exact else shown(count, say)


def _themes(report: Report, say: Wording, texts: ReportTexts) -> Sheet:
    labels = {theme.theme_id: theme.label for theme in _every(report)}
    head = (
        texts.theme_id,
        texts.sheets.level,
        say.theme_column,
        texts.sheets.parent,
        say.people_column,
        say.share_column,
        say.messages_column,
        say.published.capitalize(),
        texts.sheets.strength,
        texts.sheets.delimitation,
        texts.sheets.keywords,
        texts.sheets.definition,
        texts.sheets.origin,
    )
    rows = tuple(
        (
            theme.theme_id,
            theme.level,
            theme.label,
            labels.get(theme.parent_id or "", None),
            _number(theme.count.people, say),
            theme.count.share,
            _number(theme.count.messages, say),
            theme.count.published,
            strength(theme.count, report.answered, say),
            say.grades.get(theme.grade or "", None),
            ", ".join(theme.keywords),
            theme.definition,
            texts.sheets.origins.get(theme.label_origin, theme.label_origin),
        )
        for theme in _every(report)
    )
    return Sheet("themes", say.themes, head, rows, frozenset({5}), frozenset({8, 10, 11}))


def _quotes(report: Report, say: Wording, texts: ReportTexts) -> Sheet:
    labels = {theme.theme_id: theme.label for theme in _every(report)}
    head = (
        texts.sheets.quote_id,
        say.quotes,
        say.theme_column,
        texts.theme_id,
        texts.sheets.kind_of_quote,
        say.reason,
        say.role,
        say.file,
        say.place,
        texts.sheets.language,
        texts.sheets.contribution,
        texts.sheets.start,
        texts.sheets.end,
        texts.sheets.times,
        texts.sheets.people_of_repeat,
        *((texts.sheets.release,) if report.internal else ()),
    )
    rows = []
    for quote in report.quotes:
        repeated = quote.repeated
        row: tuple[Cell, ...] = (
            quote.quote_id,
            quote.text,
            labels[quote.theme_id],
            quote.theme_id,
            texts.sheets.parts[quote.part],
            say.quote_reasons.get(quote.reason, quote.reason),
            say.role_word(quote.role) if quote.role else None,
            quote.file,
            place(quote.locator, say),
            quote.language,
            quote.contribution_id,
            quote.start,
            quote.end,
            _number(repeated.messages, say) if repeated else None,
            _number(repeated.people, say) if repeated else None,
        )
        if report.internal:
            states = {True: texts.released, False: texts.not_released, None: None}
            row = (*row, states[quote.released])
        rows.append(row)
    return Sheet("quotes", say.quotes, head, tuple(rows), wide=frozenset({1}))


def _groups(report: Report, say: Wording, texts: ReportTexts) -> Sheet:
    head = (
        texts.theme_id,
        say.theme_column,
        say.role,
        say.people_column,
        texts.groups.answered,
        say.share_column,
        f"{texts.groups.interval} <",
        f"{texts.groups.interval} >",
        say.messages_column,
    )
    rows = tuple(
        (
            theme.theme_id,
            theme.label,
            say.role_word(group.count.role),
            _number(group.count.people, say),
            _number(group.count.answered, say),
            group.count.share,
            group.interval.low if group.interval else None,
            group.interval.high if group.interval else None,
            _number(group.count.messages, say),
        )
        for theme in _every(report)
        for group in theme.groups
    )
    return Sheet("groups", texts.groups.title, head, rows, frozenset({5, 6, 7}))


def _comparison(report: Report, say: Wording, texts: ReportTexts) -> Sheet:
    found = report.comparison
    names = [say.role_word(side.name) for side in (found.first, found.second)] if found else ["", ""]
    head = (
        texts.theme_id,
        say.theme_column,
        *(texts.groups.attention_of.format(group=name) for name in names),
        texts.groups.difference,
        f"{texts.groups.interval} <",
        f"{texts.groups.interval} >",
        "q",
        texts.groups.outcome,
    )
    chosen = {theme.theme_id for theme in report.themes}
    rows = tuple(
        (
            row.theme_id,
            row.label,
            row.first.attention,
            row.second.attention,
            row.difference,
            row.interval.low if row.interval else None,
            row.interval.high if row.interval else None,
            row.q,
            outcome(row, found, say, texts),
        )
        for row in (found.rows if found else ())
        if found and row.theme_id in chosen
    )
    return Sheet("comparison", texts.groups.comparison_sheet, head, rows, frozenset({2, 3, 4, 5, 6}))


def _rounds(report: Report, say: Wording, texts: ReportTexts) -> Sheet:
    head = (
        texts.theme_id,
        say.theme_column,
        say.round,
        say.people_column,
        say.messages_column,
        texts.sheets.share,
        f"{texts.groups.interval} <",
        f"{texts.groups.interval} >",
    )
    chosen = {theme.theme_id for theme in report.themes}
    told = [theme for theme in report.rounds.themes if theme.theme_id in chosen] if report.rounds else []
    rows = tuple(
        (
            theme.theme_id,
            theme.label,
            cell.period or say.unknown,
            _number(cell.people, say),
            _number(cell.messages, say),
            cell.share,
            cell.interval.low if cell.interval else None,
            cell.interval.high if cell.interval else None,
        )
        for theme in told
        for cell in theme.cells
    )
    return Sheet("rounds", texts.rounds, head, rows, frozenset({5, 6, 7}))


def _codes(report: Report, texts: ReportTexts, language: str) -> Sheet:
    rows = tuple(
        (
            code.code_id,
            dict(code.names).get(language, code.names[0][1]),
            code.parent_id,
            code.definition,
        )
        for code in report.codes
    )
    head = (texts.sheets.code, texts.sheets.codebook, texts.sheets.parent, texts.sheets.definition)
    return Sheet("codebook", texts.sheets.codebook, head, rows, wide=frozenset({3}))


def _sources(report: Report, say: Wording, texts: ReportTexts) -> Sheet:
    rows = tuple((one.title, one.file, say.kinds[one.kind], one.rows, one.sha256) for one in report.sources)
    head = (say.title_column, say.file, say.kind, say.rows, texts.sheets.hash)
    return Sheet("sources", texts.sources, head, rows)


def _method(report: Report, say: Wording, texts: ReportTexts) -> Sheet:
    rows: list[tuple[Cell, ...]] = [(texts.internal, texts.internal_note)] if report.internal else []
    if report.synthetic:
        rows.append((texts.report, say.synthetic))
    rows += [(texts.report, report.title), (texts.sheets.theme_id_of_run, report.run_id)]
    rows += [(say.outcomes[outcome], number) for outcome, number in report.outcomes]
    rows += [(texts.topics[topic], text) for topic, text in method_paragraphs(report, say)]
    rows += [(texts.limits_title, limit) for limit in texts.limits]
    return Sheet(
        "method", texts.method, (texts.sheets.item, texts.sheets.value), tuple(rows), wide=frozenset({1})
    )
