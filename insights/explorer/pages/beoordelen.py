"""Beoordelen: what people decide about themes and quotes, and the history of that."""

from __future__ import annotations

from insights.explorer.editing import editor
from insights.explorer.review_answer import take_answer
from insights.explorer.review_frame import Review
from insights.explorer.review_pages import decision_page, read_only_page, run_page
from insights.explorer.review_passage import passage_page
from insights.explorer.review_theme import theme_review
from insights.explorer.screen import open_page

view, say, run = open_page()
review = Review(view, say, run, take_answer())

if not editor():
    read_only_page(review)
elif view.decision:
    decision_page(review)
elif view.quote or view.unit or view.contribution:
    passage_page(review)
elif view.theme:
    theme_review(review)
else:
    run_page(review)
