"""The Streamlit entry: navigation only. ``streamlit run app.py`` opens a list of the runs it finds."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import insights.explorer
from insights.explorer.views import PATHS, read_view
from insights.wording import wording

say = wording(read_view().lang)
folder = Path(insights.explorer.__file__).parent / "pages"

st.set_page_config(page_title=say.product, layout="wide", initial_sidebar_state="collapsed")
pages = [
    st.Page(folder / "overzicht.py", title=say.overview, default=True),
    st.Page(folder / "thema.py", title=say.theme, url_path=PATHS["theme"]),
    st.Page(folder / "bron.py", title=say.source, url_path=PATHS["source"]),
    st.Page(folder / "bijdragen.py", title=say.contributions, url_path=PATHS["contributions"]),
    st.Page(folder / "vergelijk.py", title=say.compare, url_path=PATHS["compare"]),
    st.Page(folder / "rijen.py", title=say.ledger, url_path=PATHS["ledger"]),
    st.Page(folder / "verantwoording.py", title=say.method, url_path=PATHS["method"]),
    st.Page(folder / "beoordelen.py", title=say.review, url_path=PATHS["review"]),
    st.Page(folder / "coderen.py", title=say.coding, url_path=PATHS["coding"]),
    st.Page(folder / "runs.py", title=say.runs_title, url_path=PATHS["runs"]),
]
st.navigation(pages, position="hidden").run()
