"""Who leads a conversation or a meeting, and which of their turns only ask."""

from __future__ import annotations

import re

_FACILITATOR = re.compile(
    r"(?:(?:gespreks|proces|dialoog|discussie|groeps|tafel|sessie|avond|werkgroep|workshop)[- ]?"
    r"(?:leid|begeleid)(?:er|ster)"
    r"|(?:gesprächs|diskussions|versammlungs|sitzungs|interview|workshop|gruppen)[- ]?leit(?:er|erin|ung)"
    r"|moderat(?:or|oren|orin|orinnen|ors|ion|ie|rice)|facilitat(?:or|ors|ion|ie|rice|eur)"
    r"|interview(?:er|ers|erin|ster)|(?:dag|gespreks|avond)voorzitter|host)(?![^\W\d_])"
)
_CHAIR = re.compile(
    r"(?:vergader)?voorzitter|(?:meeting )?chair(?:man|woman|person)?"
    r"|(?:sitzungs|versammlungs)?(?:vorsitz|vorsitzende|vorsitzender)|präsident(?:in)?"
)
_OPINION = re.compile(
    r"\b(?:(?:ik|wij|we) (?:vind|vinden|denk|denken|wil dat|hoop|ben voor|ben tegen)|vind ik|volgens mij"
    r"|wat mij betreft|naar mijn mening|moet|moeten|zou(?:den)? moeten"
    r"|i (?:think|believe|feel|want)|in my (?:view|opinion)|should|must|ought"
    r"|ich (?:finde|denke|meine|glaube)|meiner meinung|meines erachtens|sollten?|muss|müssen)\b"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def facilitates(role: str | None) -> bool:
    """Say whether a role is that of somebody who asks and leads: a facilitator, moderator or interviewer.

    >>> facilitates("Gespreksleider 2"), facilitates("bewoner")
    (True, False)
    """
    return bool(role and _FACILITATOR.match(role.strip().lower()))


def chairs(role: str | None) -> bool:
    """Say whether a role is that of a chair, who leads a meeting and may hold opinions in it.

    >>> chairs("voorzitter"), chairs("voorzitter bewonerscommissie")
    (True, False)
    """
    return bool(role and _CHAIR.fullmatch(role.strip().lower()))


def only_asks(text: str) -> bool:
    """Say whether a text ends with a question, and gives no view before it.

    >>> only_asks("U noemde net de bus. Kunt u daar meer over vertellen?")
    True
    >>> only_asks("Ik vind dat de bus vaker moet rijden. U ook?")
    False
    """
    sentences = [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]
    if not sentences or not sentences[-1].rstrip("\"'”’)] ").endswith("?"):
        return False
    told = " ".join(sentence for sentence in sentences if "?" not in sentence)
    return _OPINION.search(told.lower()) is None
