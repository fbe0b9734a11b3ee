"""The Streamlit entry: navigation only. ``streamlit run app.py`` opens a list of the runs it finds."""

from __future__ import annotations

import streamlit as st

from insights.explorer.site import SITE
from insights.explorer.views import PATHS, read_view
from insights.wording import wording

say = wording(read_view().lang)

st.set_page_config(page_title=say.product, layout="wide", initial_sidebar_state="collapsed")
pages = [
    st.Page(place.path, title=place.title(say), default=True)
    if place.page == "overview"
    else st.Page(place.path, title=place.title(say), url_path=PATHS[place.page])
    for place in SITE
]
st.navigation(pages, position="hidden").run()
