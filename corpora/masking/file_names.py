"""Names of files and folders that hold the name of a person."""

from __future__ import annotations

import re
from typing import Final

from corpora.masking.masked import mask_text
from corpora.masking.name_words import sense
from corpora.masking.rules import Rules
from corpora.masking.triggers import INFIXES

_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_BETWEEN: Final = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")


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

    >>> mask_stem("gesprek-fatima", Rules())
    'gesprek [NAAM]'
    """
    masked, spans = mask_text(" ".join(_spelled(_BETWEEN.sub(" ", stem).split())), "nl", rules)
    return masked if spans else stem


def _spelled(words: list[str]) -> list[str]:
    """Give what is a name in small letters a capital: listed names, and the surname behind a first name."""
    named: set[int] = set()
    for place, word in enumerate(words):
        judged = sense(word)
        if judged.protected or not judged.listed:
            continue
        if not (judged.ambiguous or judged.word):
            named.add(place)
        last = next((at for at in range(place + 1, len(words)) if words[at].casefold() not in INFIXES), None)
        if judged.first and last is not None:
            behind = sense(words[last])
            if behind.surname or (place in named and behind.unknown):
                named |= {place, last}
    return [word.title() if at in named and word.islower() else word for at, word in enumerate(words)]
