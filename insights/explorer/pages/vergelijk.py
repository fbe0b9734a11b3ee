"""Vergelijk: two groups side by side, by the attention they have for every theme."""

from __future__ import annotations

from dataclasses import replace

from corpora.errors import RunError
from insights import counting
from insights.explorer import pieces, sentences, store
from insights.explorer.comparison_blocks import (
    attention_section,
    choice_section,
    contrast_section,
    mention_section,
    sizes,
)
from insights.explorer.groups_chosen import chosen_groups, shared_questions
from insights.explorer.screen import open_page, show_page

view, say, run = open_page()
k = counting.small_number(run)
groupings = store.groupings(run, k) if run.levels else ()
chosen = chosen_groups(view, groupings)

if chosen is None:
    title = say.compare
    why = (say.compare_none, say.compare_none_how) if run.levels else (sentences.no_themes(run, say), "")
    blocks = [pieces.heading(say.compare, 1), pieces.paragraph(why[0], "lead"), pieces.paragraph(why[1])]
else:
    grouping, first, second = chosen
    level = min(view.level, run.levels)
    view = replace(view, by=grouping.by, first=first, second=second, level=level)
    names = {"first": say.group_word(grouping.by, first), "second": say.group_word(grouping.by, second)}
    title = say.compare_title.format(**names)
    marked = {name: pieces.group_name(grouping.by, getattr(view, name), view, say) for name in names}
    questions = shared_questions(run, view, k)
    blocks = [
        pieces.heading(pieces.filled(f"{say.compare}: {say.compare_title}", **marked), 1),
        pieces.paragraph(say.compare_intro, "lead"),
        choice_section(view, groupings, grouping, run.levels, questions, say),
    ]
    try:
        found = store.comparison(run, grouping.by, first, second, level, view.question or None, k)
    except RunError:
        blocks.append(pieces.paragraph(say.compare_not_possible, "note"))
    else:
        blocks += [
            sizes(found, view, say),
            attention_section(found, view, say),
            contrast_section(run, found, view, say),
            mention_section(found, view, say),
        ]
show_page(view, say, run, "compare", title, *blocks)
