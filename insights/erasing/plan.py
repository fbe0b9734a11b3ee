"""What an erasure will take: found before anything is changed, so that a person can say yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpora.erasing import Theirs, joined, pseudonyms_of, theirs
from corpora.errors import SourceError
from corpora.folder import is_corpus, open_corpus
from corpora.passages import Passages
from corpora.stored_names import opened
from corpora.units import split, with_text
from insights.erasing.places import place_of, places_below
from labels.workspace import Workspace
from pipelines.erasing import StoredRun
from pipelines.stored_codebook import codebook_of


@dataclass(frozen=True)
class StoredCorpusOf:
    """A corpus folder, with what it has of the people that are to be erased, and where its sources are."""

    path: Path
    gone: Theirs
    sources: tuple[Path, ...]
    review: Path | None


@dataclass(frozen=True)
class Plan:
    """What is to be erased: from which runs and corpora, and whose: pseudonyms by the id that was given.

    ``below`` is the folder in which all runs and corpora were sought, None where one was named.
    """

    people: Mapping[str, str]
    runs: tuple[StoredRun, ...]
    corpora: tuple[StoredCorpusOf, ...]
    below: Path | None = None

    @property
    def places(self) -> tuple[Path, ...]:
        """The folders of the runs and corpora."""
        return (*(run.path for run in self.runs), *(corpus.path for corpus in self.corpora))

    @property
    def all(self) -> tuple[Theirs, ...]:
        """What every run and corpus has of them."""
        return (*(run.gone for run in self.runs), *(corpus.gone for corpus in self.corpora))

    @property
    def found(self) -> frozenset[str]:
        """The pseudonyms of those who are in any of them."""
        return frozenset[str]().union(*(one.people for one in self.all))

    @cached_property
    def passages(self) -> Passages:
        """The words that are theirs alone."""
        return joined(self.all, {*self.people, *self.people.values()})

    @property
    def contributions(self) -> frozenset[str]:
        """The ids of their contributions."""
        return frozenset(name for one in self.all for name in one.contributions["contribution_id"])

    @property
    def natives(self) -> frozenset[tuple[str, str]]:
        """Their contributions by source and id there."""
        columns = ("source_id", "native_id")
        rows = (row for one in self.all for row in one.contributions.select(columns).iter_rows())
        return frozenset((source, native) for source, native in rows if native)

    @property
    def rows(self) -> dict[str, list[int]]:
        """By source file, the numbers of their rows."""
        found: dict[str, set[int]] = {}
        for one in self.all:
            for file, rows in one.rows.items():
                found.setdefault(file, set()).update(rows)
        return {file: sorted(rows) for file, rows in sorted(found.items())}

    @cached_property
    def embedded(self) -> frozenset[str]:
        """The texts whose vectors may be in the cache: units, whole contributions, and examples of codes."""
        own: set[str] = set()
        for run in self.runs:
            own |= {*run.units["text"], *run.gone.own}
            codebook = codebook_of(run.path, run.manifest)
            for code in codebook.codes if codebook else ():
                own |= {text for text in (*code.typical, code.definition) if self.passages.within(text)}
        for corpus in self.corpora:
            spans, _ = split(corpus.gone.contributions)
            own |= {*with_text(spans, corpus.gone.contributions)["text"], *corpus.gone.own}
        return frozenset(own.difference(*(one.elsewhere for one in self.all)))

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """The workspaces of all runs and corpora."""
        return tuple(dict.fromkeys(map(Workspace.around, self.places)))

    @property
    def sources(self) -> tuple[Path, ...]:
        """Where the source files lie, as far as runs and corpora know."""
        paths = [path for one in self.corpora for path in one.sources]
        for run in self.runs:
            paths += [run.path / path for path in opened(run.manifest.get("machine", {}).get("sources", []))]
        return tuple(dict.fromkeys(path.resolve() for path in paths))

    @property
    def reviews(self) -> tuple[Path, ...]:
        """Where the review files of masking lie."""
        paths = [one.review for one in self.corpora if one.review]
        named = (run.manifest.get("machine", {}).get("review") for run in self.runs)
        paths += [run.path / path for run, path in zip(self.runs, named, strict=True) if path]
        return tuple(dict.fromkeys(path.resolve() for path in paths))


def plan_erasure(place: Path, names: Sequence[str], below: Path | None = None) -> Plan:
    """Find what a run or corpus, and all ``below`` a folder, have of people.

    Raises :class:`~corpora.errors.SourceError` for an id that is nowhere, and
    :class:`~corpora.errors.RunError` for a folder that is neither a run nor a corpus.
    """
    people = pseudonyms_of(names)
    places = dict.fromkeys([place_of(place), *(places_below(below.resolve()) if below else [])])
    wanted = frozenset(people.values())
    runs: list[StoredRun] = []
    corpora: list[StoredCorpusOf] = []
    for path in places:
        if is_corpus(path):
            stored = open_corpus(path)
            corpora.append(StoredCorpusOf(path, theirs(stored.corpus, wanted), stored.sources, stored.review))
        else:
            runs.append(StoredRun.read(path, wanted))
    found = Plan(people, tuple(runs), tuple(corpora)).found
    if unknown := [name for name, own in people.items() if own not in found]:
        where = f"{place} and below {below}" if below else str(place)
        raise SourceError(
            f"nobody in {where} is '{unknown[0]}'. Give the id as it stands in the source, on the machine "
            "that read it, or the pseudonym (p and twelve characters) that stands in table participants."
        )
    return Plan(
        people,
        tuple(one for one in runs if one.gone.found),
        tuple(one for one in corpora if one.gone.found),
        below,
    )
