"""Words by which transcripts call speakers, and words before a colon that call nobody."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.replace("\n", " ").split(",") if word.strip())


INTERVIEWER: Final = _set(
    """interviewer, interviewster, interviewers, int, onderzoeker, onderzoekster, gespreksleider,
    gespreksleidster, gespreksbegeleider, moderator, facilitator, vraagsteller, vragensteller,
    dagvoorzitter, researcher, forscher, forscherin, interviewerin, gesprächsleiter,
    gesprächsleiterin, moderatorin"""
)
"""Who asks, without a number."""

ASKS: Final = {
    "i": "",
    "v": "a",
    "q": "a",
    "f": "a",
    "vraag": "antwoord",
    "question": "answer",
    "frage": "antwort",
}
"""Labels that mean who asks only beside another label; empty: beside any."""

RESPONDENT: Final = _set(
    """respondent, respondente, participant, deelnemer, deelneemster, geïnterviewde, geinterviewde,
    interviewee, informant, befragter, befragte, teilnehmer, teilnehmerin, antwoord, answer,
    antwort, resp, r, p, b, a, d"""
)
"""Who answers, without a number: beside one other speaker, the other asks."""

ANONYMOUS: Final = _set(
    """spreker, speaker, sprecher, sprecherin, person, persoon, onbekend, unknown, onbekende spreker, man,
    vrouw, meneer, mevrouw, mann, frau, iemand, stem, s, v, q, f, i"""
)
"""Labels that somebody else may have in another file."""

ROLES: Final = _set(
    """bewoner, bewoonster, inwoner, inwoonster, buurtbewoner, wijkbewoner, huurder, professional,
    wethouder, ambtenaar, beleidsmedewerker, wijkverpleegkundige, huisarts, jongerenwerker,
    opbouwwerker, sociaal werker, wijkagent, wijkcoach, wijkmanager, vrijwilliger, mantelzorger,
    ondernemer, corporatie, docent, leraar, resident, official, volunteer, alderman, bewohner,
    bewohnerin, beamter"""
)
"""Labels that are roles by themselves."""

NOBODY: Final = _set(
    """nb, n.b, ps, p.s, let op, vraag, question, frage, noot, opmerking, opmerkingen, toelichting, bron,
    bronnen, source, quelle, datum, date, tijd, time, zeit, plaats, place, ort, locatie, location,
    onderwerp, subject, betreft, re, aan, van, cc, to, from, http, https, mailto, www, url, link,
    zie, zie ook, zie verder, conclusie, conclusies, samenvatting, voorbeeld, bijvoorbeeld, titel,
    title, naam, name, namen, adres, telefoon, tel, email, e-mail, e mail, duur, lengte, opname,
    bestand, bijlage, versie, project, aanwezig, aanwezigen, afwezig, deel, thema, agenda, doel,
    resultaat, antwoord, answer, antwort, figuur, tabel, figure, table, uitwerking, transcript,
    transcriptie, getranscribeerd door, leeftijd, geslacht, functie, beroep, organisatie, wijk,
    note, remark, stap, actie, besluit, pagina, page, warning, error, info, debug"""
)
"""What may stand before a colon and is no speaker."""

SENTENCE: Final = _set(
    """ik, jij, je, hij, zij, ze, wij, we, jullie, u, men, en, maar, dus, toen, want, dat, die, dit, er,
    daar, hier, nou, nu, dan, ja, nee, of, als, omdat, volgens, kortom, verder, ook, zo, wat, wie,
    hoe, waarom, waar, mijn, zijn, haar, i, you, he, she, they, it, and, but, so, then, because, my,
    yes, no, well, what, how, why, that, this, there, ich, du, er, sie, wir, ihr, und, aber, dann,
    weil, ja, nein, was, wie, warum"""
)
"""First words of a sentence, not of a name of more than one word."""

PARTICLES: Final = _set(
    """van, de, der, den, het, 't, ter, ten, te, el, al, bin, von, zu, di, da, du, la, le, op, in, uit"""
)
"""Small words inside names."""

NOISES: Final = _set(
    """lacht, gelach, lach, lachen, onverstaanbaar, niet te verstaan, stilte, pauze, muziek, applaus,
    geroezemoes, zucht, laughter, laughs, inaudible, unintelligible, crosstalk, music, silence,
    pause, applause, door elkaar, overlap, lachen alle, unverständlich, stille, geluid, telefoon,
    hoest, kucht, onduidelijk, naam, adres, bsn, postcode, telefoon, iban, kenteken, leeftijd,
    datum, id, email, einde, einde opname, begin opname, ..., …"""
)
"""What transcribers put between brackets that is no speaker."""
