"""The report in Markdown: who took part, the themes with their quotes, and how they were found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl

from corpora.errors import RunError, nearest
from insights.context import quote_in_context
from insights.counting import Answered, ThemeCount, count_answered, count_outcomes, count_themes, small_number
from insights.description import describe
from insights.repeats import Repeated, quote_repeats, told
from insights.reports.texts import ReportTexts, report_texts
from insights.runs import Run
from insights.wording import Wording, number, percent, place, shown, wording

QUOTES = 6
"""Quotes a theme."""
MAIN = ("central", "varied")
"""The kinds of quotes that say what a theme says; its edge and its single voices are for reading on."""


def render(run: Run, themes: Sequence[str] | None = None, language: str = "nl") -> str:
    """Write the report of a run, of all top themes or of the themes named by id.

    Counts obey the small-numbers rule for exports. Raises :class:`RunError` for a theme that is not in the
    run.
    """
    say, texts = wording(language), report_texts(language)
    k = small_number(run, "export")
    answered = count_answered(run, k)
    counts = {
        count.theme_id: count for level in range(1, run.levels + 1) for count in count_themes(run, level, k)
    }
    chosen = _chosen(run, themes, list(counts))
    lines = [
        f"# {_plain(run.title)}",
        "",
        *([f"**{say.synthetic}**", ""] if run.manifest.get("synthetic") else []),
        *_taking_part(run, answered, say, texts),
        *_overview([counts[theme] for theme in chosen], run, say, texts),
    ]
    for theme in chosen:
        lines += _theme(run, theme, counts, answered, say, texts, k)
    lines += _method(run, k, say, texts)
    return "\n".join(lines).rstrip() + "\n"


def _chosen(run: Run, themes: Sequence[str] | None, counted: Sequence[str]) -> list[str]:
    top = set(run.themes.filter(pl.col("level") == 1)["theme_id"].to_list())
    if themes is None:
        return [theme for theme in counted if theme in top]
    for theme in themes:
        if theme not in counted:
            raise RunError(
                f"{run.name} has no theme '{theme}'{nearest(theme, counted)}; see its themes.parquet."
            )
    return list(themes)


def _taking_part(run: Run, answered: Answered, say: Wording, texts: ReportTexts) -> Iterator[str]:
    yield from (f"## {texts.taking_part}", "")
    yield texts.went_in.format(messages=shown(answered.messages, say), people=shown(answered.people, say))
    outcomes = count_outcomes(run)
    parts = [say.outcomes_short[outcome].format(rows=number(rows, say)) for outcome, rows in outcomes.items()]
    total = int(run.sources["rows"].sum())
    yield from ("", say.overview_to.format(rows=number(total, say), parts=", ".join(parts)), "")


def _overview(counts: Sequence[ThemeCount], run: Run, say: Wording, texts: ReportTexts) -> Iterator[str]:
    if not counts:
        yield from (say.no_themes, "")
        return
    labels = _labels(run)
    yield from (f"## {say.themes}", "")
    yield f"| {say.theme_column} | {say.people_column} | {say.share_column} | {say.messages_column} |"
    yield "| --- | ---: | ---: | ---: |"
    for count in counts:
        share = percent(count.share, say) if count.share is not None else "–"
        cells = (_cell(labels[count.theme_id]), shown(count.people, say), share, shown(count.messages, say))
        yield f"| {' | '.join(cells)} |"
    yield from ("", texts.how_to_read, "")


def _theme(
    run: Run,
    theme: str,
    counts: dict[str, ThemeCount],
    answered: Answered,
    say: Wording,
    texts: ReportTexts,
    k: int,
) -> Iterator[str]:
    row = run.themes.row(by_predicate=pl.col("theme_id") == theme, named=True)
    below = run.themes.filter(pl.col("parent_id") == theme)
    labels = _labels(run)
    ordered = [labels[other] for other in counts if other in set(below["theme_id"].to_list())]
    count = counts[theme]
    yield from (f"## {_plain(row['label'])}", "")
    yield from (_plain(row["description"] or describe(count, answered, row["keywords"], ordered, say)), "")
    for role in count.roles:
        people, messages = (
            f"{shown(role.people, say)} {say.people}",
            f"{shown(role.messages, say)} {say.messages}",
        )
        yield f"- {say.role_word(role.role)}: {people}, {messages}"
    yield ""
    main = pl.col("kind").cast(pl.String).is_in(MAIN)
    quotes = run.quotes.filter((pl.col("theme_id") == theme) & main).sort("rank").head(QUOTES)
    repeats = quote_repeats(run, count, k)
    for quote in quotes["quote_id"]:
        yield from _quote(run, quote, count.roles_shown, say, repeats.get(quote))
    yield f"{texts.theme_id}: `{theme}`"
    yield ""


def _quote(
    run: Run, quote: str, roles: frozenset[str], say: Wording, repeated: Repeated | None
) -> Iterator[str]:
    found = quote_in_context(run, quote, roles)
    for line in found.passage.quote.split("\n"):
        yield f"> {_plain(line)}".rstrip()
    origin = [say.role_word(found.role)] if found.role else []
    origin += [found.file, place(found.locator, say), f"`{quote}`"]
    yield from (">", f"> — {', '.join(origin)}", "")
    if repeated is not None:
        yield from (f"{told(repeated, say)}.", "")


def _method(run: Run, k: int, say: Wording, texts: ReportTexts) -> Iterator[str]:
    manifest = run.manifest
    settings = manifest["settings"]
    models = (
        ", ".join(f"{model['name']} ({model['revision']})" for model in manifest["embedders"])
        or texts.no_model
    )
    yield from (f"## {texts.method}", "")
    yield texts.method_text.format(
        version=manifest["version"],
        models=models,
        neighbours=settings["neighbours"],
        resolution=number(settings["resolution"], say, 2),
        seed=settings["seed"],
        k=k,
        run_id=manifest["run_id"],
    )
    yield ""
    for limit in texts.limits:
        yield f"- {limit}"


def _labels(run: Run) -> dict[str, str]:
    return dict(run.themes.select("theme_id", "label").iter_rows())


def _plain(text: str) -> str:
    r"""Escape what Markdown or HTML would interpret: what people wrote is shown as they wrote it.

    >>> print(_plain("1. *Snel* beslissen <b>nu</b>"))
    1\. \*Snel\* beslissen \<b\>nu\</b\>
    """
    escaped = re.sub(r"([\\`*_\[\]<>|$~]|&(?=#?\w+;))", r"\\\1", text)
    return re.sub(r"^(\s*)([-+=#])|^(\s*\d+)([.)])", _marker_escaped, escaped)


def _marker_escaped(found: re.Match[str]) -> str:
    before, marker = found.group(1, 2) if found.group(2) else found.group(3, 4)
    return f"{before}\\{marker}"


def _cell(text: str) -> str:
    return _plain(text).replace("\n", " ")
