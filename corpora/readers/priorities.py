"""How much weight a group gave to an idea: dots, stickers, tallies, ranks; more is more important."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_MARK: Final = "●•⚫⬤🔴🟢🔵🟡★☆*♥❤✓✔xX|✗✘+■▪◆"
_NUMBER: Final = re.compile(r"[+]?\s*(\d{1,6}(?:[.,]\d+)?)$")
_TIMES: Final = re.compile(
    r"(?:(\d{1,6})\s*(?:[x×]|keer|maal|times|stip(?:pen)?|sticker(?:s)?|punt(?:en)?|stem(?:men)?|dots?|points?|votes?)"
    r"|[x×]\s*(\d{1,6}))(?:\s*genoemd)?$",
    re.IGNORECASE,
)
_RANK: Final = re.compile(
    r"(?:(?:prio(?:riteit)?|priority|p|nr\.?|nummer|rank|rang|plek|plaats|#)\s*[.:]?\s*(\d{1,4})|(\d{1,4})\s*(?:e|de|ste|st|nd|rd|th))$",
    re.IGNORECASE,
)
_DOTS: Final = re.compile(rf"[{re.escape(_MARK)}\ufe0f\s]+$")
_LEVELS: Final = {
    "hoog": 3.0,
    "midden": 2.0,
    "middel": 2.0,
    "gemiddeld": 2.0,
    "laag": 1.0,
    "high": 3.0,
    "medium": 2.0,
    "low": 1.0,
    "hoch": 3.0,
    "mittel": 2.0,
    "niedrig": 1.0,
}
_AT_END: Final = re.compile(
    r"\s*[(\[–-]?\s*(?P<mark>[●•⚫⬤★☆♥❤✓✔■▪◆]{1,60}|[*+xX]{2,60}|\d{1,4}\s*[x×]|[x×]\s*\d{1,4}|prio(?:riteit)?\s*\d{1,3})\s*[)\]]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Weight:
    """A weight as a cell writes it; of a rank, 1 is the most important."""

    value: float
    rank: bool = False


def weight_of(cell: str | None) -> Weight | None:
    """Read a cell: a number, dots that are counted, a tally such as ``5x``, a rank, or high to low.

    >>> weight_of("●●●"), weight_of("5x"), weight_of("prio 1")
    (Weight(value=3.0, rank=False), Weight(value=5.0, rank=False), Weight(value=1.0, rank=True))
    >>> weight_of("veel") is None
    True
    """
    text = (cell or "").strip().strip("()[]").strip()
    if not text:
        return None
    number = _NUMBER.match(text)
    if number:
        return Weight(float(number[1].replace(",", ".")))
    times = _TIMES.match(text)
    if times:
        return Weight(float(times[1] or times[2]))
    rank = _RANK.match(text)
    if rank:
        return Weight(float(rank[1] or rank[2]), rank=True)
    if text.casefold() in _LEVELS:
        return Weight(_LEVELS[text.casefold()])
    if _DOTS.match(text):
        return Weight(float(sum(letter in _MARK for letter in text)))
    return None


def take_mark(text: str) -> tuple[str, Weight | None]:
    """Take the dots or the tally off the end of an idea.

    >>> take_mark("Meer bankjes ●●")
    ('Meer bankjes', Weight(value=2.0, rank=False))
    """
    found = _AT_END.search(text)
    if found is None or not text[: found.start()].strip():
        return text, None
    return text[: found.start()].strip(), weight_of(found["mark"])


def priorities(
    weights: Sequence[Weight | None], groups: Sequence[str | None], *, ranked: bool | None
) -> tuple[list[float | None], bool]:
    """Give priorities, more being more important, and whether ranks were turned round.

    ``ranked`` says whether the column calls them ranks (None: its name leaves it open; then they are where
    every group numbers its ideas from 1, each number once).
    """
    turned = any(weight.rank for weight in weights if weight) if ranked is None else ranked
    if ranked is None and not turned:
        turned = _number_from_one(weights, groups)
    if not turned:
        return [weight.value if weight else None for weight in weights], False
    last = max((weight.value for weight in weights if weight), default=0.0)
    return [last + 1 - weight.value if weight else None for weight in weights], True


def _number_from_one(weights: Sequence[Weight | None], groups: Sequence[str | None]) -> bool:
    of: dict[str | None, list[float]] = {}
    for weight, group in zip(weights, groups, strict=True):
        if weight is not None:
            of.setdefault(group, []).append(weight.value)
    return bool(of) and all(
        len(values) > 1 and sorted(values) == [float(number) for number in range(1, len(values) + 1)]
        for values in of.values()
    )
