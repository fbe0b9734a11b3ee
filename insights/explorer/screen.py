"""The frame of every page: language, title, navigation, banner, and the run that is looked at."""

from __future__ import annotations

from typing import Final

import streamlit as st
from markupsafe import Markup

from corpora.errors import RunError
from insights.explorer import store
from insights.explorer.editing import editor
from insights.explorer.pieces import NONE, anchor, fill, heading, join, paragraph
from insights.explorer.sample import offer_sample
from insights.explorer.style import style_sheet
from insights.explorer.views import Page, View, read_view
from insights.runs import Run
from insights.wording import Language, Wording, day, wording

NAVIGATION: Final[tuple[Page, ...]] = ("overview", "contributions", "compare", "ledger", "method")
OF_EDITORS: Final[tuple[Page, ...]] = ("review", "coding")
"""Pages on which people add something: only in an explorer that was started with a name."""
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
    return view, say, run


def show_page(view: View, say: Wording, run: Run | None, page: Page, title: str, *blocks: Markup) -> None:
    """Write the page: style, language, header, banner and the blocks."""
    st.set_page_config(
        page_title=f"{title} – {run.title} – {say.product}" if run else f"{title} – {say.product}"
    )
    st.html(style_sheet())
    st.html(_LANGUAGE_SCRIPT[view.lang], unsafe_allow_javascript=True)
    synthetic = run is not None and store.is_synthetic(run)
    st.html(
        fill(
            '<div class="oogst"><header class="bar">{bar}</header>'
            '<main class="wide" id="main">{banner}{blocks}</main></div>',
            bar=_bar(view, say, run, page),
            banner=paragraph(say.synthetic, "note") if synthetic else NONE,
            blocks=join(blocks),
        )
    )


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


def _entry(entry: store.Entry, view: View, say: Wording) -> Markup:
    link = anchor(View(run=entry.name, lang=view.lang).link("overview"), entry.title, entry.name)
    notes = [entry.name, say.run_made.format(date=day(entry.made, say)) if entry.made else ""]
    notes.append(say.run_sample if entry.synthetic else "")
    text = " · ".join(note for note in notes if note)
    return fill('<li><h2 class="item">{link}</h2><p class="muted">{text}</p></li>', link=link, text=text)


def _bar(view: View, say: Wording, run: Run | None, page: Page) -> Markup:
    other: Language = "en" if view.lang == "nl" else "nl"
    names = {
        "overview": say.overview,
        "contributions": say.contributions,
        "compare": say.compare,
        "ledger": say.ledger,
        "method": say.method,
        "review": say.review,
        "coding": say.coding,
    }
    here = "overview" if page == "theme" else page
    shown = NAVIGATION + (OF_EDITORS if editor() else ())
    items = join(_item(view.link(name), names[name], here == name, "") for name in shown if run)
    end = [_item(view.same(page, lang=other), say.other_language, False, other)]
    if run and len(store.find_runs()) > 1:
        end.insert(0, _item(View(lang=view.lang).link("runs"), say.other_run, False, ""))
    return fill(
        '<div class="wide"><a class="name" href="{home}">{product}</a>'
        '<nav aria-label="{label}"><ul>{items}</ul></nav>'
        '<ul class="end">{end}</ul></div>',
        home=view.link("overview"),
        product=say.product,
        label=say.navigation,
        items=items,
        end=join(end),
    )


def _item(address: str, text: str, current: bool, language: str) -> Markup:
    now = Markup(' aria-current="page"') if current else NONE
    lang = fill(' lang="{language}" hreflang="{language}"', language=language) if language else NONE
    return fill(
        '<li><a href="{address}"{now}{lang}>{text}</a></li>', address=address, now=now, lang=lang, text=text
    )
