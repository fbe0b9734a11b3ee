"""Coderen: people give the same sample of contributions codes, each by themselves."""

from __future__ import annotations

from insights.explorer.coding_forms import take_outcome
from insights.explorer.coding_page import Coding, begin_page, read_only_page, round_page
from insights.explorer.editing import editor
from insights.explorer.screen import open_page

view, say, run = open_page()
coding = Coding(view, say, run, take_outcome())

if not editor():
    read_only_page(coding)
elif coding.round is None or view.show == "begin":
    begin_page(coding)
else:
    round_page(coding, coding.round)
