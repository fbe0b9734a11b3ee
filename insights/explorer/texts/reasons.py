"""What the ledger says of a row, in Dutch: reasons of reading and repairing that the wording does not have.

Figures in a reason are written as ``{}``. A reason without a translation stays as the ledger has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from insights.wording import Language, Wording, number, reason

NL: Final[Mapping[str, str]] = {
    # repairs
    "line ends written as LF": "regeleinden gelijk gemaakt",
    "control characters removed": "onzichtbare stuurtekens weggehaald",
    "undecodable characters replaced by U+FFFD": "onleesbare tekens vervangen",
    "byte order marks removed": "onzichtbare begintekens weggehaald",
    "white space around the text removed": "spaties voor en na de tekst weggehaald",
    "apostrophe before a formula sign removed": "apostrof voor een formuleteken weggehaald",
    "HTML tags removed": "opmaakcodes weggehaald",
    "{} word joined that a line end had broken": (
        "{} woord heel gemaakt dat aan een regeleinde was afgebroken"
    ),
    "{} words joined that a line end had broken": (
        "{} woorden heel gemaakt die aan een regeleinde waren afgebroken"
    ),
    "{} footnote number left out": "{} nummer van een voetnoot weggelaten",
    "{} footnote numbers left out": "{} nummers van voetnoten weggelaten",
    # left out while reading
    "a by-line": "een regel met de naam van de schrijver",
    "a caption": "een bijschrift",
    "a footnote": "een voetnoot",
    "a heading; it is in the locator of what stands under it": "een kop; die staat bij de vindplaats eronder",
    "a line above the title": "een regel boven de titel",
    "a note in the file, not something said": "een opmerking in het bestand, niet iets wat gezegd is",
    "a notice about the text": "een mededeling over de tekst",
    "a page number": "een paginanummer",
    "a pull quote that repeats the text": "een uitgelicht citaat dat de tekst herhaalt",
    "a row of a table without prose": "een rij van een tabel zonder zinnen",
    "a running head or foot": "een kop- of voetregel van de pagina",
    "a subtitle": "een ondertitel",
    "a vote, not something said": "een stem, niet iets wat gezegd is",
    "before the first turn: header, not something said": "staat vóór de eerste beurt: aanhef, niet gezegd",
    "header, not something said": "aanhef, niet iets wat gezegd is",
    "it says who is speaking": "zegt alleen wie er spreekt",
    "the header of a table": "de kop van een tabel",
    "the title of the document": "de titel van het document",
    "moderated out on the platform": "door de beheerder van het platform weggehaald",
    # copies
    "copy of": "zelfde tekst als een andere bijdrage",
    "near copy of": "bijna dezelfde tekst als een andere bijdrage",
}
_EN: Final[Mapping[str, str]] = {
    "copy of": "same text as another contribution",
    "near copy of": "nearly the same text as another contribution",
}
_COPY: Final = re.compile(r"(near copy of|copy of) ([0-9a-f]+)")


def reason_told(text: str, say: Wording) -> str:
    """Write a reason of the ledger in words of the page; several are joined by commas.

    >>> from insights.wording import NL
    >>> reason_told("white space around the text removed, 2 words joined that a line end had broken", NL)
    'spaties voor en na de tekst weggehaald, 2 woorden heel gemaakt die aan een regeleinde waren afgebroken'
    """
    known = _known(say.language)
    copy = _COPY.match(text)
    if copy:
        return known[copy[1]]
    whole = _one(text, known, say)
    return whole if whole is not None else ", ".join(_told(part, known, say) for part in text.split(", "))


def copied_from(text: str) -> str | None:
    """Give the contribution that a row repeats, where its reason names one.

    >>> copied_from("near copy of c4b0e44888240961, 0.93"), copied_from("no words")
    ('c4b0e44888240961', None)
    """
    found = _COPY.match(text)
    return found[2] if found else None


def _known(language: Language) -> Mapping[str, str]:
    return NL if language == "nl" else _EN


def _told(text: str, known: Mapping[str, str], say: Wording) -> str:
    found = _one(text, known, say)
    return text if found is None else found


def _one(text: str, known: Mapping[str, str], say: Wording) -> str | None:
    translated = reason(text, say)
    if translated != text:
        return translated
    template = known.get(text) or known.get(re.sub(r"\d+", "{}", text))
    return template.format(*(number(int(one), say) for one in re.findall(r"\d+", text))) if template else None
