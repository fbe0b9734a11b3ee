"""Telling a contribution that holds no opinion.

Such a one is set apart with a reason, counted and listed, never deleted.

Only texts that say nothing else are recognised, whole text against whole phrase: a real opinion set apart is
worse than an empty one kept.
"""

from __future__ import annotations

import re

import polars as pl

NO_WORDS = "no words"
NO_ANSWER = "says there is no answer"
ELSEWHERE = "refers to another contribution only"
GREETING = "greeting or thanks only"

_AGREE = r"(ik ben het )?(hier )?(helemaal |volledig |zeer )?(mee )?eens"
_PHRASES = {
    NO_ANSWER: (
        r"(ik )?(heb )?(echt )?(helaas )?geen (flauw )?idee( hoor)?",
        r"(ik )?weet (het )?(ook |echt )*niet( hoor| precies)?",
        r"weet ik (het )?(ook |echt )*niet( hoor| precies)?",
        r"(ik )?zou (het )?niet weten",
        r"(dit |deze )?(vraag )?sla ik (even )?over|ik sla (deze|dit|de vraag) over|pas",
        r"(ik )?(heb )?niets toe te voegen|daar weet ik niets van",
        r"(ik )?(heb )?(hier )?geen (mening|antwoord|reactie|commentaar|opmerking(en)?)( over)?",
        r"geen|niks|niets|nvt|n v t|niet van toepassing|onbekend",
        r"(no|none) ?(idea|opinion|comment|comments|answer)?( really)?",
        r"nothing|n a|not applicable|idk",
        r"(i )?(do not|don t|dont) know",
        r"(ich )?(habe )?keine (ahnung|meinung|angabe|angaben)",
        r"(ich )?wei(ß|ss) (ich |es )?nicht",
        r"nichts|entfällt",
    ),
    ELSEWHERE: (
        r"(zie|lees) (hier)?(boven|onder|vorige|vorig|eerder)( (antwoord|vraag|reactie|bijdrage|punt))?",
        r"zie (mijn |de |het )?(eerdere?|vorige?|bovenstaande?) (antwoord|vraag|reactie|bijdrage)(en|s)?",
        _AGREE,
        _AGREE + r" met (de |het |mijn )?(vorige|bovenstaande?|hierboven)",
        _AGREE + r" met (de |het |mijn )?vorige? (spreker|reactie|bijdrage)",
        r"idem( dito)?",
        r"hetzelfde( als (hierboven|boven|de vorige))?",
        r"(ik )?sluit me (hier|daar|hierbij |daarbij )?(bij )?aan|(hier|daar) sluit ik me bij aan",
        r"(helemaal |heel |zeer )?(goed|mooi|precies|helemaal|juist) (gezegd|verwoord|dit|zo|dat)",
        r"wat (je|u|jij) zegt|precies|zo is het|klopt|inderdaad|amen|duimpje|plus 1",
        r"(alles|het meeste) is (hier )?al gezegd( hier)?",
        r"see (above|below|previous)( answer)?",
        r"same( as above| here)?|ditto",
        r"(i )?agree( with (the )?(above|previous))?",
        r"siehe (oben|unten)|dito|gleiche antwort|stimme zu",
    ),
    GREETING: (
        r"(hallo|hoi|hi|hey|dag|welkom)( (allemaal|iedereen|mensen|samen|buren))?",
        r"goede(morgen|middag|navond)( (allemaal|iedereen|mensen|samen|buren))?",
        r"(hartelijk |heel |erg )?(bedankt|dank|dankjewel|dankuwel)( je| u)?( wel)?( allemaal)?",
        r"(bedankt|dank je wel|dank u wel|dank) voor (de|het|jullie|uw|deze) "
        r"(vraag|vragen|gesprek|dialoog|reactie|reacties)",
        r"(veel )?(succes|sterkte)( allemaal| ermee)*",
        r"(met )?(vriendelijke |hartelijke )?(groet|groeten|groetjes)|mvg",
        r"ok|oke|oké|okay|prima|test|testje|testing|even kijken hoe dit werkt",
        r"hallo+ ik ben er ook|ik (lees|kijk) (alleen|even) mee",
        r"hello( everyone| all)?|good (morning|afternoon|evening)",
        r"thanks?( you)?( all| everyone)?",
        r"guten (morgen|tag|abend)|danke( schön| sehr)?|viele grüße|hallo zusammen",
    ),
}
_FILLER = re.compile(r"^((hm+|nou|tja|ja|eh+|uh+|ehm|sorry|well|na ja) )+(?=.)")
_WHOLE = {reason: re.compile("|".join(phrases)) for reason, phrases in _PHRASES.items()}


def reason_apart(text: str) -> str | None:
    """Say why a text holds no opinion, or None when it may hold one.

    >>> reason_apart("Geen idee.")
    'says there is no answer'
    >>> reason_apart("Geen idee waarom de gemeente nooit terugbelt.") is None
    True
    """
    words = _FILLER.sub("", " ".join(re.findall(r"[^\W_]+|\?+", text.lower())))
    if not re.search(r"[^\W\d_]", words):
        return NO_ANSWER if re.fullmatch(r"[?\s]+", words) else NO_WORDS
    for reason, pattern in _WHOLE.items():
        if pattern.fullmatch(words):
            return reason
    return None


def set_apart(units: pl.DataFrame) -> pl.DataFrame:
    """Mark the units that hold no opinion.

    Takes table ``units`` with column ``text``; gives it with ``placement`` "set apart" and a ``reason`` where
    a whole unit says nothing, both null elsewhere.
    """
    reasons = [reason_apart(text) if len(text) <= 80 else _wordless(text) for text in units["text"]]
    reason = pl.Series("reason", reasons, dtype=pl.String)
    placement = pl.when(reason.is_not_null()).then(pl.lit("set apart")).otherwise(None)
    return units.with_columns(reason).with_columns(placement.alias("placement"))


def _wordless(text: str) -> str | None:
    return None if re.search(r"[^\W\d_]", text) else NO_WORDS
