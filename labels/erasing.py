"""Erasing people from what was decided and from codebooks: their words go, what was decided stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpora.passages import Passages
from labels.anchors import Anchor
from labels.codebook import Borderline, Code, Codebook
from labels.codebook_file import CodebookFile
from labels.decisions import Decision


@dataclass(frozen=True)
class Erasing:
    """What is to be erased: words, and ``contributions`` with them, by their id.

    ``natives`` are those contributions by source and id there; ``runs`` gives, for the id of a run, the id
    that it has once it was made again without these people.
    """

    passages: Passages
    contributions: frozenset[str] = frozenset()
    natives: frozenset[tuple[str, str]] = frozenset()
    runs: Mapping[str, str] = field(default_factory=dict)

    def decision(self, one: Decision) -> Decision:
        """Give a decision without their words, and about something erased where it was about theirs.

        The id of a unit or quote stays: it is a hash from which no words follow, and other decisions rest on
        it. That of a contribution, its place and its id in the source go.
        """
        bare = self.passages.erased
        return replace(
            one,
            passages=tuple(self._anchor(each) for each in one.passages),
            run=self.runs.get(one.run, one.run),
            why=bare(one.why),
            text=bare(one.text),
            called=bare(one.called),
        )

    def codebook(self, codebook: Codebook) -> Codebook:
        """Give a codebook without examples that hold their words; other texts of it are kept in part."""
        return replace(codebook, codes=tuple(map(self.code, codebook.codes)))

    def code(self, code: Code) -> Code:
        """Give a code without examples that hold their words; in its other texts only those words go."""
        quotes = code.typical_quotes or ("",) * len(code.typical)
        pairs = zip(code.typical, quotes, strict=True)
        typical = [(text, quote) for text, quote in pairs if not self.passages.within(text)]
        kept = tuple(quote for _, quote in typical)
        texts = ("definition", "include", "exclude", "memo", "origin")
        changed = code.changed
        return replace(
            code,
            name=tuple((language, self.passages.erased(name)) for language, name in code.name),
            keywords=tuple(self.passages.erased(word) for word in code.keywords),
            typical=tuple(text for text, _ in typical),
            typical_quotes=kept if any(kept) else (),
            borderline=tuple(
                Borderline(one.text, self.passages.erased(one.note), one.quote)
                for one in code.borderline
                if not self.passages.within(one.text)
            ),
            changed=replace(changed, why=self.passages.erased(changed.why)) if changed else None,
            **{name: self.passages.erased(getattr(code, name)) for name in texts},
        )

    def codebook_file(self, file: CodebookFile) -> int:
        """Change a codebook file, in memory, and give in how many codes; its comments stay as they are."""
        changed = [bare for code in file.codebook.codes if (bare := self.code(code)) != code]
        for code in changed:
            file.put(code)
        return len(changed)

    def _anchor(self, anchor: Anchor) -> Anchor:
        around = (anchor.text, anchor.before, anchor.after)
        known = anchor.contribution_id in self.contributions
        known |= (anchor.source_id, anchor.native_id) in self.natives
        if known or any(map(self.passages.within, around)):
            return Anchor(anchor.id, "", 0, 0, "")
        return anchor
