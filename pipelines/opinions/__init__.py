"""Telling a contribution that holds no opinion.

Such a one is set apart with a reason, counted and listed, never deleted.

Only texts that say nothing else are recognised, part by whole part, in Dutch, English and German: a real
opinion set apart is worse than an empty one kept.
"""

from __future__ import annotations

import re

import polars as pl

from pipelines.opinions import reasons
from pipelines.opinions.leading import chairs, facilitates, only_asks
from pipelines.opinions.phrases import empty_phrases

__all__ = ["reason_apart", "set_apart"]

LONGEST = 240
"""Characters of a text beyond which it is asked only whether it has words."""

_MASKED = re.compile(
    r"\[(?:NAAM|ADRES|BSN|POSTCODE|TELEFOON|EMAIL|IBAN|KENTEKEN|LEEFTIJD|DATUM|ID|URL|NAME|ADDRESS)\]"
    r"|\[[^\[\]]{1,30} (?:entfernt|gelöscht|removed|deleted|verwijderd|weggelaten)\]"
    r"|(?:https?://|www\.)\S+|\b[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}"
)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")
_PLUS = re.compile(r"(?:\s*(?:\+\s?1|[👍👎💯][🏻-🏿]?))+[\s!.]*")
_ASKS = frozenset("?¿!. \n\t…")


def reason_apart(text: str) -> str | None:
    """Say why a text holds no opinion, or None when it may hold one.

    >>> reason_apart("Geen idee.")
    'says there is no answer'
    >>> reason_apart("Hoi allemaal! Sorry, hier heb ik geen mening over.")
    'says there is no answer'
    >>> reason_apart("Geen idee waarom de gemeente nooit terugbelt.") is None
    True
    """
    return _reason(text, leads=False)


def set_apart(units: pl.DataFrame) -> pl.DataFrame:
    """Mark the units that hold no opinion.

    Takes table ``units`` with column ``text``, and where they are known ``role`` and ``question`` of the
    contribution; gives it with ``placement`` "set apart" and a ``reason``, one of
    :data:`~pipelines.opinions.reasons.REASONS`, where a whole unit says nothing, both null elsewhere.
    """
    absent = pl.repeat(None, units.height, dtype=pl.String, eager=True)
    roles, questions = (units[name] if name in units.columns else absent for name in ("role", "question"))
    leading = {role for role in roles.unique().drop_nulls() if facilitates(role) or chairs(role)}
    found = [
        _reason_of_turn(text, role if role in leading else None, question)
        for text, role, question in zip(units["text"], roles, questions, strict=True)
    ]
    reason = pl.Series("reason", found, dtype=pl.String)
    placement = pl.when(reason.is_not_null()).then(pl.lit("set apart")).otherwise(None)
    return units.with_columns(reason).with_columns(placement.alias("placement"))


def _reason_of_turn(text: str, leading_role: str | None, question: str | None) -> str | None:
    if question and _same_words(text, question):
        return reasons.QUESTION
    if leading_role is None:
        return _reason(text, leads=False)
    if (facilitates(leading_role) and only_asks(text)) or _reason(text, leads=True):
        return reasons.FACILITATOR
    return None


def _same_words(text: str, question: str) -> bool:
    if abs(len(text) - len(question)) > 20:
        return False
    words = _WORD.findall(text.lower())
    return bool(words) and words == _WORD.findall(question.lower())


def _reason(text: str, *, leads: bool) -> str | None:
    if not _LETTER.search(text):
        return _wordless(text)
    if len(text) > LONGEST:
        return None
    left = _MASKED.sub(" ", text)
    if not _LETTER.search(left):
        return reasons.LINK
    return empty_phrases(left, leads=leads)


def _wordless(text: str) -> str:
    if len(text) <= LONGEST and _PLUS.fullmatch(text):
        return reasons.STANCE
    return reasons.NO_ANSWER if "?" in text and _ASKS.issuperset(text) else reasons.NO_WORDS
