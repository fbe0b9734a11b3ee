"""Building the report model from a run: the tables read once, every number asked of the counting modules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from corpora.errors import RunError, nearest
from insights.comparing.compared import Comparison, Mentions
from insights.comparing.comparison import compare_groups
from insights.comparing.rounds import Rounds, over_rounds
from insights.counting import (
    RoleCount,
    ThemeCount,
    count_answered,
    count_outcomes,
    count_themes,
    small_number,
)
from insights.decisions.decided_run import DecidedRun
from insights.intervals import wilson
from insights.mentions import ROLE, Spoken
from insights.repeats import quote_repeats
from insights.reports.model import (
    Code,
    Decided,
    Group,
    Method,
    Part,
    Quote,
    Report,
    SourceTold,
    ThemeTold,
)
from insights.reports.release import Release, release_of
from insights.runs import Run
from insights.small_numbers import Count, Shown
from pipelines.main_quotes import DIFFERS, MORE_AGAINST

COUNTER: Final = (MORE_AGAINST, DIFFERS)
"""Reasons that votes or a reply gave; a passage is no counter-voice because its vector lies far away."""


def build(
    run: Run,
    themes: Sequence[str] | None = None,
    *,
    internal: bool = False,
    agreement: Mapping[str, float] | None = None,
) -> Report:
    """Build the report of a run, of all top themes or of those named by id.

    ``internal`` keeps quotes that nobody released, marked as such; counts obey the rule for exports in either
    case. ``agreement`` are figures of agreement between people, by name, that the method section repeats.
    Raises :class:`RunError` for a theme that is not in the run.
    """
    return Building(run, internal=internal, agreement=agreement).report(themes)


class Building:
    """What all reports of a run have in common, read and counted once; they differ in their themes.

    ``counts`` has every theme by id, level by level, those that most people mention first.
    """

    def __init__(
        self, run: Run, *, internal: bool = False, agreement: Mapping[str, float] | None = None
    ) -> None:
        k = small_number(run, "export")
        counts = [count for level in range(1, run.levels + 1) for count in count_themes(run, level, k)]
        release = release_of(run)
        self.counts = {count.theme_id: count for count in counts}
        self._run = run
        self._desk = _Desk(run, self.counts, k, release, internal)
        first, last = _months(run)
        self._common = Report(
            run_id=str(run.manifest["run_id"]),
            run_name=run.name,
            title=run.title,
            synthetic=bool(run.manifest.get("synthetic")),
            internal=internal,
            release_asked=release.asked,
            waiting=0,
            k=k,
            made=datetime.fromisoformat(run.manifest["machine"]["created_at"]).date(),
            first=first,
            last=last,
            questions=_questions(run),
            sources=_sources(run),
            answered=count_answered(run, k),
            outcomes=tuple(count_outcomes(run).items()),
            themes=(),
            comparison=_comparison(run, k),
            rounds=_rounds(run, k),
            codes=_codes(run),
            method=_method(run, k, agreement or {}),
        )

    def report(self, themes: Sequence[str] | None = None) -> Report:
        """Give the report of all top themes, or of those named by id.

        Raises :class:`RunError` for a theme that is not in the run.
        """
        told = [self._desk.theme(theme) for theme in _chosen(self._run, themes, list(self.counts))]
        waiting = sum(self._desk.waiting(one.theme_id) for theme in told for one in theme.with_subthemes())
        return replace(self._common, themes=tuple(told), waiting=waiting)


def _chosen(run: Run, themes: Sequence[str] | None, counted: Sequence[str]) -> list[str]:
    if themes is None:
        top = set(run.themes.filter(pl.col("level") == 1)["theme_id"])
        return [theme for theme in counted if theme in top]
    for theme in themes:
        if theme not in counted:
            raise RunError(
                f"{run.name} has no theme '{theme}'{nearest(theme, counted)}; see its themes.parquet."
            )
    return list(dict.fromkeys(themes))


class _Desk:
    """The tables of a run, laid out by theme."""

    def __init__(
        self, run: Run, counts: Mapping[str, ThemeCount], k: int, release: Release, internal: bool
    ) -> None:
        self.run, self.k, self.release, self.internal = run, k, release, internal
        self.counts = counts
        self.rows = {row["theme_id"]: row for row in run.themes.iter_rows(named=True)}
        said = run.contributions.select(
            "contribution_id", "source_id", "text", "language", "locator", "role"
        ).join(run.sources.select("source_id", "title", "file", "public"), on="source_id")
        placed = run.quotes.join(said, on="contribution_id").sort("theme_id", "rank", "quote_id")
        self.quoted: dict[str, list[dict[str, Any]]] = {}
        for row in placed.iter_rows(named=True):
            self.quoted.setdefault(row["theme_id"], []).append(row)
        # A role that may not stand beside a quote in one theme stands beside it in none, so that two reports
        # of other themes do not tell it together.
        self.nameless = {
            row["quote_id"]
            for theme, rows in self.quoted.items()
            for row in rows
            if not row["public"] and row["role"] not in self.counts[theme].roles_shown
        }

    def theme(self, theme: str) -> ThemeTold:
        """Tell one theme, with those below it in the order in which they are mentioned most."""
        row, count = self.rows[theme], self.counts[theme]
        below = [other for other in self.counts if self.rows[other]["parent_id"] == theme]
        return ThemeTold(
            theme_id=theme,
            parent_id=row["parent_id"],
            level=row["level"],
            label=row["label"],
            label_origin=str(row["label_origin"]),
            definition=row["description"],
            keywords=tuple(row["keywords"]),
            grade=row["grade"],
            cautions=tuple(_cautions(self.run, row["warnings"] or ())),
            count=count,
            groups=tuple(_group(one) for one in count.roles),
            quotes=self._quotes(theme, count),
            subthemes=tuple(self.theme(other) for other in below),
        )

    def waiting(self, theme: str) -> int:
        """Count the quotes of a theme that are left out because nobody released them."""
        if self.internal:
            return 0
        return sum(self.release.of(row["quote_id"]) is False for row in self.quoted.get(theme, ()))

    def _quotes(self, theme: str, count: ThemeCount) -> tuple[Quote, ...]:
        repeats = quote_repeats(self.run, count, self.k)
        found = []
        for row in self.quoted.get(theme, []):
            released = self.release.of(row["quote_id"])
            if released is False and not self.internal:
                continue
            found.append(
                Quote(
                    quote_id=row["quote_id"],
                    theme_id=theme,
                    contribution_id=row["contribution_id"],
                    start=row["start"],
                    end=row["end"],
                    text=row["text"][row["start"] : row["end"]],
                    language=row["language"],
                    source=row["title"],
                    file=row["file"],
                    locator=row["locator"],
                    role=None if row["quote_id"] in self.nameless else row["role"],
                    part=_part(str(row["kind"]), row["reason"]),
                    reason=row["reason"],
                    grade=row["grade"],
                    released=released,
                    repeated=repeats.get(row["quote_id"]),
                )
            )
        return tuple(found)


def _part(kind: str, reason: str) -> Part:
    if reason in COUNTER:
        return "counter"
    parts: dict[str, Part] = {"edge": "edge", "minority": "minority"}
    return parts.get(kind, "main")


def _group(count: RoleCount) -> Group:
    if count.share is None:
        return Group(count, None)
    return Group(count, wilson(count.people.number or 0, count.answered.number or 0))


def _cautions(run: Run, warnings: Iterable[str]) -> Iterable[tuple[str, str]]:
    titles = dict(run.sources.select("source_id", "title").iter_rows())
    for warning in warnings:
        key, _, value = warning.partition(": ")
        yield key, titles.get(value, value) if key == "source" else "" if key == "participant" else value


def _sources(run: Run) -> tuple[SourceTold, ...]:
    columns = run.sources.sort("title", "file").select("title", "file", "kind", "public", "rows", "sha256")
    return tuple(SourceTold(*row) for row in columns.iter_rows())


def _questions(run: Run) -> tuple[str, ...]:
    """Give the questions in the order in which they were first answered in the sources."""
    asked = run.contributions.drop_nulls("question").sort("source_id", "row")
    return tuple(asked["question"].unique(maintain_order=True))


def _months(run: Run) -> tuple[date | None, date | None]:
    """Give the months of the first and the last contribution: a day may be that of one person."""
    dated = run.contributions["created_at"].drop_nulls()
    if not dated.len():
        return None, None
    first, last = dated.min(), dated.max()
    assert isinstance(first, datetime) and isinstance(last, datetime)
    return first.date().replace(day=1), last.date().replace(day=1)


def _comparison(run: Run, k: int) -> Comparison | None:
    """Compare the two roles of a run that has two, where they have a question in common.

    Where questions are left out, counts within those that are left would stand beside counts over all, and
    the few who make the difference could be worked out: then attention is given alone.
    """
    roles = [name for name in Spoken(run).role_names if name is not None]
    if len(roles) != 2 or not run.levels:
        return None
    try:
        found = compare_groups(run, ROLE, roles[0], roles[1], k=k)
    except RunError:
        return None  # no question in common
    if not found.questions_left_out:
        return found
    rows = tuple(
        replace(
            row,
            first=_attention_only(row.first),
            second=_attention_only(row.second),
            mention_difference=None,
            mention_interval=None,
        )
        for row in found.rows
    )
    hidden = Shown("withheld")
    sides = (replace(side, people=hidden, messages=hidden) for side in (found.first, found.second))
    return replace(found, first=next(sides), second=next(sides), rows=rows)


def _attention_only(mentions: Mentions) -> Mentions:
    return Mentions(Shown("withheld"), Shown("withheld"), None, mentions.attention)


def _rounds(run: Run, k: int) -> Rounds | None:
    """Count over rounds where there are at least two."""
    if not run.levels or run.contributions["round"].drop_nulls().n_unique() < 2:
        return None
    try:
        return over_rounds(run, 1, "round", k=k)
    except RunError:
        return None  # rounds of published texts only


def _codes(run: Run) -> tuple[Code, ...]:
    """Give the codes in use of the codebook that the run keeps; none where it was made without one."""
    if not run.manifest.get("codebook"):
        return ()
    from pipelines.stored_codebook import codebook_of

    book = codebook_of(run.path, run.manifest)
    used = book.used if book else ()
    return tuple(Code(code.id, code.name, code.definition, code.parent) for code in used)


def _method(run: Run, k: int, agreement: Mapping[str, float]) -> Method:
    manifest = run.manifest
    settings = manifest["settings"]
    masked: Counter[str] = Counter()
    reading = manifest.get("reading", [])
    for told in reading:
        masked.update(told.get("masked") or {})
    graded = Counter(str(one) for one in run.themes["grade"].drop_nulls())
    outcomes = run.outcomes if isinstance(run, DecidedRun) else ()
    kinds = Counter(one.decision.kind for one in outcomes if one.applied)
    return Method(
        version=str(manifest["version"]),
        models=tuple((str(one["name"]), str(one["revision"])) for one in manifest.get("embedders", [])),
        preset=str(settings.get("preset", "")),
        engine=str(settings.get("engine", "graph")),
        granularity=str(settings.get("granularity", "")),
        neighbours=int(settings["neighbours"]),
        resolution=float(settings["resolution"]),
        resamples=int(settings.get("resamples", 0)),
        seed=int(settings["seed"]),
        masking=manifest["masking"]["on"] if "masking" in manifest else None,
        masked=tuple(
            (kind, Count(number, number).show(k))
            for kind, number in sorted(masked.items(), key=lambda one: (-one[1], one[0]))
        ),
        network=tuple(str(one) for one in manifest.get("network", [])),
        grades=tuple((grade, graded[grade]) for grade in ("sharp", "fair", "vague") if graded[grade]),
        decided=tuple(Decided(kind, number) for kind, number in sorted(kinds.items())),
        packages=tuple(sorted(manifest.get("packages", {}).items())),
        kept=tuple(sorted({name for told in reading for name in _kept(told)})),
        dropped=tuple(sorted({str(name) for told in reading for name in told.get("dropped") or ()})),
        agreement=tuple(sorted(agreement.items())),
    )


def _kept(told: Mapping[str, Any]) -> set[str]:
    """Give the columns of a source that were used or kept as background."""
    used = (name for name in (told.get("columns") or {}).values() if isinstance(name, str))
    return {*used, *(str(name) for name in told.get("segments") or {})}
