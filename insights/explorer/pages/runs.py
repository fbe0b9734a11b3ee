"""Runs: the list of runs to choose from."""

from __future__ import annotations

from insights.explorer.screen import show_runs
from insights.explorer.views import read_view
from insights.wording import wording

view = read_view()
show_runs(view, wording(view.lang))
