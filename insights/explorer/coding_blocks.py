"""Pieces of the page on which people code: progress, the passage with its context, what codes mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from insights.context import Context, Said
from insights.explorer.pieces import (
    NONE,
    anchor,
    fill,
    filled,
    filters,
    folded,
    heading,
    join,
    meter,
    more,
    own,
    paragraph,
    series,
    table,
)
from insights.explorer.texts.coding import CodingTexts
from insights.explorer.views import View
from insights.wording import Wording, number
from labels.codebook import Codebook
from labels.coding_rounds import Round


def progress(done: int, total: int, texts: CodingTexts, say: Wording) -> Markup:
    """Say how far somebody is, with a bar that says the same."""
    text = texts.progress.format(done=number(done, say), total=number(total, say))
    bar = meter(done / total) if total else NONE
    return fill(
        '<div class="progress"><p class="figure"><strong>{text}</strong></p>{bar}</div>', text=text, bar=bar
    )


def coders_table(counts: Mapping[str, int], total: int, texts: CodingTexts, say: Wording) -> Markup:
    """Say how far every coder is; nothing of what they gave."""
    if not counts:
        return NONE
    rows = [
        [coder, texts.progress.format(done=number(done, say), total=number(total, say))]
        for coder, done in sorted(counts.items())
    ]
    listed = table(texts.others_caption, [texts.coder, texts.done_column], rows, right=2)
    return join([heading(texts.others), fill('<div class="narrow">{table}</div>', table=listed)])


def passage(context: Context, view: View, texts: CodingTexts) -> Markup:
    """Show a contribution to code, with its question and, folded, what was said around it; no links, no role.

    What leads to the themes of a passage would tell what the machine found.
    """
    near = [
        _near(texts.in_reply_to, context.in_reply_to),
        _near(texts.before, context.previous),
        _near(texts.after, context.next),
    ]
    around = join(near)
    asked = filled(texts.question, question=own(context.question, view)) if context.question else ""
    return join(
        [
            paragraph(asked, "muted"),
            fill(
                '<blockquote class="whole" lang="{lang}" dir="auto">{text}</blockquote>',
                lang=context.language,
                text=context.passage.quote,
            ),
            folded(texts.context, around) if around else NONE,
        ]
    )


def _near(title: str, said: Said | None) -> Markup:
    if said is None:
        return NONE
    return fill(
        '<h3>{title}</h3><p class="said" lang="{lang}" dir="auto">{text}</p>',
        title=title,
        lang=said.language,
        text=said.text,
    )


def codes_explained(of: Round, book: Codebook, view: View, texts: CodingTexts) -> Markup:
    """Tell, folded, what every code covers; nothing where no code says so."""
    entries = []
    for code in book.codes:
        told = (
            [code.definition, code.include, code.exclude] if code.definition else [", ".join(code.keywords)]
        )
        about = join(paragraph(own(text, view, book.language)) for text in told if text)
        if code.id in of.codes and about:
            name = own(code.label(book.language), view, book.language)
            entries.append(fill("<dt>{name}</dt><dd>{about}</dd>", name=name, about=about))
    if not entries:
        return NONE
    return folded(texts.what_codes_mean, fill('<dl class="codes">{entries}</dl>', entries=join(entries)))


def names_of(codes: Sequence[str], book: Codebook, view: View, say: Wording) -> Markup:
    """Name codes after one another, by their id where the codebook does not have them."""
    names = [book.by_id[one].label(book.language) if one in book.by_id else one for one in codes]
    return series((own(name, view, book.language) for name in names), say)


def all_passages(of: Round, done: frozenset[str], now: str, view: View, texts: CodingTexts) -> Markup:
    """Link to every passage of a round, folded, each with whether it was coded."""
    here = Markup(' aria-current="true"')
    items = join(
        fill(
            '<li><a href="{to}"{now} aria-label="{label}: {mark}">{place}{sign}</a></li>',
            to=view.link("coding", sample=str(of.number), contribution=one),
            now=here if one == now else NONE,
            label=texts.passage.format(number=place, total=len(of.contributions)),
            mark=texts.coded_mark if one in done else texts.to_code_mark,
            place=place,
            sign=" ✓" if one in done else "",
        )
        for place, one in enumerate(of.contributions, 1)
    )
    return folded(texts.all_passages, fill('<ol class="filters passages">{items}</ol>', items=items))


def steps(of: Round, at: int, view: View, texts: CodingTexts) -> Markup:
    """Link to the passage before this one and the one after it."""

    def to(place: int, text: str) -> Markup:
        if not 0 <= place < len(of.contributions):
            return NONE
        asked = {"sample": str(of.number), "contribution": of.contributions[place]}
        return anchor(view.link("coding", **asked), text)

    return fill(
        '<nav class="pager" aria-label="{name}">{before}{after}</nav>',
        name=texts.all_passages,
        before=to(at - 1, texts.former),
        after=to(at + 1, texts.skip),
    )


def rounds_list(begun: Sequence[Round], now: Round, view: View, texts: CodingTexts) -> Markup:
    """Link to the other rounds, where there are any, and to beginning another."""
    listed = filters(
        (
            view.link("coding", sample=str(one.number)),
            texts.round_name.format(number=one.number),
            one.number == now.number,
        )
        for one in begun
    )
    rounds = heading(texts.rounds) + listed if len(begun) > 1 else NONE
    return rounds + more(view.link("coding", show="begin"), texts.another)
