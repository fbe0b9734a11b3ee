"""Rapport: choose what a report is about, take it along in any format, and read what is in it."""

from __future__ import annotations

from dataclasses import replace

from corpora.errors import SettingsError
from insights import counting
from insights.explorer import pieces, sentences, store
from insights.explorer.downloads import download_buttons
from insights.explorer.report_blocks import INTERNAL, about_section, choice_section, preview_section
from insights.explorer.report_chosen import chosen_for_report, report_lines
from insights.explorer.screen import open_page, show_more, show_page
from insights.explorer.texts.report import report_page_texts
from insights.reports.layout import lay_out
from insights.reports.picking import pick

view, say, run = open_page()
texts = report_page_texts(view.lang)
internal = view.show == INTERNAL
top = [pieces.heading(texts.title, 1), pieces.paragraph(texts.intro, "lead")]
try:
    counts = store.report_counts(run, internal=internal)
except SettingsError:
    show_page(view, say, run, "report", texts.title, *top, pieces.paragraph(texts.not_readable, "note"))
else:
    lines = report_lines(run, counts, view.themes)
    chosen = chosen_for_report(view, lines, internal=internal)
    offered = store.report(run, replace(chosen, quotes=()))
    report = pick(offered, chosen.quotes)
    show_page(
        view,
        say,
        run,
        "report",
        texts.title,
        *top,
        pieces.paragraph("" if lines else sentences.no_themes(run, say), "note"),
        choice_section(lines, offered, view, say, texts),
        about_section(lines, report, counting.small_number(run), view, say, texts),
    )
    download_buttons(
        lambda format_: store.report_file(run, chosen, format_, view.lang),
        lambda format_: store.report_name(report, format_, view.lang),
        texts,
    )
    show_more(preview_section(lay_out(report, view.lang), view, say, texts))
