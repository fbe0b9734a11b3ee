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
LATER = "puts the answer off"
ELSEWHERE = "refers to another contribution only"
REACTION = "a reaction without a subject of its own"
GREETING = "greeting or thanks only"
PROCEDURE = "leads the conversation on"
FACILITATOR = "turn of a facilitator"
QUESTION = "repeats the question only"
LONGEST = 120
"""A text of more characters is never empty talk as a whole."""
LEADERS = re.compile(
    r"(gespreks|proces|discussie|dialoog)\s?(leid|begeleid)\w*|moderator|facilitator|moderat(ie|ion)"
    r"|interviewer|"
    r"facilitat\w+|dagvoorzitter|gesprächsleit\w+|interviewerin",
    re.IGNORECASE,
)
"""Roles of those who lead a conversation; a chair may be one of a residents' group, and is not among them."""

_AGREE = r"(ik ben het )?(hier )?(helemaal |volledig |zeer )?(mee )?eens"
_PHRASES = {
    NO_ANSWER: (
        r"(ik )?(heb )?(echt )?(helaas )?geen (flauw )?idee( hoor)?",
        r"(ik )?weet (het )?(ook |echt )*niet( hoor| precies)?",
        r"weet ik (het )?(ook |echt )*niet( hoor| precies)?",
        r"(ik )?zou (het )?(echt |ook )*niet weten",
        r"(dit |deze )?(vraag )?sla ik (even )?over|ik sla (deze|dit|de|deze vraag"
        r"|de vraag) (even )?over|pas",
        r"(hier |daar |verder )*((heb )?ik |ik heb )?(hier |daar |verder )*(heb )?(niks|niets)( aan"
        r"| meer| verder)*"
        r" toe te voegen|daar weet ik (niks|niets) van",
        r"(de |deze )?vraag (is )?(mij )?niet (begrepen|duidelijk|helder)( voor mij)?",
        r"(ik )?(snap|begrijp) (de|deze) vraag (echt )?niet( helemaal| goed)?",
        r"wat (wordt|is) (hier|hiermee) bedoeld",
        r"(ik )?(heb )?(hier )?geen (mening|antwoord|reactie|commentaar|opmerking(en)?)( over)?",
        r"(geen|niks|niets|nvt|n v t|niet van toepassing|onbekend)( voor (mij|ons))?",
        r"(no|none) ?(idea|opinion|comment|comments|answer)?( really)?",
        r"nothing|n a|not applicable|idk",
        r"(i )?(do not|don t|dont) (really )?know|not sure|no clue|cannot say|can t say",
        r"(i )?(do not|don t|dont) understand (the|this) question|nothing (more )?to add|skip",
        r"(ich )?(habe )?keine (ahnung|meinung|angabe|angaben)",
        r"(ich )?wei(ß|ss) (ich |es )?nicht",
        r"nichts( hinzuzufügen)?|entfällt|(ich )?(verstehe|versteh) die frage nicht|keine antwort",
    ),
    ELSEWHERE: (
        r"(zie|lees) (hier)?(boven|onder|vorige|vorig|eerder)( (antwoord|vraag|reactie|bijdrage|punt))?",
        r"zie (mijn |de |het )*((eerdere?|vorige?|bovenstaande?) )?(antwoord|vraag|reactie|bijdrage)(en|s)?"
        r"( (hierboven|bij|op|van) ?(de |mijn )?(vorige|eerste|tweede|derde|andere)?( vraag| ronde)?)?",
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
        r"(i )?(totally |fully |completely )?agree( with (the )?(above|previous))?",
        r"siehe (oben|unten)|dito|gleiche antwort|stimme zu",
    ),
    GREETING: (
        r"(hallo|hoi|hi|hey|dag|welkom)( (allemaal|iedereen|mensen|samen|buren))?",
        r"(goede|goeie) ?(morgen|middag|navond|avond|dag)( (allemaal|iedereen|mensen|samen|buren))?",
        r"(nog )?(een )?(fijne?|prettige|goede|mooie) (dag|avond|middag|week|weekend|vakantie|zondag"
        r"|zaterdag)"
        r"( (nog|verder|allemaal|iedereen|gewenst|toegewenst))*",
        r"(groet|groeten|groetjes)( uit| van)( (de|het|een|ons|onze|mijn))?( \w+){1,2}",
        r"(hartelijk |heel |erg )?(bedankt|dank|dankjewel|dankuwel)( je| u)?( wel)?( allemaal)?",
        r"(bedankt|dank je wel|dank u wel|dank) voor (de|het|jullie|uw|deze) "
        r"(vraag|vragen|gesprek|dialoog|reactie|reacties)",
        r"(veel )?(succes|sterkte)( allemaal| ermee)*",
        r"(met )?(vriendelijke |hartelijke )?(groet|groeten|groetjes)|mvg",
        r"ok|oke|oké|okay|test(je|ing)?( test)*( 1 2 3)?( (doet|werkt) (dit|het|ie)( het)?)?",
        r"(even )?(kijken|testen|proberen) (hoe|of) (dit|het) (werkt|lukt)",
        r"hallo+ ik ben er ook|ik (lees|kijk) (alleen|even) mee",
        r"hello( everyone| all)?|good (morning|afternoon|evening)",
        r"thanks?( you)?( all| everyone)?",
        r"guten (morgen|tag|abend)|danke( schön| sehr)?|viele grüße|hallo zusammen",
    ),
    LATER: (
        r"(dat |dit )?(lees|bekijk|beantwoord|doe|vul) ik (dit |dat |het )?(straks|later"
        r"|morgen)( wel)?( in)?",
        r"(ik )?(hier |daar |er )?(moet|wil|ga) (ik )?(hier |daar |er )?(nog )?(eens |even "
        r"|goed )*(over )?nadenken",
        r"(hier |daar )?kom (ik )?(hier |daar )?(straks|later) (nog )?(op )?(op )?terug",
        r"(nu )?(even )?geen tijd (nu|vandaag|op dit moment|om te reageren)|nu even geen tijd",
        r"(will|i will|i ll) (answer|come back to this|reply|read this) later|need to think about (it|this)",
        r"no time (right )?now|(muss|da muss) ich (noch )?(mal )?(drüber |darüber )?nachdenken"
        r"|antworte ich später",
    ),
    REACTION: (
        r"(nee|neen|nope)( dus| hoor| joh| echt niet| helemaal niet)*|(ja|jawel|yes)( hoor| zeker"
        r"| precies| dus| graag)*",
        r"((ik )?(ben )?(het )?(er )?)?(helemaal |volledig |totaal )?(oneens|niet mee eens"
        r"|mee oneens)( hiermee)?",
        r"(ha|hi)+( (ja|nee|precies|inderdaad))?|lol|top|super|(heel |erg )?(mooi|leuk|goed|interessant"
        r"|duidelijk)( zo)?",
        r"prima( zo)?|akkoord|waarvan akte|onzin|flauwekul|snap ik|begrijp ik|dat snap ik|dat begrijp ik",
        r"(no|nope|yes|yeah|sure|exactly|great|nice|nonsense|fine|disagree|(i )?(totally "
        r"|strongly )?disagree)",
        r"(nein|ja|doch|genau|super|gut|schön|quatsch|unsinn|passt|einverstanden|nicht einverstanden)",
    ),
    PROCEDURE: (
        r"((hartelijk )?(dank|bedankt)( u| je)?( wel)?( allemaal)?( voor (uw|jullie"
        r"|de) \w+)? )?(dan )?(gaan|ga) "
        r"(we|wij|ik) (nu )?(graag )?(door|verder|over)? ?(naar|met) (de |het )?(volgende|laatste|eerste"
        r"|tweede|derde) "
        r"(vraag|ronde|onderwerp|spreker|thema|blok|stelling)",
        r"(dan )?(is )?het woord (is )?aan( \w+){1,8}|(ik )?geef (graag )?het woord aan( \w+){1,8}",
        r"(ik )?(schors|heropen|open|sluit) (hierbij )?(de|deze) (vergadering|bijeenkomst|ronde|sessie"
        r"|beraadslaging)"
        r"( enkele (ogenblikken|minuten))?",
        r"(thank you|thanks)( all)? (let us|let s|we) (now )?(move|go|turn) (on )?to the (next"
        r"|last) (question|round|topic)",
        r"(danke|vielen dank) (dann )?(kommen|gehen) wir (nun |jetzt )?zur (nächsten|letzten) (frage|runde)",
    ),
}
_FILLER = re.compile(r"^((hm+|nou|tja|ja|eh+|uh+|ehm|sorry|well|na ja|oh|ach) )+(?=.)")
_WHOLE = {reason: re.compile("|".join(phrases)) for reason, phrases in _PHRASES.items()}


