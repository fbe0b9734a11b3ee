"""E-mail addresses, and web addresses that carry the name of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpora.masking.name_words import Sense, sense
from corpora.masking.spans import Span

_EMAIL: Final = re.compile(
    r"(?<![\w.+%-])\w[\w.+%'-]*(?:@|\s?[\[(]\s?(?:at|apenstaartje)\s?[\])]\s?)\w[\w-]*(?:(?:\.|"
    r"\s?[\[(](?:dot|punt)[\])]\s?)\w[\w-]*)+"
)
_URL: Final = re.compile(
    r"(?<![\w@.-])(?:https?://[^\s<>\"]+|(?:www\.|(?:nl\.|m\.)?(?:facebook|linkedin|instagram|"
    r"twitter|tiktok)\.com/)[^\s<>\"]+"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|net|eu|de)(?:/[^\s<>\"]*)?(?![\w@]))"
)
_PROFILE: Final = re.compile(
    r"(?:linkedin\.com/in/|(?:facebook|instagram|twitter|tiktok|x)\.com/@?)"
    r"(?!(?:pages|groups|events|share|watch|hashtag|p|company|reel|story\.php|profile\.php$)\b)([\w.%-]+)",
    re.I,
)
_PUBLIC: Final = re.compile(
    r"gemeente|stichting|buurt|wijk|stad|dorp|vereniging|bewoner|wonen|zorg|school|club|nieuws|"
    r"provincie|ministerie|rijk",
    re.I,
)
_PIECE: Final = re.compile(r"[^\W\d_]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INFIX: Final = frozenset("van de der den het ten ter te el la vd".split())


def find_links(text: str) -> Iterator[Span]:
    """Find e-mail addresses, and web addresses with a person's name or profile in them.

    >>> [one.kind for one in find_links("j.devries@gemeente.nl, www.gemeente.nl, linkedin.com/in/wiepkje")]
    ['EMAIL', 'URL']
    """
    for found in _EMAIL.finditer(text):
        yield Span(found.start(), found.end(), "EMAIL", "e-mail")
    for found in _URL.finditer(text):
        address = found[0].rstrip(".,;:!?)]}'’\"")
        if _carries_a_name(address):
            yield Span(found.start(), found.start() + len(address), "URL", "address with a name")


def _carries_a_name(address: str) -> bool:
    profile = _PROFILE.search(address)
    if profile:
        return not _PUBLIC.search(profile[1])
    pieces = [
        piece.casefold() for part in _PIECE.findall(address) for piece in _CAMEL.split(part) if piece != "www"
    ]
    for place, piece in enumerate(pieces[:-1]):
        if not _may_be_first(sense(piece.capitalize())):
            continue
        rest = [one for one in pieces[place + 1 :] if one not in _INFIX]
        if rest and sense(rest[0].capitalize()).surname:
            return True
    return False


def _may_be_first(one: Sense) -> bool:
    return one.first and not one.ambiguous
