"""Who decides: the name that the explorer was started with, without which everything is read-only."""

from __future__ import annotations

import os

from markupsafe import Markup

from insights.explorer import EDITOR
from insights.explorer.pieces import NONE, more
from insights.explorer.texts.review import review_texts
from insights.explorer.views import View


def editor() -> str:
    """Give the name of who decides; empty where the explorer only shows."""
    return os.environ.get(EDITOR, "").strip()


def to_theme_review(view: View, theme: str) -> Markup:
    """Lead an editor to what can be decided about a theme and its quotes; nothing for anybody else."""
    if not editor():
        return NONE
    texts = review_texts(view.lang)
    quotes = more(view.link("review", theme=theme, show="citaten"), texts.decide_quotes)
    return more(view.link("review", theme=theme), texts.decide_theme) + quotes


def to_passage_review(view: View) -> Markup:
    """Lead an editor to what can be decided about the passage of a view; nothing for anybody else."""
    if not editor():
        return NONE
    asked = {"theme": view.theme, "quote": view.quote, "unit": view.unit, "contribution": view.contribution}
    return more(view.link("review", **asked), review_texts(view.lang).decide_passage)
