"""Pieces that show how the themes were found: detail against what holds, and the settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from insights.explorer.pieces import NONE, definitions, fill, heading, join, meter, paragraph, table
from insights.explorer.selection import Tried
from insights.runs import Run
from insights.wording import Wording, number


def trade_off_section(tried: Iterable[Tried], say: Wording) -> Markup:
    """Draw, per resolution, the number of themes and how well they come back, with chance beside it."""
    rows = [_row(one, say) for one in tried]
    if not rows:
        return NONE
    head = [say.trade_off_themes, say.trade_off_stability, say.trade_off_null, say.trade_off_coherence]
    sizes = say.trade_off_sizes
    return join(
        [
            heading(say.trade_off),
            *(paragraph(text) for text in say.trade_off_help),
            table(say.trade_off_caption, [*head, sizes], rows),
        ]
    )


def settings_section(run: Run, say: Wording) -> Markup:
    """List what was chosen before the run, and which models saw the texts."""
    settings = run.manifest.get("settings", {})
    models = ", ".join(f"{one['name']} ({one['revision']})" for one in run.manifest.get("embedders", []))
    asked = run.manifest.get("network", [])
    pairs = [
        (say.method_preset, str(settings.get("preset", ""))),
        (say.method_models, models),
        (say.method_granularity, say.granularities.get(str(settings.get("granularity", "")), "")),
        (say.method_seed, str(settings.get("seed", ""))),
        (say.method_codebook, _codebook(run, say)),
        (say.method_masking, _masking(run, say)),
        (say.method_version, str(run.manifest.get("version") or "")),
        (say.method_network, "; ".join(asked) if asked else say.method_no_network),
    ]
    return join([heading(say.method_settings), definitions(pairs)])


def _masking(run: Run, say: Wording) -> str:
    """Say whether personal data were masked, and how many passages of each kind."""
    if "masking" not in run.manifest:
        return ""
    if not run.manifest["masking"]["on"]:
        return say.masking_off
    counts: Counter[str] = Counter()
    for report in run.manifest.get("reading", []):
        counts.update(report.get("masked") or {})
    told = ", ".join(f"{number(count, say)} {kind}" for kind, count in counts.most_common()) or "0"
    return say.masking_on.format(counts=told)


def _codebook(run: Run, say: Wording) -> str:
    told = run.manifest.get("codebook")
    return say.codebook_used.format(codes=told["codes"], version=told["version"]) if told else ""


def _row(one: Tried, say: Wording) -> list[str | Markup]:
    name = number(one.themes, say) + (f" ({say.trade_off_chosen})" if one.chosen else "")
    return [
        fill("<strong>{name}</strong>", name=name) if one.chosen else name,
        _bar(one.stability, "", say),
        _bar(one.null, "pale", say),
        number(one.coherence, say, 2),
        say.trade_off_range.format(smallest=number(one.smallest, say), largest=number(one.largest, say)),
    ]


def _bar(value: float, kind: str, say: Wording) -> Markup:
    return fill("{figure}{bar}", figure=number(value, say, 2), bar=meter(value, kind))
