"""Compounds: words made of words that the corpus also uses by themselves; *jeugdzorg* of *jeugd* and *zorg*.

Only what is attested in the corpus counts as a part, so *vertrouwen* and *samenleving* stay whole.
"""

from __future__ import annotations

from collections.abc import Iterable

LINKS: dict[str, tuple[str, ...]] = {
    "nl": ("", "s", "en", "n", "e", "-"),
    "de": ("", "s", "es", "n", "en", "er", "e", "-"),
}
"""What may stand between two parts, by language."""
SHORTEST = 4
"""Fewest letters of a part."""


def parts_of(words: Iterable[str], language: str) -> dict[str, tuple[str, str]]:
    """Find the parts of every compound among the words of a corpus; words that are none are left out.

    Of several ways to cut a word the one with the longest last part is taken, as that carries the meaning.

    >>> parts_of(["jeugdzorg", "jeugd", "zorg", "vertrouwen"], "nl")
    {'jeugdzorg': ('jeugd', 'zorg')}
    """
    known = frozenset(words)
    links = LINKS.get(language, ())
    found = {}
    for word in sorted(known):
        for cut in range(SHORTEST, len(word) - SHORTEST + 1):
            first, last = word[:cut], word[cut:]
            if last not in known:
                continue
            stem = next(
                (first[: len(first) - len(link)] for link in links if _is_part(first, link, known)), None
            )
            if stem is not None:
                found[word] = (stem, last)
                break
    return found


def _is_part(first: str, link: str, known: frozenset[str]) -> bool:
    stem = first[: len(first) - len(link)] if first.endswith(link) else ""
    return len(stem) >= SHORTEST and stem in known
