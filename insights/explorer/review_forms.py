"""The forms on which people decide; what they say goes through :mod:`insights.decisions.deciding`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from insights.decisions.deciding import Deciding
from insights.explorer.pieces import fill, paragraph
from insights.explorer.review_answer import TURNED, Filled, Incomplete, Sheet, Task
from insights.explorer.scripts import TO_LIST, add_script
from insights.explorer.texts.review import ReviewTexts
from insights.explorer.themes_shown import Placed
from insights.wording import Wording, number
from labels.decisions import Decision

LONGEST_NAME = 120
LONGEST_TEXT = 2_000


@dataclass(frozen=True)
class Row:
    """A passage to pick in a form: its id there, and how it is shown."""

    name: str
    shown: Markup


@dataclass(frozen=True)
class Button:
    """A way to decide what was filled in."""

    text: str
    task: Task
    main: bool = False


def decide_form(sheet: Sheet, texts: ReviewTexts, notice: Markup, buttons: Sequence[Button]) -> None:
    """Draw what ends every form: why, what became of it before, and the buttons."""
    st.text_input(texts.why, key=sheet.key("why"), max_chars=LONGEST_TEXT)
    html(notice)
    with st.container(horizontal=True, gap="small"):
        for button in buttons:
            st.form_submit_button(
                button.text,
                key=sheet.key(f"button:{button.text}"),
                type="primary" if button.main else "secondary",
                on_click=sheet.carry_out,
                args=(button.task,),
            )


@contextmanager
def form_of(sheet: Sheet) -> Iterator[None]:
    """Draw something inside a form; Enter in a field does not send it."""
    with st.form(sheet.name, clear_on_submit=False, enter_to_submit=False, border=False):
        yield


def verdict_form(sheet: Sheet, theme: str, texts: ReviewTexts, notice: Markup) -> None:
    """Accept or reject a theme."""

    def accept(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.accept(theme)

    def reject(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.reject(theme)

    with form_of(sheet):
        buttons = [Button(texts.accept, accept, main=True), Button(texts.reject, reject)]
        decide_form(sheet, texts, notice, buttons)


def name_form(sheet: Sheet, theme: str, texts: ReviewTexts, notice: Markup) -> None:
    """Give a theme another name."""

    def rename(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.rename(theme, filled.text("name", "name"))

    with form_of(sheet):
        st.text_input(texts.new_name, key=sheet.key("name"), max_chars=LONGEST_NAME)
        decide_form(sheet, texts, notice, [Button(texts.rename, rename, main=True)])


def description_form(sheet: Sheet, theme: str, now: str, texts: ReviewTexts, notice: Markup) -> None:
    """Describe a theme; the field begins with the description it has ``now``."""

    def describe(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.describe(theme, filled.text("description", "description"))

    with form_of(sheet):
        st.session_state.setdefault(sheet.key("description"), now)
        st.text_area(texts.new_description, key=sheet.key("description"), max_chars=LONGEST_TEXT, height=140)
        decide_form(sheet, texts, notice, [Button(texts.describe, describe, main=True)])


def merge_form(
    sheet: Sheet, theme: str, others: Sequence[Placed], texts: ReviewTexts, notice: Markup
) -> None:
    """Make other themes part of this one; the rows of the form are the others."""

    def merge(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        if not filled.picked:
            raise Incomplete("others")
        yield deciding.merge(filled.picked, theme)

    with form_of(sheet):
        html(fill("<p><strong>{text}</strong></p>", text=texts.others))
        for other in others:
            st.checkbox(as_written(other.label), key=sheet.key(f"pick:{other.theme_id}"))
        decide_form(sheet, texts, notice, [Button(texts.merge, merge, main=True)])


def subtheme_form(
    sheet: Sheet, theme: str, below: Sequence[Placed], texts: ReviewTexts, notice: Markup
) -> None:
    """Make a subtheme a theme of its own."""

    def split(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.split(theme, subtheme=filled.text("target", "subtheme"), label=filled.text("name"))

    with form_of(sheet):
        choose_theme(texts.subtheme, sheet, below, texts)
        st.text_input(texts.own_name, key=sheet.key("name"), max_chars=LONGEST_NAME)
        decide_form(sheet, texts, notice, [Button(texts.split_subtheme, split, main=True)])


def undo_form(sheet: Sheet, decision: int, texts: ReviewTexts, notice: Markup) -> None:
    """Take a decision back."""

    def undo(deciding: Deciding, filled: Filled) -> Iterable[Decision]:
        yield deciding.undo(decision)

    with form_of(sheet):
        decide_form(sheet, texts, notice, [Button(texts.undo, undo, main=True)])


def choose_theme(label: str, sheet: Sheet, themes: Sequence[Placed], texts: ReviewTexts) -> None:
    """Draw a list of themes to choose one from."""
    labels, name = {theme.theme_id: theme.label for theme in themes}, sheet.key("target")
    if name in st.session_state and st.session_state[name] not in labels:
        st.session_state[name] = None
    st.selectbox(
        label,
        list(labels),
        format_func=labels.__getitem__,
        index=None,
        key=name,
        placeholder=texts.choose,
    )


def rows_to_pick(sheet: Sheet, rows: Sequence[Row], first: int, texts: ReviewTexts) -> None:
    """Draw passages, each under a box that picks it; words of people are never part of a widget."""
    if sheet.alone:
        return
    for index, row in enumerate(rows, first):
        st.session_state.setdefault(sheet.key(f"pick:{row.name}"), row.name in sheet.kept)
        st.checkbox(texts.pick.format(number=index), key=sheet.key(f"pick:{row.name}"))
        html(fill('<div class="picked">{shown}</div>', shown=row.shown))


def turn_pages(sheet: Sheet, page: int, pages: int, say: Wording) -> None:
    """Draw the way to the page before and the one after, as buttons of a form: picks go along."""
    if pages <= 1:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if page > 1:
            before = sheet.key("button:before")
            st.form_submit_button(say.previous_page, key=before, on_click=sheet.turn, args=(page - 1,))
        if page < pages:
            after = sheet.key("button:after")
            st.form_submit_button(say.next_page, key=after, on_click=sheet.turn, args=(page + 1,))
        html(paragraph(say.page_of.format(page=number(page, say), pages=number(pages, say)), "muted"))


def scroll_after_turning() -> None:
    """Go to the top of a list where somebody just went to another page of it."""
    page = st.session_state.pop(TURNED, None)
    if page is not None:
        with st.container(key=f"turned-{page}"):  # another key for another page, or it would run only once
            add_script(TO_LIST)


def write(content: Markup) -> None:
    """Write HTML between forms, as wide as a page; nothing for nothing."""
    if content:
        st.html(fill('<div class="oogst"><div class="wide">{content}</div></div>', content=content))


def html(content: Markup) -> None:
    """Write HTML in the look of the pages; nothing for nothing."""
    if content:
        st.html(fill('<div class="oogst">{content}</div>', content=content))


def as_written(text: str) -> str:
    r"""Write a text so that a label of Streamlit shows it as it is, and not as Markdown, LaTeX or a picture.

    >>> print(as_written("**Zorg** & $x$"))
    \*\*Zorg\*\* \& \$x\$
    """
    one_line = " ".join(text.split())
    apart = re.sub(r":(?=[\w+-]+:)", ":\u2060", one_line)  # a name between colons would become an emoji
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", apart)
