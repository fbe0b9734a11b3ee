"""The forms on which people decide about quotes and units: several of a list, or one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st
from markupsafe import Markup

from insights.decisions.deciding import Deciding
from insights.explorer.paged import Paged
from insights.explorer.pieces import heading, paragraph
from insights.explorer.review_answer import Filled, Incomplete, Sheet
from insights.explorer.review_forms import (
    LONGEST_NAME,
    Button,
    Row,
    choose_theme,
    decide_form,
    form_of,
    html,
    rows_to_pick,
    turn_pages,
)
from insights.explorer.texts.review import ReviewTexts
from insights.explorer.themes_shown import Placed
from insights.wording import Wording, number
from labels.decided import EVERYWHERE
from labels.decisions import Decision


def quotes_form(sheet: Sheet, theme: str, rows: Sequence[Row], texts: ReviewTexts, notice: Markup) -> None:
    """Decide about quotes picked from a list, or about the only one; with a ``theme`` where there is one."""

    def release(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        fresh = [one for one in filled.some() if one not in deciding.seen.released]
        if not fresh:
            raise Incomplete("released")
        yield deciding.release(fresh)

    def withhold(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        held = [one for one in filled.some() if one in deciding.seen.released]
        if not held:
            raise Incomplete("not_released")
        yield deciding.withhold(held)

    def pin(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        return (deciding.pin(theme, one) for one in filled.some())

    def exclude_here(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        return (deciding.exclude(one, theme) for one in filled.some())

    def exclude(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        return (deciding.exclude(one) for one in filled.some())

    def restore(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        held = {*deciding.seen.state.excluded, *deciding.seen.state.pinned}
        names = {name for _, name in held}
        wanted = [one for one in filled.some() if one in names]
        if not wanted:
            raise Incomplete("restore")
        return (deciding.restore(one, theme if (theme, one) in held else EVERYWHERE) for one in wanted)

    of_theme = [Button(texts.pin, pin), Button(texts.exclude_here, exclude_here)] if theme else []
    buttons = [
        Button(texts.release, release, main=True),
        Button(texts.withhold, withhold),
        *of_theme,
        Button(texts.exclude, exclude),
        Button(texts.restore, restore),
    ]
    with form_of(sheet):
        rows_to_pick(sheet, rows, 1, texts)
        decide_form(sheet, texts, notice, buttons)


def units_form(
    sheet: Sheet,
    theme: str,
    page: Paged[Row],
    themes: Sequence[Placed],
    texts: ReviewTexts,
    say: Wording,
    notice: Markup,
) -> None:
    """Decide about units picked from the pages of the list of a theme: elsewhere, apart, or linked."""

    def split(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.split(theme, filled.some(), label=filled.text("name", "name"))

    def together(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.must_link(filled.some(2))

    def apart(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.cannot_link(filled.some(2))

    with form_of(sheet):
        rows_to_pick(sheet, page.rows, page.first, texts)
        turn_pages(sheet, page.page, page.pages, say)
        html(heading(texts.picked_title))
        html(paragraph(picked_elsewhere(sheet, texts, say)))
        choose_theme(texts.target, sheet, themes, texts)
        st.text_input(texts.split_name, key=sheet.key("name"), max_chars=LONGEST_NAME)
        buttons = [
            Button(texts.move, _move, main=True),
            Button(texts.split_units, split),
            Button(texts.belong, together),
            Button(texts.belong_not, apart),
        ]
        decide_form(sheet, texts, notice, buttons)


def picked_elsewhere(sheet: Sheet, texts: ReviewTexts, say: Wording) -> str:
    """Say how many were picked on other pages of the list; nothing where none were."""
    count = len(sheet.elsewhere)
    told = texts.elsewhere_one if count == 1 else texts.elsewhere if count else ""
    return told.format(number=number(count, say))


def move_form(sheet: Sheet, themes: Sequence[Placed], texts: ReviewTexts, notice: Markup) -> None:
    """Put one passage in another theme."""
    with form_of(sheet):
        choose_theme(texts.target, sheet, themes, texts)
        decide_form(sheet, texts, notice, [Button(texts.move, _move, main=True)])


def link_form(sheet: Sheet, texts: ReviewTexts, notice: Markup) -> None:
    """Say of one passage and another, by its number, that they belong together or do not."""

    def together(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.must_link([*filled.some(), filled.text("other", "other")])

    def apart(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.cannot_link([*filled.some(), filled.text("other", "other")])

    with form_of(sheet):
        st.text_input(texts.other_id, key=sheet.key("other"), max_chars=LONGEST_NAME)
        decide_form(sheet, texts, notice, [Button(texts.belong, together), Button(texts.belong_not, apart)])


def _move(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
    yield deciding.move(filled.some(), filled.text("target", "target"))
