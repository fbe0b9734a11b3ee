"""Rapport: choose what a report is about, take it along in any format, and read what is in it."""

from __future__ import annotations

from dataclasses import replace

from corpora.errors import SettingsError
from insights import counting
from insights.explorer import pieces, sentences, store
from insights.explorer.downloads import download_buttons
from insights.explorer.report_blocks import INTERNAL, about_section, choice_section, preview_section
from insights.explorer.screen import open_page, show_more, show_page
from insights.explorer.selection import chosen_for_report, report_lines
from insights.explorer.texts.report import report_page_texts

view, say, run = open_page()
texts = report_page_texts(view.lang)
lines = report_lines(run, view.themes, counting.small_number(run, "export"))
chosen = chosen_for_report(view, lines, internal=view.show == INTERNAL)
top = [
    pieces.heading(texts.title, 1),
    pieces.paragraph(texts.intro, "lead"),
    pieces.paragraph("" if lines else sentences.no_themes(run, say), "note"),
]
try:
    report = store.report(run, chosen)
except SettingsError:
    show_page(view, say, run, "report", texts.title, *top, pieces.paragraph(texts.not_readable, "note"))
else:
    offered = store.report(run, replace(chosen, quotes=()))
    top += [
        choice_section(lines, offered, view, say, texts),
        about_section(lines, report, counting.small_number(run), say, texts),
    ]
    show_page(view, say, run, "report", texts.title, *top)
    download_buttons(
        lambda format_: store.report_file(run, chosen, format_, view.lang),
        lambda format_: store.report_name(report, format_, view.lang),
        texts,
    )
    show_more(preview_section(store.report_document(run, chosen, view.lang), view, say, texts))
