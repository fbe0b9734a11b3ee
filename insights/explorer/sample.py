"""Offering the sample where no run of it is found: made by the command line, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import streamlit as st

from insights.explorer.pieces import fill, heading, join, paragraph
from insights.wording import Wording

OUT = Path("runs") / "voorbeeld"
"""Where ``oogst demo`` puts the run of the sample, and where the list of runs looks."""


def offer_sample(say: Wording) -> None:
    """Show a button that makes the run of the sample, and the list of runs again when it is there."""
    text = join([heading(say.sample_title), paragraph(say.sample_intro)])
    st.html(fill('<div class="oogst"><div class="wide">{text}</div></div>', text=text))
    if not st.button(say.sample_make):
        return
    with st.spinner(say.sample_busy):
        made = subprocess.run(
            [sys.executable, "-m", "insights.cli", "demo", "--no-explorer", "--out", str(OUT)],
            check=False,
            capture_output=True,
        )
    if made.returncode == 0:
        st.rerun()
    st.error(say.sample_failed)
