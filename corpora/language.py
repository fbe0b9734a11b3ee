"""The language of every contribution, found without a network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import polars as pl

from corpora.function_words import own_words, words_of_others

if TYPE_CHECKING:
    from lingua import LanguageDetector

CANDIDATES: Final = ("nl", "en", "de", "fr", "es", "it", "pt", "pl", "tr", "uk", "ar")
"""Languages that are told apart (ISO 639-1); the fewer there are, the surer the detection of a short text."""

FALLBACK: Final = "nl"
"""Language of a source in which no text says enough."""

MANY: Final = 20_000
"""From so many different texts on, only those that leave doubt are judged one by one."""

_SOME: Final = 2_000
_WORDS: Final = 3
_LETTERS: Final = 20
_CHARACTERS: Final = 200
_LEAD: Final = 0.5


def detect(texts: pl.Series, given: str | None = None) -> pl.Series:
    """Give the language of each text (strings in, ISO 639-1 codes out, same length), or ``given`` for all.

    Judged by the first 200 characters with lingua (n-gram statistics, low accuracy mode). The language most
    texts of the source have is taken for a text of under 20 letters, and for one whose own language does not
    lead it by half of the probability. In a source of more than 20,000 different texts, one that has several
    words of the usual language alone, and none that only another has, is not judged any further. So the
    result depends on the set of texts, never on their order.

    >>> detect(pl.Series(["De wijkagent kent niemand.", "Precies!", "Alles gaat digitaal."])).to_list()
    ['nl', 'nl', 'nl']
    """
    if given is not None:
        return pl.Series("language", [given.lower()]).new_from_index(0, len(texts))
    start = pl.DataFrame({"text": texts.cast(pl.String).str.slice(0, _CHARACTERS)})
    says_enough = pl.col("text").str.count_matches(r"\p{L}") >= _LETTERS
    counted = start.filter(says_enough).group_by("text").len().sort("text")
    if len(counted) > MANY:
        languages = _judge_many(counted)
    elif len(counted):
        languages = _judge(counted, None)
    else:
        languages = counted.select("text", language=pl.lit(None, pl.String))
    joined = start.join(languages, on="text", how="left", maintain_order="left")["language"]
    return joined.fill_null(_most_frequent(joined)).alias("language")


def _judge_many(counted: pl.DataFrame) -> pl.DataFrame:
    """Judge very many distinct texts, in order of their characters: those that show what they are at once."""
    some = counted.gather_every(max(len(counted) // _SOME, 1))
    usual = _usual(some.with_columns(language=_found(some["text"])))
    shows = counted["text"].is_in(_showing(counted["text"], usual).implode())
    doubtful = counted.filter(~shows)
    sure = counted.filter(shows).select("text", language=pl.lit(usual))
    return pl.concat([sure, _judge(doubtful, usual)]) if len(doubtful) else sure


def _showing(texts: pl.Series, usual: str) -> pl.Series:
    """Give the texts with several words of the usual language alone and none of another language alone."""
    words = pl.col("words")
    own, others = ([f" {word} " for word in each(usual)] for each in (own_words, words_of_others))
    if not own:
        return texts.clear()
    spaced = texts.str.to_lowercase().str.replace_all(r"[^\p{L}]+", " ")
    frame = pl.DataFrame({"text": texts, "words": spaced}).with_columns(pl.format(" {} ", words))
    latin = ~words.str.contains(r"[\p{Cyrillic}\p{Arabic}]")
    enough = words.str.extract_many(own, overlapping=True).list.len() >= _WORDS
    return frame.filter(latin & ~words.str.contains_any(others)).filter(enough)["text"]


def _judge(counted: pl.DataFrame, usual: str | None) -> pl.DataFrame:
    """Judge distinct texts (``text``, ``len``): ``text, language``, null where the lead is too small."""
    first = counted.with_columns(language=_found(counted["text"]))
    usual = usual or _usual(first)
    others = first.filter(pl.col("language") != usual)["text"]
    weak = others.filter(pl.Series(_leads(others, usual), dtype=pl.Float64) <= _LEAD)
    doubtful = pl.col("text").is_in(weak.implode())
    return first.select("text", language=pl.when(~doubtful).then("language"))


def _found(texts: pl.Series) -> pl.Series:
    found = _detector().detect_languages_in_parallel_of(texts.to_list())
    codes = ["" if language is None else language.iso_code_639_1.name.lower() for language in found]
    return pl.select(pl.Series("language", codes, dtype=pl.String).replace("", None)).to_series()


def _usual(judged: pl.DataFrame) -> str:
    """Give the language that most texts have, each as often as it occurs."""
    return _most_frequent(judged["language"].repeat_by(judged["len"]).explode())


def _leads(texts: pl.Series, usual: str) -> list[float]:
    """Give by how much the likeliest language of each text is likelier than the usual one."""
    found = _detector().compute_language_confidence_values_in_parallel(texts.to_list())
    return [
        values[0].value
        - next((each.value for each in values if each.language.iso_code_639_1.name.lower() == usual), 0.0)
        for values in found
    ]


def _most_frequent(languages: pl.Series) -> str:
    name = languages.name
    counted = languages.drop_nulls().value_counts().sort(["count", name], descending=[True, False])
    return FALLBACK if counted.is_empty() else str(counted.item(0, 0))


@cache
def _detector() -> LanguageDetector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in CANDIDATES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
