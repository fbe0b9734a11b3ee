"""Pieces of the overview: what was asked, the choice of a part, and the themes with their figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from markupsafe import Markup

from insights.counting import Answered, ThemeCount
from insights.description import strength
from insights.explorer import sentences
from insights.explorer.choices import Option, choice, options, role_options
from insights.explorer.paged import Window
from insights.explorer.pieces import (
    NONE,
    anchor,
    fill,
    filled,
    folded,
    form,
    join,
    meter,
    own,
    pager,
    paragraph,
    role_name,
    tongue,
)
from insights.explorer.slices import Slice
from insights.explorer.texts.overview import OverviewTexts
from insights.explorer.theme_blocks import counts_told, delimitation, subtheme_list
from insights.explorer.themes_shown import ThemeLine
from insights.explorer.views import View
from insights.wording import Wording, number, percent

THEMES: Final = 40
"""Themes a page of the list."""


def question_section(part: Slice, view: View, texts: OverviewTexts, say: Wording) -> Markup:
    """Show what was asked: one question at once, several folded, each with a link to its answers alone."""
    if not part.questions:
        return NONE
    if len(part.questions) == 1:
        return paragraph(filled(texts.question, question=own(part.questions[0], view)), "asked")
    items = join(
        fill("<li>{link}</li>", link=anchor(view.same("overview", question=one, page=1), own(one, view)))
        for one in part.questions
    )
    summary = texts.questions.format(number=number(len(part.questions), say))
    return folded(summary, fill('<ol class="asked">{items}</ol>', items=items))


def part_section(part: Slice, view: View, texts: OverviewTexts, say: Wording) -> Markup:
    """Offer a role and a question to look at alone, as a form with an address; nothing without a choice."""
    fields = []
    if part.roles:
        names = role_options(part.roles, view, say)
        fields.append(_select("who", texts.choose_role, [("", texts.everyone, NONE), *names], part.role))
    if len(part.questions) > 1:
        asked = [("", texts.every_question, NONE), *((one, one, tongue(view)) for one in part.questions)]
        fields.append(_select("question", texts.choose_question, asked, part.question))
    if not fields:
        return NONE
    choice = form(view, "overview", join(fields), texts.show)
    return folded(texts.choose, fill('<div class="part">{form}</div>', form=choice))


def tools(*folds: Markup) -> Markup:
    """Put what opens on demand on one line."""
    return fill('<div class="tools">{folds}</div>', folds=join(folds))


def went_to(outcomes: Mapping[str, int], view: View, say: Wording) -> Markup:
    """Say where the input rows went, with the way to every row."""
    told = sentences.went_to(outcomes, say)
    link = anchor(view.link("ledger"), say.to_ledger)
    return paragraph(fill("{told} {link}", told=told, link=link))


def part_told(part: Slice, view: View, texts: OverviewTexts, say: Wording) -> Markup:
    """Say which part is looked at, with the way back to everything; nothing where it is everything."""
    if part.whole:
        return NONE
    said = [filled(texts.only_role, role=role_name(part.role, view, say))] if part.role else []
    said += [filled(texts.only_question, question=own(part.question, view))] if part.question else []
    back = anchor(view.link("overview"), texts.show_all)
    return fill(
        '<div class="note" role="status">{said}<p>{small} {back}</p></div>',
        said=join(paragraph(one) for one in said),
        small=texts.small_answers,
        back=back,
    )


def theme_list(part: Slice, view: View, texts: OverviewTexts, say: Wording) -> Markup:
    """Show a page of the themes with their figures, strength in words and, folded, subthemes."""
    window = Window(len(part.themes), view.page, THEMES)
    first = (window.page - 1) * THEMES
    shown = part.themes[first : first + THEMES]
    items = join(_theme(line, part, view, texts, say) for line in shown)
    listed = fill('<ol class="themes" start="{first}">{items}</ol>', first=first + 1, items=items)
    return join([listed, pager(view, "overview", window.pages, say)])


def _theme(line: ThemeLine, part: Slice, view: View, texts: OverviewTexts, say: Wording) -> Markup:
    inner = NONE
    if len(line.subthemes) > 1:
        summary = say.subthemes_show.format(number=number(len(line.subthemes), say))
        inner = folded(summary, subtheme_list(line.subthemes, part.answered, view, say))
    return fill(
        '<li><div class="label"><h3>{link}</h3><p class="muted">{words}</p>{drawn}</div>'
        '<div class="counts">{figures}{strength}</div>{inner}</li>',
        link=anchor(view.link("theme", theme=line.theme_id), own(line.label, view)),
        words=own(", ".join(line.keywords), view),
        drawn=paragraph(delimitation(line.grade, say), "muted"),
        figures=_figures(line.counts, part.answered, say),
        strength=paragraph(_strength(line.counts, part, texts, say), "muted"),
        inner=inner,
    )


def _strength(count: ThemeCount, part: Slice, texts: OverviewTexts, say: Wording) -> str:
    """Say how many mentioned a theme, and of whom where that is not everybody."""
    told = strength(count, part.answered, say)
    if count.strength is None or not told or part.answered.published:
        return told
    if part.role:
        told = texts.strength_of_role.format(strength=told, role=say.role_word(part.role))
    return texts.strength_of_question.format(strength=told) if part.question else told


def _figures(counts: ThemeCount, answered: Answered, say: Wording) -> Markup:
    """Show the figures of a theme side by side; the first with its share and a bar that says the same."""
    told = counts_told(counts, answered, say)
    if not told:
        return NONE
    (first, share), *others = told
    beside = f" ({percent(share, say)})" if share is not None else ""
    rest = join(fill("<span>{text}</span>", text=text) for text, _ in others)
    return fill(
        '<p class="figure"><span><strong>{first}</strong>{beside}</span>{rest}</p>{bar}',
        first=first,
        beside=beside,
        rest=rest,
        bar=meter(share) if share is not None else NONE,
    )


def _select(name: str, label: str, values: Iterable[Option], chosen: str | None) -> Markup:
    return fill("<p>{choice}</p>", choice=choice("part", name, label, options(values, chosen or "")))
