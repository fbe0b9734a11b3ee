"""Buttons that take a report along; a file is made when its button is pressed, and not before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from insights.explorer.pieces import fill, heading
from insights.explorer.texts.report import ReportPageTexts

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "read": ("docx", "pdf", "html", "odt", "md"),
    "compute": ("xlsx", "csv", "json"),
    "account": ("method", "citation", "bibtex", "register", "dpia"),
}
"""Formats by what they are for, in the order of the page."""


def download_buttons(
    make: Callable[[str], bytes], name: Callable[[str], str], texts: ReportPageTexts
) -> None:
    """Show a button for each format; ``make`` gives the bytes of one, ``name`` that of its file."""
    for group, formats in GROUPS.items():
        title = heading(texts.groups[group], 3)
        st.html(fill('<div class="oogst"><div class="wide group">{title}</div></div>', title=title))
        with st.container(horizontal=True, key=f"download-{group}"):
            for format_ in formats:
                st.download_button(
                    texts.download.format(format=texts.formats[format_]),
                    data=partial(make, format_),
                    file_name=name(format_),
                    key=f"download-{format_}",
                    on_click="ignore",
                )
