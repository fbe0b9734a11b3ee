"""The report model: everything that a report says, built once from a run and written in any format.

Counts are :class:`~insights.small_numbers.Shown`, as :mod:`insights.counting` lets them be shown, so that no
format can say more than another. Quotes are cut from the stored contributions and carry their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from insights.comparing.compared import Comparison
from insights.comparing.rounds import Rounds
from insights.counting import Answered, RoleCount, ThemeCount
from insights.intervals import Interval
from insights.repeats import Repeated
from insights.small_numbers import Shown

Part = Literal["main", "counter", "minority", "edge"]
"""Why a quote stands in a report: it says the theme, contradicts it, is rare, or lies on its border."""


@dataclass(frozen=True)
class SourceTold:
    """A file that went in, with the SHA-256 of its bytes."""

    title: str
    file: str
    kind: str
    public: bool
    rows: int
    sha256: str


@dataclass(frozen=True)
class Quote:
    """A passage, verbatim: ``text`` is ``contribution.text[start:end]``.

    ``role`` is None where unknown or where it may not be shown beside the theme. ``released`` tells whether a
    person released it, in a workspace that asks for that; None elsewhere.
    """

    quote_id: str
    theme_id: str
    contribution_id: str
    start: int
    end: int
    text: str
    language: str
    source: str
    file: str
    locator: str
    role: str | None
    part: Part
    reason: str
    grade: str | None
    released: bool | None
    repeated: Repeated | None


@dataclass(frozen=True)
class Group:
    """One group beside others in a theme: who mentions it, with Wilson's interval of the share."""

    count: RoleCount
    interval: Interval | None


@dataclass(frozen=True)
class ThemeTold:
    """A theme with everything a report says of it.

    ``definition`` is what a person wrote, None until then; ``cautions`` are what it mirrors besides its
    subject, as (key, value).
    """

    theme_id: str
    parent_id: str | None
    level: int
    label: str
    label_origin: str
    definition: str | None
    keywords: tuple[str, ...]
    grade: str | None
    cautions: tuple[tuple[str, str], ...]
    count: ThemeCount
    groups: tuple[Group, ...]
    quotes: tuple[Quote, ...]
    subthemes: tuple[ThemeTold, ...]

    def of(self, part: Part, most: int | None = None) -> tuple[Quote, ...]:
        """Give the quotes of one part, the best first."""
        found = tuple(quote for quote in self.quotes if quote.part == part)
        return found if most is None else found[:most]

    @property
    def told_apart(self) -> tuple[ThemeTold, ...]:
        """The subthemes; an only one is the theme itself, and is not told of again."""
        return self.subthemes if len(self.subthemes) > 1 else ()

    def with_subthemes(self) -> Iterator[ThemeTold]:
        """Give this theme and everything below it, top first."""
        yield self
        for below in self.subthemes:
            yield from below.with_subthemes()


@dataclass(frozen=True)
class Code:
    """A code of the codebook that the run was made by, with its names by language."""

    code_id: str
    names: tuple[tuple[str, str], ...]
    definition: str
    parent_id: str | None


@dataclass(frozen=True)
class Decided:
    """How many decisions of one kind hold for this run."""

    kind: str
    number: int


@dataclass(frozen=True)
class Method:
    """What the manifest tells of how the themes were found.

    ``masking`` is None where the manifest does not say; ``masked`` counts masked passages by kind; ``kept``
    and ``dropped`` are columns of the sources. ``models``
    are (name, revision); ``agreement`` are figures that a researcher gave, by name.
    """

    version: str
    models: tuple[tuple[str, str], ...]
    preset: str
    engine: str
    granularity: str
    neighbours: int
    resolution: float
    resamples: int
    seed: int
    masking: bool | None
    masked: tuple[tuple[str, Shown], ...]
    network: tuple[str, ...]
    grades: tuple[tuple[str, int], ...]
    decided: tuple[Decided, ...]
    packages: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    agreement: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Report:
    """A report of a run. ``k`` is the small number under which its counts are shown.

    ``first`` and ``last`` are the first days of the months in which the first and the last dated contribution
    were made; ``made`` is when the run was. ``internal`` marks a report that may hold what was not released;
    ``comparison`` is of the two roles where there are two. ``waiting`` counts quotes left out because nobody
    released them.
    """

    run_id: str
    run_name: str
    title: str
    synthetic: bool
    internal: bool
    release_asked: bool
    waiting: int
    k: int
    made: date
    first: date | None
    last: date | None
    questions: tuple[str, ...]
    sources: tuple[SourceTold, ...]
    answered: Answered
    outcomes: tuple[tuple[str, int], ...]
    themes: tuple[ThemeTold, ...]
    comparison: Comparison | None
    rounds: Rounds | None
    codes: tuple[Code, ...]
    method: Method

    @property
    def rows(self) -> int:
        """How many rows went in."""
        return sum(source.rows for source in self.sources)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote of every theme and subtheme of the report."""
        return tuple(quote for theme in self.themes for one in theme.with_subthemes() for quote in one.quotes)
