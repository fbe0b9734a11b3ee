"""Pieces of the page on which people decide: themes with their verdicts, passages, history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from insights.explorer.decisions_said import Chronicle, Told
from insights.explorer.pieces import (
    NONE,
    anchor,
    fill,
    filled,
    filters,
    heading,
    join,
    own,
    pager,
    paragraph,
    table,
)
from insights.explorer.review_answer import Answer
from insights.explorer.texts.review import ReviewTexts
from insights.explorer.theme_blocks import byline, said
from insights.explorer.themes_shown import Placed, ThemeLine
from insights.explorer.views import View
from insights.wording import Wording, number
from labels.decisions import Decision


def task_links(view: View, texts: ReviewTexts, now: str) -> Markup:
    """Link to everything that can be decided about a theme."""
    return filters(
        (view.link("review", theme=view.theme, show=task), name, task == now)
        for task, name in texts.tasks.items()
    )


def theme_table(
    lines: Sequence[ThemeLine], chronicle: Chronicle, released: Callable[[str], str] | None, view: View
) -> Markup:
    """Themes and their subthemes with what people think of them; how many quotes are released if asked."""
    texts = chronicle.texts

    def cells(line: ThemeLine, step: Markup) -> list[str | Markup]:
        link = anchor(view.link("review", theme=line.theme_id), step + own(line.label, view))
        standing = texts.standings[chronicle.state.standing.get(line.theme_id, "")]
        return [link, standing, *([released(line.theme_id)] if released else [])]

    rows = []
    for line in lines:
        rows.append(cells(line, NONE))
        if len(line.subthemes) > 1:
            rows += [cells(below, Markup("– ")) for below in line.subthemes]
    head = [texts.theme, texts.standing, *([texts.released_column] if released else [])]
    return table(texts.themes_caption, head, rows, right=2)


def history_section(
    chronicle: Chronicle, about: Callable[[Decision], bool], view: View, title: str, *, paged: bool = True
) -> Markup:
    """Tell who decided what, when and why; the first few only where it is not ``paged``."""
    told, pages = chronicle.page(about, view.page if paged else 1)
    texts, few = chronicle.texts, 3
    if not told:
        return join([heading(title), paragraph(texts.history_none, "muted")])
    listed = entries(told if paged else told[:few], texts, view)
    return join([heading(title), listed, pager(view, "review", pages, chronicle.say) if paged else NONE])


def entries(told: Iterable[Told], texts: ReviewTexts, view: View, *, links: bool = True) -> Markup:
    """List decisions, each with who, when and why, and a link to undo it where it holds."""
    items = join(_entry(one, texts, view, links) for one in told)
    return fill('<ol class="chronicle">{items}</ol>', items=items)


def _entry(one: Told, texts: ReviewTexts, view: View, linked: bool) -> Markup:
    link = (
        NONE
        if one.undone_by or not linked
        else anchor(view.link("review", decision=str(one.number)), texts.undo, str(one.number))
    )
    notes = [texts.undone_by.format(number=one.undone_by)] if one.undone_by else []
    return fill(
        '<li><p class="{kind}">{said}</p>{why}{by}</li>',
        kind="gone" if one.undone_by else "",
        said=one.said[:1].upper() + one.said[1:],
        why=paragraph(texts.because.format(why=one.why) if one.why else ""),
        by=byline([f"#{one.number}", one.by, one.when, *notes, *one.notes], link, "flush"),
    )


def passage(
    text: str, language: str, parts: Iterable[str | Markup], marks: Iterable[tuple[str, str]]
) -> Markup:
    """Show a passage with where it is, and as ``marks`` what was decided about it: a kind and a word."""
    shown = join(fill('<li class="{kind}">{word}</li>', kind=kind, word=word) for kind, word in marks)
    return fill(
        "{said}{by}{marks}",
        said=said(text, language),
        by=byline(parts),
        marks=fill('<ul class="marks">{shown}</ul>', shown=shown) if shown else NONE,
    )


def picked_so_far(picked: Sequence[str], view: View, texts: ReviewTexts, say: Wording) -> Markup:
    """Say how many passages of a list are picked, with a link that lets them go; nothing for none."""
    if not picked:
        return NONE
    told = texts.picked_one if len(picked) == 1 else texts.picked.format(number=number(len(picked), say))
    none = anchor(view.same("review", pick=()), texts.let_go)
    return fill('<p class="picked-so-far"><strong>{told}</strong> {none}</p>', told=told, none=none)


def away_section(themes: Sequence[Placed], view: View, texts: ReviewTexts) -> Markup:
    """List the themes that a decision took out of the list; nothing where there are none."""
    if not themes:
        return NONE
    links = (anchor(view.link("review", theme=theme.theme_id), own(theme.label, view)) for theme in themes)
    items = join(fill("<li>{link}</li>", link=link) for link in links)
    return join(
        [
            heading(texts.away),
            paragraph(texts.away_intro),
            fill('<ul class="plain">{items}</ul>', items=items),
        ]
    )


def answer(given: Answer, chronicle: Chronicle, *, with_text: bool) -> Markup:
    """Say what became of what was filled in; ``with_text`` repeats it, where its form is gone."""
    texts = chronicle.texts
    parts = [
        fill(
            '<div class="told" role="status"><p>{text}.</p></div>',
            text=filled(texts.decided, said=chronicle.said(one)),
        )
        for one in given.decided
    ]
    if not given.stopped:
        return join(parts)
    between = join(
        fill(
            "<li>#{number} {by}, {when}: {said}.{why}</li>",
            number=one.number,
            by=one.by,
            when=one.when,
            said=one.said,
            why=f" {texts.because.format(why=one.why)}" if one.why else "",
        )
        for one in map(chronicle.told, given.between)
    )
    since = (
        fill("<p>{text}</p><ul>{items}</ul>", text=texts.refused_since, items=between) if between else NONE
    )
    refused = fill(
        '<div class="told refused" role="alert"><p><strong>{refused}</strong> {problem}{other}</p>'
        "{since}{again}{kept}</div>",
        refused=texts.refused,
        problem=texts.needs.get(given.problem, ""),
        other=fill('{text} <span lang="en">{message}</span>', text=texts.could_not, message=given.message)
        if given.message
        else NONE,
        since=since,
        again=paragraph(texts.refused_again) if between and not with_text else NONE,
        kept=paragraph(texts.kept.format(text=given.text)) if with_text and given.text else NONE,
    )
    return join([*parts, refused])


def count_of(released: int, quotes: int, texts: ReviewTexts, say: Wording) -> str:
    """Say how many of the quotes are released."""
    return texts.released_of.format(released=number(released, say), quotes=number(quotes, say))
