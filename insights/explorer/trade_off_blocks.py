"""Pieces that show how much detail holds: a chart of the resolutions that were tried, and its figures."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from insights.explorer.pieces import fill, folded, heading, join, meter, paragraph, table
from insights.explorer.resolutions_shown import Tried
from insights.explorer.texts.method import MethodTexts
from insights.wording import Wording, number


def trade_off_section(tried: Sequence[Tried], texts: MethodTexts, say: Wording, *, coded: bool) -> Markup:
    """Draw, per number of themes, how well they come back, with chance beside it and the figures in a table.

    With a codebook only the texts without a code were looked at, which is said first.
    """
    if not tried:
        return join([heading(say.trade_off), paragraph(texts.chart_none)])
    took = next((one for one in tried if one.chosen), None)
    told = (
        texts.chart_took.format(
            themes=number(took.themes, say),
            stability=number(took.stability, say, 2),
            null=number(took.null, say, 2),
        )
        if took
        else ""
    )
    return join(
        [
            heading(say.trade_off),
            paragraph(texts.chart_coded if coded else "", "note"),
            *(paragraph(text) for text in say.trade_off_help),
            _chart(tried, f"{told} {texts.chart_axis}".strip(), texts, say),
            paragraph(f"{told} {_why(tried, took, texts)}".strip() if took else ""),
            folded(texts.chart_table, _chart_table(tried, texts, say)),
        ]
    )


def _chart(tried: Sequence[Tried], takeaway: str, texts: MethodTexts, say: Wording) -> Markup:
    """Draw pairs of bars that differ in pattern too; the same figures stand in the table."""
    pairs = join(
        fill(
            '<div class="pair{chosen}"><div class="bar-of" style="height:{stability}%"></div>'
            '<div class="bar-of pale" style="height:{null}%"></div></div>',
            chosen=" chosen" if one.chosen else "",
            stability=f"{100 * min(1.0, max(0.0, one.stability)):.1f}",
            null=f"{100 * min(1.0, max(0.0, one.null)):.1f}",
        )
        for one in tried
    )
    names = join(
        fill("<span>{themes}{chosen}</span>", themes=number(one.themes, say), chosen=_chosen(one, say))
        for one in tried
    )
    return fill(
        '<p class="legend"><span><span class="bar-of"></span>{stability}</span>'
        '<span><span class="bar-of pale"></span>{null}</span></p>'
        '<div class="chart" role="img" aria-label="{takeaway}">{pairs}</div>'
        '<div class="chart-names" aria-hidden="true">{names}</div>',
        stability=texts.chart_stability,
        null=texts.chart_null,
        takeaway=takeaway,
        pairs=pairs,
        names=names,
    )


def _why(tried: Sequence[Tried], took: Tried, texts: MethodTexts) -> str:
    """Say why the division that does best over chance was not chosen, where it was not."""
    if not _better(tried, took):
        return ""
    return texts.chart_kept if took.previous else texts.chart_coarse


def _better(tried: Sequence[Tried], took: Tried) -> bool:
    """Whether another division comes back better over chance than the one that was chosen."""
    return any(one.stability - one.null > took.stability - took.null for one in tried)


def _chart_table(tried: Sequence[Tried], texts: MethodTexts, say: Wording) -> Markup:
    """Give the figures of the chart; the smallest theme is left out, as few people may stand behind it."""
    head = [say.trade_off_themes, say.trade_off_stability, say.trade_off_null, say.trade_off_coherence]
    rows = [
        [
            f"{number(one.themes, say)}{_chosen(one, say)}",
            _bar(one.stability, "", say),
            _bar(one.null, "pale", say),
            number(one.coherence, say, 2),
            f"{number(one.largest, say)} {texts.texts}",
        ]
        for one in tried
    ]
    return table(say.trade_off_caption, [*head, texts.chart_largest], rows)


def _chosen(one: Tried, say: Wording) -> str:
    return f" ({say.trade_off_chosen})" if one.chosen else ""


def _bar(value: float, kind: str, say: Wording) -> Markup:
    return fill("{figure}{bar}", figure=number(value, say, 2), bar=meter(value, kind))
