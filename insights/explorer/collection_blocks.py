"""Pieces of a collection: the quotes that a reader picked, and buttons that copy, save and print them.

The collection is in the address alone; its quotes as text are in attributes of the buttons.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from markupsafe import Markup

from corpora.spreadsheets import spreadsheet_safe
from insights.explorer.pieces import anchor, fill, heading, join, paragraph
from insights.explorer.search_blocks import quote_item
from insights.explorer.search_selection import COLLECTION, Result
from insights.explorer.texts.search import SearchTexts
from insights.explorer.views import View
from insights.wording import Wording, number, place


def collection_section(
    quotes: Sequence[Result], lost: int, view: View, texts: SearchTexts, say: Wording, k: int
) -> Markup:
    """Show the quotes of a collection with what can be done with them; else how to make one."""
    gone = paragraph(texts.collection_lost.format(number=number(lost, say)) if lost else "", "note")
    if not quotes:
        return join(
            [
                gone,
                paragraph(texts.collection_empty, "lead"),
                paragraph(texts.collection_empty_how),
                _search_on(view, texts),
            ]
        )
    return join(
        [
            gone,
            paragraph(texts.collection_intro, "lead"),
            _tools(quotes, texts, say),
            _search_on(view, texts),
            heading(
                texts.kept.format(number=number(len(quotes), say)).rstrip(".")
                if len(quotes) > 1
                else texts.kept_one.rstrip(".")
            ),
            _list(quotes, view, texts, say),
            paragraph(texts.collection_role.format(k=number(k, say)), "muted"),
        ]
    )


def as_text(quotes: Sequence[Result], texts: SearchTexts, say: Wording) -> str:
    """Write quotes as plain text: each between quotation marks, with its role, source and theme below."""
    return "\n\n".join(
        f"“{one.text}”\n— {', '.join(part for part in _about(one, texts, say) if part)}" for one in quotes
    )


def as_csv(quotes: Sequence[Result], texts: SearchTexts, say: Wording) -> str:
    """Write quotes as a table that the spreadsheets of a language open, and in which no cell is a formula."""
    rows = [
        (
            one.text,
            one.theme.label if one.theme else "",
            say.role_word(one.role) if one.role else "",
            one.source,
            place(one.locator, say),
            one.language,
            one.unit_id,
        )
        for one in quotes
    ]
    table = pl.DataFrame(rows, schema=dict.fromkeys(texts.columns, pl.String), orient="row")
    separator = ";" if say.language == "nl" else ","
    return spreadsheet_safe(table).write_csv(separator=separator)


def _about(one: Result, texts: SearchTexts, say: Wording) -> list[str]:
    theme = f"{texts.in_theme}: {one.theme.label}" if one.theme else ""
    return [say.role_word(one.role) if one.role else "", one.source, place(one.locator, say), theme]


def _tools(quotes: Sequence[Result], texts: SearchTexts, say: Wording) -> Markup:
    return fill(
        '<div class="tools" role="group" aria-label="{tools}">'
        '<button type="button" data-do="copy" data-text="{text}" data-done="{copied}">{copy}</button>'
        '<button type="button" data-do="save" data-text="{csv}" data-name="{name}">{save}</button>'
        '<button type="button" data-do="print">{print}</button>'
        '<span class="muted" role="status" data-told></span></div>',
        tools=texts.tools,
        text=as_text(quotes, texts, say),
        copied=texts.copied,
        copy=texts.copy,
        csv=as_csv(quotes, texts, say),
        name=texts.csv_file,
        save=texts.csv,
        print=texts.print,
    )


def _list(quotes: Sequence[Result], view: View, texts: SearchTexts, say: Wording) -> Markup:
    def item(index: int, one: Result) -> Markup:
        left = tuple(unit for unit in view.pick if unit != one.unit_id)
        of = say.to_source_of.format(number=number(index, say))
        away = anchor(view.same("search", show=COLLECTION, pick=left), texts.take_out, of)
        beside = fill('<span class="take-out">{away}</span>', away=away)
        return fill("<li>{quote}</li>", quote=quote_item(one, index, beside, view, texts, say))

    items = join(item(index, one) for index, one in enumerate(quotes, 1))
    return fill('<ol class="quotes">{items}</ol>', items=items)


def _search_on(view: View, texts: SearchTexts) -> Markup:
    link = anchor(view.same("search", show="", page=1), texts.search_on)
    none = anchor(view.same("search", pick=()), texts.let_go) if view.pick else ""
    return fill('<p class="more take-out">{link} {none}</p>', link=link, none=none)
