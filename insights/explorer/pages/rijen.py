"""Waar elke rij bleef: the ledger by outcome, and every row with what became of it."""

from __future__ import annotations

from insights.explorer import pieces, store
from insights.explorer.screen import open_page, show_page
from insights.explorer.source_blocks import ledger_table, outcome_table
from insights.explorer.sources_shown import ledger

view, say, run = open_page()
outcomes = store.outcomes(run)
outcome = view.show if view.show in outcomes else ""
listed = ledger(run, outcome, view.page)

show_page(
    view,
    say,
    run,
    "ledger",
    say.ledger,
    pieces.heading(say.ledger, 1),
    pieces.paragraph(say.ledger_intro, "lead"),
    outcome_table(outcomes, view, say),
    pieces.heading(
        say.rows_with.format(outcome=say.outcomes.get(outcome, outcome)) if outcome else say.all_outcomes
    ),
    ledger_table(listed.rows, view, say, several=run.sources.height > 1),
    pieces.pager(view, "ledger", listed.pages, say),
)
