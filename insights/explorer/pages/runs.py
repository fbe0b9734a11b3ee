"""Runs: the list of runs to choose from, and two of them compared."""

from __future__ import annotations

import streamlit as st

from insights.explorer import pieces, store
from insights.explorer.run_blocks import back_to_list, choice_form, compared_section
from insights.explorer.runs_compared import Compared, compared
from insights.explorer.screen import show_page, show_runs
from insights.explorer.texts.runs import run_texts
from insights.explorer.views import read_view
from insights.wording import wording

view = read_view()
say, texts = wording(view.lang), run_texts(view.lang)
runs = store.entries()

if view.run and view.other:
    found = compared(view)
    title = texts.title
    blocks = [
        back_to_list(view, texts, say),
        pieces.heading(title, 1),
    ]
    if isinstance(found, Compared):
        named = texts.intro.format(first=view.run, second=view.other)
        turned = view.same("runs", run=view.other, other=view.run)
        blocks += [
            pieces.paragraph(named, "lead"),
            pieces.more(turned, texts.turned),
            pieces.folded(texts.choose, choice_form(runs, view, texts, say)),
            compared_section(found, view, texts, say),
        ]
    else:
        blocks.append(pieces.paragraph(getattr(texts, found), "note"))
        blocks.append(choice_form(runs, view, texts, say) if len(runs) > 1 else pieces.NONE)
    show_page(view, say, None, "runs", title, *blocks)
else:
    show_runs(view, say)
    if len(runs) > 1:
        choice = [
            pieces.heading(texts.compare),
            pieces.paragraph(texts.compare_intro),
            choice_form(runs, view, texts, say),
        ]
        frame = '<div class="oogst"><section class="wide" aria-label="{name}">{choice}</section></div>'
        st.html(pieces.fill(frame, name=texts.compare, choice=pieces.join(choice)))
