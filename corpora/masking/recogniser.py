"""A trained recogniser of names, where one is installed; masking works without."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any, Final

from corpora.masking.spans import Span

PIPELINES: Final = ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm")
"""spaCy's trained Dutch pipelines, the best first; none of them is on PyPI."""


@cache
def recogniser_name() -> str | None:
    """Give the name of the installed Dutch pipeline that masking uses, if there is one: for the manifest."""
    return next((name for name in PIPELINES if find_spec(name) is not None), None)


def find_persons(text: str, language: str) -> Iterator[Span]:
    """Find persons with the installed pipeline; nothing where none is installed or the text is not Dutch."""
    name = recogniser_name()
    if name is None or language != "nl":
        return
    from corpora.masking.name_words import sense

    for entity in _pipeline(name)(text).ents:
        first = entity.text.split()[0]
        if entity.label_ in ("PERSON", "PER") and entity.text[0].isupper() and not sense(first).protected:
            yield Span(entity.start_char, entity.end_char, "NAAM", name)


@cache
def _pipeline(name: str) -> Any:
    import spacy

    return spacy.load(name, disable=["parser", "lemmatizer", "attribute_ruler"])
