"""Who is quoted: the speaker that the running text of an article names, or leaves to be guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from corpora.readers.speech_words import FEMALE, HE, MALE, PERSONS, ROLE_NOUNS, SHE, VERBS

_WORD: Final = r"(?:[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-Þ][\w’'-]*\w)"
_PARTICLE: Final = r"(?:van|de|der|den|het|'t|’t|ter|ten|te|el|al|von|zu|di|da|du|la|le|op|in)"
NAME: Final = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_WORD}){{0,3}}"
_FULL: Final = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_WORD}){{1,3}}"
_NOUN: Final = "|".join(sorted(ROLE_NOUNS, key=lambda noun: (-len(noun), noun)))
_VERB: Final = "|".join(sorted(VERBS, key=lambda verb: (-len(verb), verb)))
_PERSON: Final = "|".join(sorted(PERSONS, key=lambda noun: (-len(noun), noun)))
_APPOSED: Final = re.compile(
    rf"(?P<name>{_FULL}),\s+(?:(?:sinds|vanaf|since|seit)\s+\d{{4}}\s+)?(?:de\s|the\s)?"
    rf"(?P<role>(?:[\w-]+\s+)?(?:\w*(?:{_NOUN}))\b(?:\s+(?!en\b|and\b|und\b)[\w’'-]+){{0,6}})"
)
_TITLED: Final = re.compile(rf"\b(?P<role>(?i:{_NOUN}))\s+(?P<name>{_FULL})")
_SUBJECT: Final = re.compile(
    rf"(?:(?:(?:ook|dan|toen|de|the|der|die)\s+)?(?P<title>(?i:{_NOUN}))\s+)?(?P<name>{NAME})"
    rf"|(?P<pronoun>(?i:hij|zij|ze|he|she|er|sie))\b"
    rf"|(?P<person>(?i:de|het|een|the|a|an|der|die|ein|eine)\s+(?:\w+\s+)?(?P<noun>(?i:{_PERSON})))\b"
)
_AFTER: Final = re.compile(
    rf"^[\s,.–—-]*(?:(?:zo|so|thus)\s+)?(?:{_VERB})\s+(?:(?:ook|dan|toen|nog)\s+)?"
    rf"(?={_SUBJECT.pattern.replace('?P<', '?P<x')})"
)
_TURNED: Final = re.compile(rf"\s+(?:{_VERB})\b")
_LEAD: Final = re.compile(rf"^(?:(?P<title>(?i:{_NOUN}))\s+)?(?P<name>{NAME})\s*:\s*$")
_SENTENCES: Final = re.compile(r"(?<=[.?!…])\s+(?=[^\W\d_]|[“‘\"„])")


@dataclass
class Person:
    """Somebody who speaks: full name, role where the text tells it, and whether he or she where it shows."""

    name: str
    role: str | None = None
    female: bool | None = None


@dataclass
class People:
    """Everybody whom an article names as a speaker, by full name."""

    known: dict[str, Person] = field(default_factory=dict)

    def called(self, name: str) -> Person:
        """Give the person of a name; a surname alone is the full name met elsewhere."""
        name = " ".join(name.split())
        if name in self.known:
            return self.known[name]
        short = [
            person
            for full, person in self.known.items()
            if full.endswith(" " + name) or full.split()[0] == name
        ]
        if len(short) == 1:
            return short[0]
        longer = [full for full in self.known if name.endswith(" " + full)]
        if len(longer) == 1:
            person = self.known.pop(longer[0])
            person.name = name
            self.known[name] = person
            return person
        return self.known.setdefault(name, Person(name))

    def of_role(self, noun: str) -> list[Person]:
        """Give the people whose role has a noun."""
        noun = noun.casefold()
        return [each for each in self.known.values() if each.role and noun in each.role.casefold().split()]

    def among(self, text: str) -> list[tuple[int, Person]]:
        """Give where the known people are named in a text, in order."""
        found: dict[int, Person] = {}
        for full, person in self.known.items():
            for name in {full, full.split()[-1]}:
                for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                    found.setdefault(match.end(), person)
        return sorted(found.items(), key=lambda pair: pair[0])


def people_of(paragraphs: Sequence[str]) -> People:
    """Find who has a name and a role: ``Koos Bruning, directeur van De Linde``, ``wethouder Jan Vos``."""
    people = People()
    for paragraph in paragraphs:
        for match in _TITLED.finditer(paragraph):
            person = people.called(match["name"])
            person.role = person.role or match["role"].lower()
    for paragraph in paragraphs:
        for match in _APPOSED.finditer(paragraph):
            person = people.called(match["name"])
            role = " ".join(match["role"].split())
            if person.role is None or len(role) > len(person.role):
                person.role = role
    return people


def tag_of(text: str) -> re.Match[str] | None:
    """Give the subject of the clause that says who spoke, where a text after a quotation begins with one.

    >>> tag_of(", vult Koos Bruning aan.")["name"], tag_of(", zegt zij.")["pronoun"], tag_of(" Het regent.")
    ('Koos Bruning', 'zij', None)
    """
    after = _AFTER.match(text)
    if after:
        return _SUBJECT.match(text, after.end())
    start = len(text) - len(text.lstrip(" ,–—-"))
    subject = _SUBJECT.match(text, start)
    return subject if subject and _TURNED.match(text, subject.end()) else None


def lead_of(sentence: str) -> re.Match[str] | None:
    """Give the name where a sentence is a name and a colon, such as ``Wethouder Bruning:``."""
    return _LEAD.match(sentence.strip())


def sentences_of(text: str) -> list[str]:
    """Take running text apart into sentences, white space left out."""
    return [sentence for sentence in _SENTENCES.split(text.strip()) if sentence.strip()]


class Context:
    """Who was spoken of in a paragraph so far, by which a pronoun and a role find their person."""

    def __init__(self, people: People, before: Person | None) -> None:
        self._people = people
        self._mentioned: list[Person] = [before] if before else []
        self.subject: Person | None = None
        """The subject of the last sentence, where it begins with one or reports what somebody thinks."""

    def hear(self, text: str) -> None:
        """Take in running text: people named in it, unnamed ones and, by the last sentence, its subject."""
        for sentence in sentences_of(text):
            self.subject = None
            for position, person in self._mentions(sentence):
                self._mentioned.append(person)
                if position == 0:
                    self.subject = person

    def spoke(self, person: Person | None) -> None:
        """Take in that somebody was quoted."""
        if person is not None:
            self._mentioned.append(person)

    def _mentions(self, sentence: str) -> list[tuple[int, Person]]:
        reports = re.search(rf"\b(?:{_VERB}|volgens|according)\b", sentence, re.IGNORECASE) is not None
        found: list[tuple[int, Person]] = []
        named = {end: person for end, person in self._people.among(sentence)}
        for end, person in named.items():
            early = end <= len(person.name) + 25
            found.append(
                (0 if early and (reports or end <= len(person.name) + 1 or len(named) == 1) else end, person)
            )
        for match in re.finditer(
            rf"\b(?:(?P<article>[Dd]e|[Ee]en|[Tt]he|[Aa]n?|[Dd]er|[Dd]ie)\s+)(?P<noun>{_PERSON})\b", sentence
        ):
            resolved = self.by_noun(match.group(), match["noun"])
            if resolved is not None and not any(
                abs(end - match.end()) < 40 and end > match.end() for end in named
            ):
                found.append((0 if match.start() < 12 else match.end(), resolved))
        pronoun = re.match(r"(?:hij|zij|ze|he|she)\b", sentence, re.IGNORECASE)
        if pronoun:
            known = self.by_pronoun(pronoun.group())
            if known is not None:
                found.append((0, known))
        return sorted(found, key=lambda pair: pair[0], reverse=True)

    def by_pronoun(self, pronoun: str) -> Person | None:
        """Give the last person spoken of whom a pronoun can mean."""
        word = pronoun.casefold()
        female = True if word in SHE else False if word in HE else None
        fits = (each for each in reversed(self._mentioned) if female is None or each.female in (None, female))
        return next(fits, None)

    def by_noun(self, phrase: str, noun: str) -> Person | None:
        """Give who is meant by *de wethouder*: the only one, else the last spoken of; or somebody unnamed."""
        of_role = self._people.of_role(noun)
        if len(of_role) == 1:
            return of_role[0]
        if of_role:
            return next((each for each in reversed(self._mentioned) if each in of_role), None)
        unnamed = phrase.lower()
        last = next(
            (
                each
                for each in reversed(self._mentioned)
                if each.role == noun.lower() and each.name.endswith(noun.lower())
            ),
            None,
        )
        if last is not None:
            return last
        female = True if noun.lower() in FEMALE else False if noun.lower() in MALE else None
        return Person(re.sub(r"^(?:de|het)\s", "een ", unnamed), noun.lower(), female)

    def resolve(self, subject: re.Match[str]) -> tuple[Person | None, bool]:
        """Give whom the subject of a tag means, and whether that is sure."""
        if subject["name"]:
            person = self._people.called(subject["name"])
            if subject["title"] and person.role is None:
                person.role = subject["title"].lower()
            return person, True
        if subject["pronoun"]:
            return (found := self.by_pronoun(subject["pronoun"])), found is not None
        several = len(self._people.of_role(subject["noun"])) > 1
        return self.by_noun(subject["person"], subject["noun"]), not several

    def by_place(self, text: str) -> Person | None:
        """Give the only speaker of whose role a text names the place or the organisation."""
        words = Counter(re.findall(r"\b[A-ZÀ-Þ][\w-]+", text))
        fits = [
            person
            for person in self._people.known.values()
            if person.role and any(word in words for word in re.findall(r"\b[A-ZÀ-Þ][\w-]+", person.role))
        ]
        return fits[0] if len(fits) == 1 else None
