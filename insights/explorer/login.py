"""Signing in where the explorer stands on a server: who is not known there sees no page at all.

It is asked for by a section ``[auth]`` in Streamlit's ``secrets.toml``; a machine of one's own has none.
"""

from __future__ import annotations

import streamlit as st

from insights.explorer.pieces import heading, paragraph
from insights.explorer.screen import show_page
from insights.explorer.scripts import FOLLOW_LINK, KEEP_LINK, add_script
from insights.explorer.texts.frame import frame_texts
from insights.explorer.views import Page, View
from insights.wording import wording


def sign_in_asked() -> bool:
    """Tell whether this explorer is for those alone who signed in."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def let_in(view: View, page: Page) -> bool:
    """Tell whether pages may be shown; where somebody has to sign in first, offer that instead.

    After that Streamlit opens its first page, which then leads on to the address that somebody came with.
    """
    if not sign_in_asked():
        return True
    if st.user.get("is_logged_in"):
        add_script(FOLLOW_LINK)
        return True
    texts = frame_texts(view.lang)
    blocks = heading(texts.sign_in, 1), paragraph(texts.sign_in_why, "lead")
    show_page(view, wording(view.lang), None, page, texts.sign_in, *blocks)
    st.button(texts.sign_in_button, on_click=st.login, type="primary")
    add_script(KEEP_LINK)
    return False


def offer_sign_out(view: View) -> None:
    """Show a way out below the page, where somebody signed in."""
    if sign_in_asked():
        st.button(frame_texts(view.lang).sign_out, on_click=st.logout)
