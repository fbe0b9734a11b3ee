"""Pieces that show two runs side by side, and the choice of them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from insights.explorer.choices import choice, options
from insights.explorer.pieces import (
    NONE,
    anchor,
    fill,
    filters,
    form,
    heading,
    join,
    own,
    paragraph,
    table,
)
from insights.explorer.runs_compared import RELATIONS, Compared, Line, Side
from insights.explorer.store import Entry
from insights.explorer.texts.runs import RunTexts
from insights.explorer.views import View
from insights.runs import Run
from insights.wording import Wording, counted, day, listed, number, percent


def back_to_list(view: View, texts: RunTexts, say: Wording) -> Markup:
    """Lead back to the list of runs."""
    link = anchor(View(lang=view.lang).link("runs"), texts.to_list)
    return fill('<nav class="crumbs" aria-label="{name}">{link}</nav>', name=say.way_back, link=link)


def choice_form(runs: Sequence[Entry], view: View, texts: RunTexts, say: Wording) -> Markup:
    """Offer two runs to compare, as a form with an address."""
    fields = join(
        _select(name, label, runs, chosen, texts, say)
        for name, label, chosen in (
            ("run", texts.first, view.run or runs[0].name),
            ("other", texts.second, view.other or runs[-1].name),
        )
    )
    asked = form(View(lang=view.lang), "runs", fields, texts.submit)
    return fill('<div class="part">{form}</div>', form=asked)


def compared_section(found: Compared, view: View, texts: RunTexts, say: Wording) -> Markup:
    """Show what became of the themes at a level, a table for each thing that can become of one."""
    parts = [
        texts.summary[relation].format(number=number(found.themes(relation), say))
        for relation in RELATIONS
        if found.of(relation)
    ]
    told = texts.summary_of.format(level=_level(found.level, texts).capitalize(), parts=listed(parts, say))
    tables = [_table(relation, found, view, texts, say) for relation in RELATIONS]
    return join(
        [
            paragraph("" if found.shared else texts.no_shared, "note"),
            _levels(found, view, texts),
            paragraph(told if parts else texts.none_at_level, "lead"),
            *tables,
            paragraph(texts.overlap_help, "muted"),
        ]
    )


def _levels(found: Compared, view: View, texts: RunTexts) -> Markup:
    """Offer the levels that both runs have; nothing where there is but one."""
    if found.levels < 2:
        return NONE
    links = filters(
        (view.same("runs", level=level), _level(level, texts), level == found.level)
        for level in range(1, found.levels + 1)
    )
    return fill('<nav aria-label="{name}">{links}</nav>', name=texts.level, links=links)


def _level(level: int, texts: RunTexts) -> str:
    return texts.levels[min(level, len(texts.levels)) - 1]


def _table(relation: str, found: Compared, view: View, texts: RunTexts, say: Wording) -> Markup:
    lines = found.of(relation)
    if not lines:
        return NONE
    before = [texts.theme_of.format(run=found.first.name)] if relation != "new" else []
    after = [texts.theme_of.format(run=found.second.name)] if relation != "gone" else []
    both = [texts.overlap] if relation not in ("new", "gone") else []

    def cells(line: Line) -> list[str | Markup]:
        sides = [
            _side(side, run, view, texts, say)
            for side, run, wanted in (
                (line.before, found.first, before),
                (line.after, found.second, after),
            )
            if wanted
        ]
        return [*sides, *([percent(line.overlap, say)] if both else [])]

    head = [*before, *after, *both]
    return join(
        [
            heading(f"{texts.relations[relation]} ({number(found.themes(relation), say)})"),
            table(texts.explained[relation], head, map(cells, lines), right=2),
        ]
    )


def _side(side: Side | None, run: Run, view: View, texts: RunTexts, say: Wording) -> Markup:
    """Show a theme with a link to it in its run, and how many mentioned it there."""
    if side is None:
        return NONE
    label = own(side.label, view, side.language)
    if not side.there:
        return fill('{label}<br><span class="muted">{gone}</span>', label=label, gone=texts.gone_now)
    link = anchor(View(run=run.name, lang=view.lang).link("theme", theme=side.theme_id), label)
    known = side.people.kind != "unknown"
    told = counted(side.people, say.people, say) if known else counted(side.messages, say.messages, say)
    return fill('{link}<br><span class="muted">{told}</span>', link=link, told=told)


def _select(
    name: str, label: str, runs: Sequence[Entry], chosen: str, texts: RunTexts, say: Wording
) -> Markup:
    lines = options(((one.name, _named(one, texts, say), NONE) for one in runs), chosen)
    return fill("<p>{choice}</p>", choice=choice("runs", name, label, lines))


def _named(one: Entry, texts: RunTexts, say: Wording) -> str:
    if one.made is None:
        return one.name
    return texts.named.format(title=one.title, name=one.name, date=day(one.made, say))
