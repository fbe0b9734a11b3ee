"""The Streamlit entry: navigation only. ``streamlit run app.py`` opens a list of the runs it finds."""

from __future__ import annotations

import streamlit as st

from insights.explorer.login import let_in, offer_sign_out
from insights.explorer.site import SITE
from insights.explorer.views import PATHS, Page, read_view
from insights.wording import wording

view = read_view()
say = wording(view.lang)

st.set_page_config(page_title=say.product, layout="wide", initial_sidebar_state="collapsed")
pages = [
    st.Page(place.path, title=place.title(say), default=True)
    if place.page == "overview"
    else st.Page(place.path, title=place.title(say), url_path=PATHS[place.page])
    for place in SITE
]
page = st.navigation(pages, position="hidden")
here: Page = next((place.page for place in SITE if PATHS[place.page] == page.url_path), "overview")
if let_in(view, here):
    page.run()
    offer_sign_out(view)
