"""Verantwoording: how the themes were found, how much detail holds, and what was chosen."""

from __future__ import annotations

from insights.explorer import pieces
from insights.explorer.method_blocks import settings_section, trade_off_section
from insights.explorer.screen import open_page, show_page
from insights.explorer.selection import tried

view, say, run = open_page()

show_page(
    view,
    say,
    run,
    "method",
    say.method,
    pieces.heading(say.method, 1),
    *(pieces.paragraph(text, "lead" if index == 0 else "") for index, text in enumerate(say.method_intro)),
    trade_off_section(tried(run), say),
    settings_section(run, say),
)
