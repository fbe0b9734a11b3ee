"""The frame of every page: language, title, navigation, banner, and the run that is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import streamlit as st
from markupsafe import Markup

from corpora.errors import RunError
from insights.explorer import store
from insights.explorer.editing import editor
from insights.explorer.pieces import NONE, anchor, fill, heading, join, own, paragraph
from insights.explorer.sample import offer_sample
from insights.explorer.site import SITE
from insights.explorer.style import style_sheet
from insights.explorer.texts.frame import frame_texts
from insights.explorer.views import MOST, Page, View, read_view
from insights.runs import Run
from insights.wording import Language, Wording, day, number, wording

_LANGUAGE_SCRIPT: Final[dict[Language, str]] = {
    "nl": "<script>document.documentElement.lang='nl'</script>",
    "en": "<script>document.documentElement.lang='en'</script>",
}


def open_page() -> tuple[View, Wording, Run]:
    """Give the view of the URL, its texts and its run; without a run, show the list of runs and stop."""
    view = read_view()
    say = wording(view.lang)
    name = store.chosen_run(view.run)
    if not name:
        show_runs(view, say)
        st.stop()
    try:
        run = store.load(name)
    except LookupError:
        show_runs(view, say, say.run_unknown)
        st.stop()
    except RunError:
        show_runs(view, say, say.run_broken)
        st.stop()
    if view.run != name:
        st.query_params["run"] = name
        st.query_params["lang"] = view.lang
        view = read_view()
    return replace(view, tongue=store.language(run)), say, run


def show_page(view: View, say: Wording, run: Run | None, page: Page, title: str, *blocks: Markup) -> None:
    """Write the page: style, language, header, banner and the blocks.

    What a page shows after that, such as a button, stands below the blocks.
    """
    st.set_page_config(
        page_title=f"{title} – {run.title} – {say.product}" if run else f"{title} – {say.product}"
    )
    st.html(style_sheet())
    st.html(_LANGUAGE_SCRIPT[view.lang], unsafe_allow_javascript=True)
    synthetic = run is not None and store.is_synthetic(run)
    st.html(
        fill(
            '<div class="oogst"><a class="skip" href="#main">{skip}</a><header class="bar">{bar}</header>'
            '<div class="wide" id="main" tabindex="-1">{banner}{beyond}{blocks}</div></div>',
            skip=frame_texts(view.lang).skip,
            bar=_bar(view, say, run, page),
            banner=paragraph(say.synthetic, "note") if synthetic else NONE,
            beyond=_beyond(view, say),
            blocks=join(blocks),
        )
    )


def show_more(*blocks: Markup) -> None:
    """Write blocks below what a page showed last, such as a button."""
    st.html(fill('<div class="oogst"><div class="wide">{blocks}</div></div>', blocks=join(blocks)))


def show_runs(view: View, say: Wording, problem: str = "") -> None:
    """Write the list of runs that were found."""
    found = store.entries()
    items = join(_entry(entry, view, say) for entry in found)
    listing = fill('<ol class="quotes">{items}</ol>', items=items)
    empty = join([paragraph(say.runs_none, "lead"), paragraph(say.runs_none_how)])
    show_page(
        View(lang=view.lang),
        say,
        None,
        "runs",
        say.runs_title,
        heading(say.runs_title, 1),
        paragraph(problem, "note"),
        join([paragraph(say.runs_intro, "lead"), listing]) if found else empty,
    )
    if not any(entry.synthetic for entry in found):
        offer_sample(say)


def _beyond(view: View, say: Wording) -> Markup:
    """Say that a link holds no more choices, and how many were left out; nothing where none were."""
    if not view.beyond:
        return NONE
    told = frame_texts(view.lang).beyond.format(most=number(MOST, say), number=number(view.beyond, say))
    return fill('<p class="note" role="status">{told}</p>', told=told)


def _entry(entry: store.Entry, view: View, say: Wording) -> Markup:
    title = own(entry.title, view, entry.language)
    link = anchor(View(run=entry.name, lang=view.lang).link("overview"), title, entry.name)
    notes = [entry.name, say.run_made.format(date=day(entry.made, say)) if entry.made else ""]
    notes.append(say.run_sample if entry.synthetic else "")
    text = " · ".join(note for note in notes if note)
    return fill('<li><h2 class="item">{link}</h2><p class="muted">{text}</p></li>', link=link, text=text)


def _bar(view: View, say: Wording, run: Run | None, page: Page) -> Markup:
    """Show the name and the run above the pages; on a phone the pages are folded under one word."""
    texts = frame_texts(view.lang)
    other: Language = "en" if view.lang == "nl" else "nl"
    here = "overview" if page == "theme" else page
    places = [
        _item(view.link(place.page), place.title(say), here == place.page)
        for place in SITE
        if place.in_navigation and run and (editor() or not place.for_editors)
    ]
    end = [_item(view.same(page, lang=other), say.other_language, False, other)]
    if run and len(store.find_runs()) > 1:
        runs = View(lang=view.lang).link("runs"), say.other_run, False
        folded_away = [*places, _item(*runs)]
        end.insert(0, _item(*runs, kind="wider"))
    else:
        folded_away = places
    label = say.navigation
    return fill(
        '<div class="wide top"><a class="name" href="{home}">{product}</a>{run}<ul class="end">{end}</ul>'
        "{menu}</div>{links}",
        home=view.link("overview"),
        product=say.product,
        run=fill('<p class="run" title="{title}">{own}</p>', title=run.title, own=own(run.title, view))
        if run
        else NONE,
        end=join(end),
        menu=fill(
            '<details class="menu"><summary>{menu}</summary>{pages}</details>',
            menu=texts.menu,
            pages=_pages(label, folded_away),
        )
        if places
        else NONE,
        links=fill('<div class="wide links">{pages}</div>', pages=_pages(label, places)) if places else NONE,
    )


def _pages(label: str, items: Iterable[Markup]) -> Markup:
    return fill('<nav aria-label="{label}"><ul>{items}</ul></nav>', label=label, items=join(items))


def _item(address: str, text: str, current: bool, language: str = "", kind: str = "") -> Markup:
    now = Markup(' aria-current="page"') if current else NONE
    lang = fill(' lang="{language}" hreflang="{language}"', language=language) if language else NONE
    return fill(
        '<li class="{kind}"><a href="{address}"{now}{lang}>{text}</a></li>',
        kind=kind,
        address=address,
        now=now,
        lang=lang,
        text=text,
    )
