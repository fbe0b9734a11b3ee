"""Verantwoording: how the themes were found, how much detail holds, and what people decided."""

from __future__ import annotations

from corpora.errors import OogstError
from insights.explorer import pieces, store
from insights.explorer.decided_blocks import decision_section, decisions_made
from insights.explorer.method_blocks import (
    copy_section,
    grade_section,
    how_section,
    input_section,
    limit_section,
    quality_section,
    run_section,
    settings_fold,
    version_fold,
)
from insights.explorer.resolutions_shown import tried
from insights.explorer.screen import open_page, show_page
from insights.explorer.source_blocks import outcome_table
from insights.explorer.texts.method import method_texts
from insights.explorer.theme_folds import delimitation_rule, folds_of
from insights.explorer.trade_off_blocks import trade_off_section

view, say, run = open_page()
texts = method_texts(view.lang)
labels = dict(run.themes.select("theme_id", "label").iter_rows())
others = [(one.name, one.title) for one in store.entries() if one.name != run.name]
quality = store.quality(run) if view.show == "kwaliteit" and run.levels else None
first, *rest = say.method_intro

blocks = [
    pieces.heading(say.method, 1),
    pieces.paragraph(first, "lead"),
    *(pieces.paragraph(text) for text in rest),
]
try:
    report = store.method_report(run)
except OogstError as error:
    blocks.append(pieces.paragraph(texts.broken.format(reason=error), "note"))
else:
    blocks += [
        how_section(report, texts, say),
        limit_section(texts, say),
        trade_off_section(tried(run), texts, say, coded=bool(report.codes)),
        grade_section(run, delimitation_rule(say), texts, say),
        quality_section(quality, view, texts, say) if run.levels else pieces.NONE,
        decision_section(decisions_made(run), labels, view, texts, say),
        pieces.heading(texts.where_rows),
        outcome_table(store.outcomes(run), view, say),
        folds_of(
            [
                input_section(report, view, texts, say),
                settings_fold(run, texts, say),
                version_fold(report, texts),
            ]
        ),
        copy_section(report, texts, say),
        run_section(others, view, texts),
    ]
show_page(view, say, run, "method", say.method, *blocks)
