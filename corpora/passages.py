"""The words of a person: finding passages that only they wrote in any other text, and taking those out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

LENGTH: Final = 20
"""Characters in a row that tell whose words they are; fewer are anybody's."""
ERASED: Final = "[gewist]"
"""What stands where words were erased."""
_TELLING: Final = re.compile(r"(?=.*[^\W\d_])(?=.*[\d\s]).{4,}")
"""An id is sought in texts where it has letters, and a digit or several words; others are anybody's."""
_ALIKE: Final = str.maketrans("’‘`“”„–—", "'''\"\"\"--")


@dataclass(frozen=True)
class Passages:
    """What people wrote and nobody else did, by windows of :data:`LENGTH` characters.

    Case, kinds of white space, quotation marks and dashes make no difference. ``names`` are ids and
    pseudonyms of the people themselves, which are taken out as whole words.

    >>> own = Passages.of(["De bus naar mijn moeder rijdt niet meer."], ["De bus naar het dorp rijdt."])
    >>> own.erased("Zij zei: 'de BUS naar mijn moeder rijdt niet meer'. Ja.")
    "Zij zei: '[gewist]'. Ja."
    >>> own.within("De bus naar het dorp rijdt.")
    False
    """

    windows: frozenset[str]
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, own: Iterable[str], others: Iterable[str], names: Iterable[str] = ()) -> Passages:
        """Take the texts of the people and those of all others."""
        windows = {window for text in own for window in _windows(folded(text))}
        for text in others if windows else ():
            windows.difference_update(_windows(folded(text)))
        told = {name.strip() for name in names}
        return cls(frozenset(windows), tuple(sorted(filter(_TELLING.fullmatch, told))))

    def within(self, text: str) -> bool:
        """Whether a text holds a passage or a name of theirs."""
        if self._name and self._name.search(text):
            return True
        return any(window in self.windows for window in _windows(folded(text)))

    def erased(self, text: str) -> str:
        """Give a text with every passage and name of theirs replaced by :data:`ERASED`."""
        flat, spans = folded(text), list[list[int]]()
        for start, window in enumerate(_windows(flat)):
            if window in self.windows:
                if spans and start <= spans[-1][1]:
                    spans[-1][1] = start + LENGTH
                else:
                    spans.append([start, start + LENGTH])
        for start, end in reversed(spans):
            text = text[:start] + ERASED + text[end:]
        return self._name.sub(ERASED, text) if self._name else text

    def erased_in(self, values: Any) -> Any:
        """Give plain values, such as JSON has, with every text in them erased; keys of a dictionary too."""
        if isinstance(values, str):
            return self.erased(values)
        if isinstance(values, Mapping):
            return {self.erased_in(name): self.erased_in(value) for name, value in values.items()}
        if isinstance(values, list | tuple):
            return [self.erased_in(value) for value in values]
        return values

    @cached_property
    def _name(self) -> re.Pattern[str] | None:
        if not self.names:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.names))})(?!\w)", re.IGNORECASE)


def folded(text: str) -> str:
    """Fold case, white space, quotation marks and dashes; every character stays one, in its place."""
    plain = text.translate(_ALIKE)
    lower = plain.lower()
    if len(lower) != len(plain):  # a few capitals are two characters when small
        lower = "".join(small if len(small := each.lower()) == 1 else each for each in plain)
    return re.sub(r"\s", " ", lower)


def _windows(flat: str) -> Iterable[str]:
    return (flat[start : start + LENGTH] for start in range(len(flat) - LENGTH + 1))
