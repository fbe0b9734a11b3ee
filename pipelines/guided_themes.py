"""The themes that the codes of a codebook stand for, and what they are called.

A code is a theme at the level of its depth in the codebook. What has a code that others lie under, or that
lies less deep than the deepest, is put at the levels below in a theme of that same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from labels.codebook import Code, Codebook
from pipelines.naming import Label

PREFIX = "c-"
"""What the id of a theme that stands for a code has before the id of the code."""
GENERAL = {"nl": "algemeen", "en": "general", "de": "allgemein", "fr": "général", "es": "general"}
"""What stands behind a code's name where a theme holds what has none of the codes under it, by language."""


@dataclass(frozen=True)
class CodeThemes:
    """The themes that the codes of a codebook stand for."""

    codebook: Codebook

    @cached_property
    def chains(self) -> dict[str, tuple[str, ...]]:
        """By code the codes from the top down to itself."""
        found: dict[str, tuple[str, ...]] = {}
        for code in self.codebook.used:
            chain, above = [code.id], self.codebook.parent(code.id)
            while above is not None:
                chain.insert(0, above)
                above = self.codebook.parent(above)
            found[code.id] = tuple(chain)
        return found

    @property
    def levels(self) -> int:
        """How deep the codebook is."""
        return max(len(chain) for chain in self.chains.values())

    def narrowest(self, ids: Sequence[str], codes: Sequence[int]) -> list[int]:
        """Leave out the codes, given by number, that another of them lies under."""
        above = {each for code in codes for each in self.chains[ids[code]][:-1]}
        return [code for code in codes if ids[code] not in above]

    @cached_property
    def themes(self) -> dict[str, tuple[str, ...]]:
        """By code the themes that a text of it is in, one a level from the top."""
        ids = {code: PREFIX + code for code in self.chains}
        return {
            code: (
                *(ids[each] for each in chain),
                *(self._below(code, level) for level in range(len(chain) + 1, self.levels + 1)),
            )
            for code, chain in self.chains.items()
        }

    @cached_property
    def ids(self) -> dict[str, str]:
        """By theme the code that it stands for."""
        return {
            theme: code
            for code, chain in self.chains.items()
            for theme in self.themes[code][len(chain) - 1 :]
        }

    def without(self, themes: pl.DataFrame) -> tuple[Code, ...]:
        """Give the codes that are none of the ``themes`` (column theme_id): no contribution has them."""
        there = set(themes["theme_id"])
        return tuple(code for code in self.codebook.used if PREFIX + code.id not in there)

    def _below(self, code: str, level: int) -> str:
        """Name the theme of a code at a level below its own; no other code may have that name."""
        name = f"{code}-{level}"
        while name in self.chains:
            name += f"-{level}"
        return PREFIX + name

    def labels(self, language: str) -> dict[str, Label]:
        """Give the label of every theme, with the definition of its code."""
        have_children = {chain[-2] for chain in self.chains.values() if len(chain) > 1}
        found = {}
        for code, themes in self.themes.items():
            about, depth = self.codebook.by_id[code], len(self.chains[code])
            for level, theme in enumerate(themes[depth - 1 :], start=depth):
                name = about.label(language)
                if level > depth and code in have_children:
                    name = f"{name} ({GENERAL.get(language, GENERAL['en'])})"
                found[theme] = Label(name, (), "codebook", about.definition or None)
        return found


def code_labels(codebook: Codebook, themes: pl.DataFrame) -> dict[str, Label]:
    """Give the labels of those ``themes`` (column theme_id) that stand for a code, in its own language."""
    known = CodeThemes(codebook).labels(codebook.language)
    return {theme: known[theme] for theme in themes["theme_id"] if theme in known}


def reserved(codebook: Codebook) -> dict[str, Label]:
    """Give the labels that codes have, under keys that no theme has, for what no new theme may be called."""
    names = {label.text for label in CodeThemes(codebook).labels(codebook.language).values()}
    # A label made of words begins with a capital; what a code is called need not.
    every = sorted(names | {name[0].upper() + name[1:] for name in names})
    return {f"reserved {number}": Label(name, (), "codebook") for number, name in enumerate(every)}