def reason_apart(text: str) -> str | None:
    """Say why a text holds no opinion, or None when it may hold one.

    >>> reason_apart("Geen idee.")
    'says there is no answer'
    >>> reason_apart("Geen idee waarom de gemeente nooit terugbelt.") is None
    True
    """
    words = _normal(text)
    if not re.search(r"[^\W\d_]", words):
        return NO_ANSWER if re.fullmatch(r"[?\s]+", words) else NO_WORDS
    bare = _FILLER.sub("", words)
    for reason, pattern in _WHOLE.items():
        if pattern.fullmatch(words) or pattern.fullmatch(bare):
            return reason
    return None


def set_apart(units: pl.DataFrame) -> pl.DataFrame:
    """Mark the units that hold no opinion.

    Takes table ``units`` with column ``text``, and ``role`` and ``question`` of the contribution where they
    are known; gives it with ``placement`` "set apart" and a ``reason`` where a whole unit says nothing, both
    null elsewhere.
    """
    nothing = pl.lit(None, pl.String)
    role = pl.col("role") if "role" in units.columns else nothing.alias("role")
    question = pl.col("question") if "question" in units.columns else nothing.alias("question")
    reasons = [_reason(*row) for row in units.select("text", role, question).iter_rows()]
    reason = pl.Series("reason", reasons, dtype=pl.String)
    placement = pl.when(reason.is_not_null()).then(pl.lit("set apart")).otherwise(None)
    return units.with_columns(reason).with_columns(placement.alias("placement"))


def _reason(text: str, role: str | None, question: str | None) -> str | None:
    if role is not None and LEADERS.fullmatch(role.strip()) and (text.rstrip().endswith("?") or _leads(text)):
        return FACILITATOR
    if question is not None and len(text) <= 2 * len(question) and _normal(text) == _normal(question):
        return QUESTION
    return reason_apart(text) if len(text) <= LONGEST else _wordless(text)


def _leads(text: str) -> bool:
    return len(text) <= LONGEST and reason_apart(text) is not None


def _normal(text: str) -> str:
    """Keep the words and question marks of a text, lower-case, with one space between them."""
    return " ".join(re.findall(r"[^\W_]+|\?+", text.lower())).removesuffix(" ?")


def _wordless(text: str) -> str | None:
    return None if re.search(r"[^\W\d_]", text) else NO_WORDS
