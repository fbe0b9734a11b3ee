"""Counter-voices: passages that votes or a reply set against others, which no vector can."""

from __future__ import annotations

from typing import Final

import polars as pl

from pipelines.terms import tokens

VOTES: Final = 5
"""Votes from which it says something that one side has more of them."""
FOR, AGAINST = "for", "against"

_FILLERS: Final = {
    "nl": frozenset("dus echt helemaal heel ook gewoon nou sorry het er daar hier".split()),
    "en": frozenset("well sorry really strongly quite so".split()),
    "de": frozenset("also wirklich ganz auch so da nun leider".split()),
}
"""Words that may stand anywhere in a contradiction and change nothing."""
_OPENINGS: Final = {
    "nl": (
        "nee",
        "neen",
        "maar",
        "toch",
        "onzin",
        "integendeel",
        "oneens",
        "niet mee eens",
        "niet waar",
        "ben ik niet mee eens",
        "ik ben niet mee eens",
        "ben ik op tegen",
        "ik ben op tegen",
        "ik ben tegen",
        "ik ben niet voor",
        "klopt niet",
        "dat klopt niet",
        "dat denk ik niet",
        "dat geloof ik niet",
        "dat vind ik niet",
        "dat vind ik geen",
        "dat zie ik anders",
        "ik zie dat anders",
        "dat is niet zo",
        "dat is niet waar",
    ),
    "en": (
        "no",
        "but",
        "nonsense",
        "on the contrary",
        "not true",
        "that's not true",
        "that is not true",
        "that isn't true",
        "i disagree",
        "i don't agree",
        "i do not agree",
        "i don't think",
        "i do not think",
        "i see it differently",
        "i see that differently",
    ),
    "de": (
        "nein",
        "nee",
        "aber",
        "doch",
        "unsinn",
        "im gegenteil",
        "stimmt nicht",
        "das stimmt nicht",
        "bin ich anderer meinung",
        "ich bin anderer meinung",
        "bin ich dagegen",
        "ich bin dagegen",
        "das sehe ich anders",
        "sehe ich anders",
        "das finde ich nicht",
        "das glaube ich nicht",
    ),
}
_AGREES_AFTER_ALL: Final = frozenset(
    "inderdaad precies klopt zeker eens goed hoor indeed exactly doubt problem wonder worries one matter "
    "genau klar natürlich eben".split()
)
"""Words that take the contradiction back: "Nee, precies", "No doubt", "Nein, genau"."""
_REACH: Final = 12


def side() -> pl.Expr:
    """Give on which side the votes of a contribution are.

    ``for`` or ``against``, null where they are fewer than :data:`VOTES` or even. Takes columns ``agree`` and
    ``disagree``.
    """
    enough = pl.col("agree") + pl.col("disagree") >= VOTES
    return (
        pl.when(enough & (pl.col("agree") > pl.col("disagree")))
        .then(pl.lit(FOR))
        .when(enough & (pl.col("disagree") > pl.col("agree")))
        .then(pl.lit(AGAINST))
    )


def contradicts(text: str, language: str) -> bool:
    """Tell whether a text opens with words that contradict what it replies to; Dutch, English and German.

    >>> contradicts("Daar ben ik het dus niet mee eens, de bus rijdt wél.", "nl")
    True
    >>> contradicts("Nee, precies! De bus rijdt niet.", "nl")
    False
    """
    fillers = _FILLERS.get(language, frozenset())
    words = [word for word in (word.lower() for word in tokens(text)[:_REACH]) if word not in fillers]
    said = " ".join(words) + " "
    opening = next((one for one in _OPENINGS.get(language, ()) if said.startswith(f"{one} ")), None)
    if opening is None:
        return False
    return not _AGREES_AFTER_ALL.intersection(words[opening.count(" ") + 1 :][:1])
