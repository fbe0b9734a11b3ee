"""The names that exports give their columns."""

from __future__ import annotations

from typing import Final


def plain(name: str) -> str:
    """Give a name without case, spaces and punctuation, as names are compared.

    >>> plain("Comment-Body") == plain("comment body")
    True
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())


# Names in Dutch, English and German as exports write them, the surest first, without case and punctuation.
_WRITTEN: Final = {
    "text": """text, tekst, comment-body, body, bijdrage, inbreng, reactie, insight, inzicht, antwoord,
    comment, opmerking,
        contribution, response, answer, message, bericht, statement, stelling, uitspraak, quote, citaat,
        passage, sentence, utterance, toelichting, beschrijving, description, inhoud, content, idee, idea,
        beitrag, antwort, kommentar, aussage, nachricht, inhalt, beschreibung, body/nl, body/en, body/de""",
    "id": """id, comment-id, contribution-id, bijdrage-id, reactie-id, reactienummer, response-id, message-id,
    bericht-id,
        statement-id, insight-id, inzicht-id, antwoord-id, inzending-id, native-id, nummer, nr, volgnummer,
        beitrag-id, antwort-id, kommentar-id, input-id""",
    "participant": """participant, participant-id, deelnemer, deelnemer-id, deelnemernummer, author-id,
    author, author/id,
        auteur, auteur-id, speaker, speaker-id, spreker, spreker-id, respondent, respondent-id,
        respondentnummer, user-id, user, gebruiker-id, gebruikers-id, gebruiker, bewoner-id, themefinder-id,
        teilnehmer, teilnehmer-id, autor, autor-id, sprecher, benutzer-id, nutzer-id, voter-id""",
    "role": """role, rol, user-role, gebruiker-rol, gebruikers-rol, participant-role, deelnemersrol, rolle,
    type deelnemer,
        participant type, hoedanigheid""",
    "question": "question, vraag, vraagtekst, question-text, frage, agenda-item, agendapunt, gespreksvraag",
    "round": "round, ronde, runde, dialogue round, dialoogronde",
    "reply_to": """reply_to, in_reply_to,
    reactie_op, reactie-op-id, antwoord_op, parent_id, parent, parent-comment-id,
        antwort_auf, replyto-id""",
    "agree": """agree, agrees, eens, agree-count, n-agree, likes, aantal likes, reactie-likes,
    likes/total-count, upvotes,
        voor, zustimmung""",
    "disagree": """disagree, disagrees, oneens, disagree-count, n-disagree, dislikes, aantal dislikes,
    reactie-dislikes,
        downvotes, tegen, ablehnung""",
    "created": """timestamp, created_at, created, submitted_at, published_at, datetime, date, datum, tijdstip,
    tijd,
        datum (leesbaar), datum aangemaakt, datum aangemaakt (leesbaar), aangemaakt op, ingediend op, erstellt
        am, zeitstempel""",
    "priority": "priority, prioriteit, score, priorität",
    "attribution": "attribution",
}

NAMES: Final = {meaning: [plain(name) for name in names.split(",")] for meaning, names in _WRITTEN.items()}
"""Plain names by meaning, the surest first."""

NEVER: Final = frozenset(
    """label label1 label2 label3 labels alllabels code codes gold goud goldlabel category categorie
    category1 theme themes thema themas topic topics onderwerp cluster sentiment class klasse intent
    annotation annotations tag tags url link email emailadres mail address adres naam name""".split()
)
"""Plain names of conclusions, addresses and persons: such a column is never taken for what somebody said."""
