"""The forms on which people code: beginning a round, and giving a passage its codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st
from markupsafe import Markup

from corpora.errors import OogstError
from insights.coding.in_rounds import new_round, rounds_of
from insights.explorer.editing import editor
from insights.explorer.pieces import heading, own, paragraph
from insights.explorer.review_forms import as_written, html
from insights.explorer.texts.coding import CodingTexts
from insights.explorer.views import View
from insights.runs import Run
from labels.codebook import Codebook
from labels.coding_rounds import MOST_CODES, CodesOf, CodingRounds, Round

KEPT: Final = "coded"
"""Where in the session it waits what became of a form until it was shown, once."""
USUAL_SIZE: Final = 60


@dataclass(frozen=True)
class Outcome:
    """What became of a form: what was ``kept`` with which contribution, or a ``problem`` with its details."""

    contribution: str = ""
    kept: tuple[str, ...] = ()
    problem: str = ""
    detail: str = ""


def begin_form(
    run: Run, books: Mapping[CodesOf, Codebook], most: int, known: int, texts: CodingTexts, notice: Markup
) -> None:
    """Begin a round: how many passages, by which codes, and whether suggestions are in view."""
    names = {
        kind: texts.codes_of[kind].format(codes=sum(code.origin != "map" for code in book.used))
        for kind, book in books.items()
    }

    def begin() -> None:
        chosen: CodesOf = st.session_state["begin:codes"]
        shown = st.session_state["begin:mode"] == texts.shown
        try:
            new = new_round(run, chosen, int(st.session_state["begin:size"]), editor(), shown=shown)
            rounds_of(run).start(new, known)
            for choice in ("show", "sample", "contribution"):
                st.query_params.pop(choice, None)
        except OogstError as fault:
            st.session_state[KEPT] = Outcome(problem=texts.failed, detail=str(fault))

    with st.form("begin", enter_to_submit=False, border=False):
        st.number_input(
            texts.size, min_value=1, max_value=most, value=min(USUAL_SIZE, most), key="begin:size"
        )
        st.radio(texts.codes_label, list(names), format_func=names.__getitem__, key="begin:codes")
        st.radio(texts.mode_label, [texts.blind, texts.shown], key="begin:mode")
        html(notice)
        st.form_submit_button(texts.begin, type="primary", on_click=begin)


def code_form(
    rounds: CodingRounds,
    of: Round,
    contribution: str,
    given: Sequence[str] | None,
    book: Codebook,
    view: View,
    texts: CodingTexts,
    notice: Markup,
) -> None:
    """Give a passage its codes; ``given`` are those it has already, None where it was not judged yet."""
    start = f"code:{of.number}:{contribution}:"
    for code in of.codes:
        st.session_state.setdefault(f"{start}{code}", code in (given or ()))

    def keep(*, none: bool = False) -> None:
        chosen = tuple(code for code in of.codes if st.session_state.get(f"{start}{code}"))
        if not none and not chosen:
            st.session_state[KEPT] = Outcome(contribution, problem=texts.choose_first)
            return
        if not none and len(chosen) > MOST_CODES:
            problem = texts.too_many.format(number=len(chosen))
            st.session_state[KEPT] = Outcome(contribution, problem=problem)
            return
        try:
            rounds.judge(of, contribution, editor(), () if none else chosen)
        except OogstError as fault:
            st.session_state[KEPT] = Outcome(contribution, problem=texts.failed, detail=str(fault))
            return
        st.session_state[KEPT] = Outcome(contribution, () if none else chosen)
        for code in of.codes:
            st.session_state.pop(f"{start}{code}", None)
        for choice in ("contribution", "show"):
            st.query_params.pop(choice, None)

    with st.form(f"code:{of.number}:{contribution}", enter_to_submit=False, border=False):
        html(heading(texts.which) + paragraph(texts.most))
        above = None
        for code in _in_order(of, book):
            parent = book.parent(code) if code in book.by_id else None
            if parent != above and parent is not None:
                html(heading(own(book.by_id[parent].label(book.language), view, book.language), 3))
            above = parent
            label = book.by_id[code].label(book.language) if code in book.by_id else code
            st.checkbox(as_written(label), key=f"{start}{code}")
        html(notice)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(texts.save, type="primary", on_click=keep)
            st.form_submit_button(texts.none_fits, on_click=keep, kwargs={"none": True})


def take_outcome() -> Outcome | None:
    """Give what became of the last form, once."""
    found = st.session_state.pop(KEPT, None)
    return found if isinstance(found, Outcome) else None


def _in_order(of: Round, book: Codebook) -> list[str]:
    """Give the codes of a round in the order of the codebook: those without a parent, then each group."""
    place = {code.id: index for index, code in enumerate(book.codes)}

    def path(code: str) -> tuple[int, ...]:
        if code not in place:
            return (len(place),)
        above = book.parent(code)
        return (*path(above), place[code]) if above else (place[code],)

    def order(code: str) -> tuple[bool, tuple[int, ...], str]:
        return code in place and book.parent(code) is not None, path(code), code

    return sorted(of.codes, key=order)
