"""Pieces of the page on which a report is made: the choice, what it is about, and the report to read."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from insights.explorer.pieces import (
    NONE,
    anchor,
    fill,
    filled,
    folded,
    form,
    heading,
    join,
    own,
    paragraph,
    series,
    table,
)
from insights.explorer.report_chosen import ReportLine
from insights.explorer.texts.report import ReportPageTexts
from insights.explorer.theme_blocks import byline, said
from insights.explorer.views import View
from insights.reports.document import Block, Document, Heading, Paragraph, Passage, Picture, Points, Table
from insights.reports.model import Quote, Report, ThemeTold
from insights.wording import Wording, counted, number, place
from pipelines.main_quotes import PINNED

INTERNAL: Final = "intern"
"""What the address has in ``show`` for a report with what was not released."""
_CHECKED: Final = Markup(" checked")


def choice_section(
    lines: Sequence[ReportLine], report: Report, view: View, say: Wording, texts: ReportPageTexts
) -> Markup:
    """Offer the themes as a form and, under those that were chosen, their quotes; nothing without themes."""
    if not lines:
        return NONE
    told = {theme.theme_id: theme for theme in report.themes}
    items = join(_theme_choice(line, told, view, say, texts) for line in lines)
    fields = [
        fill(
            '<fieldset><legend>{title}</legend><p class="muted">{help}</p><ul class="choices">{items}</ul>'
            "</fieldset>",
            title=texts.themes,
            help=texts.themes_help,
            items=items,
        ),
        _internal_choice(report, texts) if report.release_asked else NONE,
    ]
    chosen = view.themes or view.quotes or view.show
    again = paragraph(anchor(view.link("report"), texts.again)) if chosen else NONE
    return join([heading(texts.choose), form(view, "report", join(fields), texts.make), again])


def about_section(
    lines: Sequence[ReportLine],
    report: Report,
    explorer_k: int,
    view: View,
    say: Wording,
    texts: ReportPageTexts,
) -> Markup:
    """Say what the report is about, what is left out of it, and whether it may leave the house."""
    labels = [own(theme.label, view) for theme in report.themes]
    every = {theme.theme_id for theme in report.themes} == {
        line.theme_id for line in lines if line.parent is None
    }
    about = texts.about_all if every else texts.about_one if len(labels) == 1 else texts.about_some
    waiting = texts.waiting_one if report.waiting == 1 else texts.waiting if report.waiting else ""
    return join(
        [
            heading(texts.take),
            paragraph(filled(about, number=number(len(labels), say), labels=series(labels, say)))
            if labels
            else NONE,
            paragraph(texts.internal_marked if report.internal else "", "note"),
            paragraph(waiting.format(number=number(report.waiting, say)), "note"),
            paragraph(texts.small.format(k=number(report.k, say), explorer=number(explorer_k, say)))
            if report.k != explorer_k
            else NONE,
            paragraph(texts.take_help, "muted"),
        ]
    )


def preview_section(document: Document, view: View, say: Wording, texts: ReportPageTexts) -> Markup:
    """Show the report as it is written to every file, a folded part for each of its chapters."""
    starts = [at for at, one in enumerate(document.blocks) if isinstance(one, Heading) and one.level == 2]
    before = join(
        _block(one, document, view, say) for one in document.blocks[: starts[0] if starts else None]
    )
    chapters = join(
        _chapter(document.blocks[first:last], document, view, say, opened=first == starts[0])
        for first, last in pairwise([*starts, len(document.blocks)])
    )
    return join(
        [
            heading(texts.preview),
            paragraph(texts.preview_help),
            fill(
                '<div class="sheet"><p class="title">{title}</p><p class="muted">{subtitle}</p>{mark}{before}'
                "{chapters}</div>",
                title=document.title,
                subtitle=document.subtitle,
                mark=fill('<p class="internal">{mark}</p>', mark=document.mark) if document.mark else NONE,
                before=before,
                chapters=chapters,
            ),
        ]
    )


def _theme_choice(
    line: ReportLine, told: dict[str, ThemeTold], view: View, say: Wording, texts: ReportPageTexts
) -> Markup:
    name = own(line.label, view)
    if line.parent:
        name = filled(texts.below, label=name, parent=own(line.parent, view))
    chosen = line.theme_id in view.themes
    count = line.counts.messages if line.counts.people.kind == "unknown" else line.counts.people
    unit = say.messages if line.counts.people.kind == "unknown" else say.people
    quotes = _quote_choice(told[line.theme_id], view, say, texts) if chosen else NONE
    return fill(
        '<li>{box}<span class="muted">{figure}</span>{quotes}</li>',
        box=_box("themes", line.theme_id, name, chosen),
        figure=counted(count, unit, say),
        quotes=quotes,
    )


def _quote_choice(theme: ThemeTold, view: View, say: Wording, texts: ReportPageTexts) -> Markup:
    """Offer the quotes of a theme, those that a person pinned first."""
    if not theme.quotes:
        return NONE
    ordered = sorted(theme.quotes, key=lambda quote: quote.reason != PINNED)
    picked = sum(f"{theme.theme_id}.{quote.quote_id}" in view.quotes for quote in ordered)
    summary = texts.quotes_picked if picked else texts.quotes
    if len(ordered) == 1 and not picked:
        summary = texts.quotes_one
    filled = summary.format(number=number(len(ordered), say), picked=number(picked, say))
    boxes = join(
        _box(
            "quotes",
            f"{theme.theme_id}.{quote.quote_id}",
            _in_choice(quote, view, say, texts),
            f"{theme.theme_id}.{quote.quote_id}" in view.quotes,
        )
        for quote in ordered
    )
    inner = join(
        [paragraph(texts.quotes_help, "muted"), fill('<div class="picks">{boxes}</div>', boxes=boxes)]
    )
    return folded(filled, inner)


def _in_choice(quote: Quote, view: View, say: Wording, texts: ReportPageTexts) -> Markup:
    by = [own(quote.source, view), Markup.escape(place(quote.locator, say))]
    by += [Markup.escape(texts.picked_by_hand)] if quote.reason == PINNED else []
    return fill(
        '<q lang="{lang}" dir="auto">{text}</q> <span class="muted">{by}</span>',
        lang=quote.language,
        text=quote.text,
        by=Markup(" · ").join(by),
    )


def _internal_choice(report: Report, texts: ReportPageTexts) -> Markup:
    box = _box("show", INTERNAL, Markup.escape(texts.internal), report.internal)
    return fill("<fieldset>{box}{help}</fieldset>", box=box, help=paragraph(texts.internal_help, "muted"))


def _box(name: str, value: str, label: Markup, checked: bool) -> Markup:
    return fill(
        '<label class="box"><input type="checkbox" name="{name}" value="{value}"{checked}>'
        "<span>{label}</span></label>",
        name=name,
        value=value,
        checked=_CHECKED if checked else NONE,
        label=label,
    )


def _chapter(
    blocks: Sequence[Block], document: Document, view: View, say: Wording, *, opened: bool
) -> Markup:
    head, *rest = blocks
    assert isinstance(head, Heading)
    return fill(
        "<details{open}><summary><h3>{title}</h3></summary>{content}</details>",
        open=Markup(" open") if opened else NONE,
        title=_own(head.text, document, view),
        content=join(_block(one, document, view, say) for one in rest),
    )


def _block(block: Block, document: Document, view: View, say: Wording) -> Markup:
    """Write one block of a report; its headings lie one level deeper on this page."""
    if isinstance(block, Heading):
        return heading(_own(block.text, document, view), block.level + 1)
    if isinstance(block, Paragraph):
        return paragraph(block.text, "" if block.tone == "plain" else block.tone)
    if isinstance(block, Points):
        return _points(_own(item, document, view) for item in block.items)
    if isinstance(block, Table):
        rows = ([_own(first, document, view), *others] for first, *others in block.rows)
        return table(block.caption, block.head, rows, block.right)
    if isinstance(block, Picture):
        return _picture(block)
    return _passage(block, view, say)


def _own(text: str, document: Document, view: View) -> Markup:
    """Mark a name of the run with its language, where that is not the language of the page."""
    return own(text, view, document.language_of(text) or view.lang)


def _points(items: Iterable[Markup]) -> Markup:
    return fill("<ul>{items}</ul>", items=join(fill("<li>{item}</li>", item=item) for item in items))


def _picture(picture: Picture) -> Markup:
    """Show a drawing as a picture of its own: Streamlit takes SVG out of a page."""
    drawn = base64.b64encode(picture.drawing.svg().encode("utf-8")).decode("ascii")
    return fill(
        '<figure class="scroll" tabindex="0" role="group" aria-label="{caption}">'
        "<figcaption>{caption}</figcaption>"
        '<img src="data:image/svg+xml;base64,{drawn}" alt="{alt}"></figure>',
        caption=picture.caption,
        drawn=drawn,
        alt=picture.alt,
    )


def _passage(passage: Passage, view: View, say: Wording) -> Markup:
    link = anchor(view.link("source", quote=passage.quote_id), say.to_source, passage.quote_id)
    return fill(
        '<div class="passage">{said}{by}</div>',
        said=said(passage.text, passage.language),
        by=byline([*passage.origin, *passage.notes], link),
    )
