"""Names of files and folders that hold the name of a person."""

from __future__ import annotations

import re
from typing import Final

from corpora.masking.masked import mask_text
from corpora.masking.name_words import Sense, names_that_are_words, sense
from corpora.masking.rules import Rules
from corpora.masking.spans import TAG, Span, overlaps, replaced
from corpora.masking.triggers import CONVERSATIONS, CONVERSED, INFIXES

_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_BETWEEN: Final = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
_DOT: Final = re.compile(r"(?<=\w\w)\.(?=[^\W\d_]{2})|(?<=[^\W\d_]{2})\.(?=\d)")
_WORD: Final = re.compile(r"\S*@\S*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_BESIDE: Final = frozenset(
    "met van voor door en of bij aan de het with of by and from mit von und deel dl part nr versie "
    "version def definitief definitieve final concept draft nieuw nieuwe oud kopie copy anoniem "
    "geanonimiseerd tekst text ruw raw uitgewerkt maandag dinsdag woensdag donderdag vrijdag zaterdag "
    "zondag januari februari maart april mei juni juli augustus september oktober november december feb "
    "mrt apr jun jul aug sep sept okt nov dec".split()
)
"""What may stand beside a conversation and a name in the name of a file that is about nothing else."""


def mask_file_name(name: str, rules: Rules) -> str:
    """Give the name of a file, with its folders, with tags for persons; one that names nobody stays as it is.

    Dashes, underscores and capitals inside a word are read as spaces; first names and surnames of the lists
    count in small letters too, where they are no word of the language or stand together.

    >>> [mask_file_name(name, Rules()) for name in ("Interview_JanDeVries-2.docx", "wijk_zuid.csv")]
    ['Interview [NAAM] 2.docx', 'wijk_zuid.csv']
    """
    *folders, last = name.split("/")
    ending = found[0] if (found := _ENDING.search(last)) else ""
    stems = (*folders, last.removesuffix(ending))
    return "/".join(mask_stem(each, rules) for each in stems) + ending


def mask_stem(stem: str, rules: Rules) -> str:
    """Give the name of a folder, or of a file without its ending, with tags for persons.

    Beside a word for a conversation a first name counts that a dictionary has too, and one that is a word
    itself where nothing else is told.

    >>> [mask_stem(stem, Rules()) for stem in ("gesprek-fatima", "interview_roos_2", "verslag roos en tuin")]
    ['gesprek [NAAM]', 'interview [NAAM] 2', 'verslag roos en tuin']
    """
    apart = stem if "@" in stem or "www." in stem.lower() else _DOT.sub(" ", stem)
    masked, spans = mask_text(_spelled(" ".join(_BETWEEN.sub(" ", apart).split()), rules), "nl", rules)
    spoken_with = _spoken_with(masked, rules)
    return replaced(masked, spoken_with) if spans or spoken_with else stem


def _spelled(text: str, rules: Rules) -> str:
    """Give what is a name in small letters a capital: listed, known, and the surname behind a first name."""
    found = list(_WORD.finditer(text))
    words = [word[0] for word in found]
    conversing = any(_is_conversation(word) for word in words)
    named: set[int] = set()
    for place, word in enumerate(words):
        judged = sense(word)
        if any(rules.known(word.title())):
            named.add(place)
        if judged.protected or not judged.listed:
            continue
        if _is_no_word(judged, conversing):
            named.add(place)
        last = next((at for at in range(place + 1, len(words)) if words[at].casefold() not in INFIXES), None)
        if judged.first and last is not None:
            behind = sense(words[last])
            if behind.surname or (place in named and behind.unknown):
                named |= {place, last}
    pieces: list[str] = []
    done = 0
    for at in sorted(named):
        word = words[at].title() if words[at].islower() else words[at]
        pieces += (text[done : found[at].start()], f" {word} ")
        done = found[at].end()
    return " ".join("".join((*pieces, text[done:])).split())


def _is_no_word(judged: Sense, conversing: bool) -> bool:
    """Tell whether a listed name is nothing else; dictionaries have *Peter* and *Wim* too."""
    return not judged.ambiguous and (not judged.word or (conversing and judged.first))


def _spoken_with(text: str, rules: Rules) -> list[Span]:
    """Find the first names that are a word, where a text has but a word for a conversation beside them."""
    bare = TAG.sub(lambda tag: "\0" * len(tag[0]), text)
    words = list(_WORD.finditer(bare))
    keys = [word[0].casefold() for word in words]
    names = names_that_are_words()
    told = (key in names or key in _BESIDE or len(key) == 1 or _is_conversation(key) for key in keys)
    if not any(map(_is_conversation, keys)) or not all(told):
        return []
    kept = [*rules.kept(bare), *rules.decisions.about(bare)[1]]
    return [
        Span(*word.span(), "NAAM", "first name beside a conversation")
        for word, key in zip(words, keys, strict=True)
        if key in names and not overlaps(*word.span(), kept)
    ]


def _is_conversation(word: str) -> bool:
    key = word.casefold()
    return key in CONVERSATIONS or key.endswith(CONVERSED)
