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
"""From so many texts on, only those that leave doubt are judged one by one."""

_SOME: Final = 500
_WORDS: Final = 3
_LETTERS: Final = 20
_SAYS_ENOUGH: Final = rf"^(?s:\P{{L}}*\p{{L}}){{{_LETTERS}}}"
_CHARACTERS: Final = 200
_LEAD: Final = 0.5
_UP_TO_NEXT: Final = " (?:(?s:.*?) )??"
_NOT_LATIN: Final = r"[\p{Cyrillic}\p{Arabic}]"


def detect(texts: pl.Series, given: str | None = None) -> pl.Series:
    """Give the language of each text (strings in, ISO 639-1 codes out, same length), or ``given`` for all.

    Judged by the first 200 characters with lingua (n-gram statistics, low accuracy mode). The language most
    texts of the source have is taken for a text of under 20 letters, and for one whose own language does not
    lead it by half of the probability. In a source of more than 20,000 texts, one that has several
    words of the usual language alone, and none that only another has, is not judged any further. So the
    result depends on the set of texts, never on their order.

    >>> detect(pl.Series(["De wijkagent kent niemand.", "Precies!", "Alles gaat digitaal."])).to_list()
    ['nl', 'nl', 'nl']
    """
    if given is not None:
        return pl.Series("language", [given.lower()]).new_from_index(0, len(texts))
    texts = texts.cast(pl.String).alias("text")
    start = texts.to_frame().select(pl.col("text").str.slice(0, _CHARACTERS))
    languages = _judge_many(start) if len(start) > MANY else _of_each(start, _judge(_worth_judging(start)))
    return languages.fill_null(_most_frequent(languages))


def _worth_judging(texts: pl.DataFrame) -> pl.DataFrame:
    """Count how often each text with enough letters occurs: ``text, len``, in order of their characters."""
    return texts.filter(pl.col("text").str.contains(_SAYS_ENOUGH)).group_by("text").len().sort("text")


def _of_each(texts: pl.DataFrame, judged: pl.DataFrame) -> pl.Series:
    return texts.join(judged, on="text", how="left", maintain_order="left")["language"]


def _judge_many(start: pl.DataFrame) -> pl.Series:
    """Judge very many texts: at once those that show to be in the language that a sample of them has."""
    sampled = pl.col("text").hash(0) % max(len(start) // _SOME, 1) == 0
    some = _worth_judging(start.filter(sampled))
    if some.is_empty():
        some = _worth_judging(start)
    usual = _usual(some.with_columns(language=_found(some["text"])))
    shown = start.select("text", shows=_shows(pl.col("text"), usual))
    languages = shown.select(pl.when("shows").then(pl.lit(usual)).alias("language")).to_series()
    doubtful = shown.with_row_index("place").filter(~pl.col("shows"))
    judged = _judge(_worth_judging(doubtful), usual)
    return languages.scatter(doubtful["place"], _of_each(doubtful, judged))


def _shows(text: pl.Expr, usual: str) -> pl.Expr:
    """Whether a text has several words of the usual language alone and none of another language alone."""
    own, others = ("|".join(each(usual)) for each in (own_words, words_of_others))
    if not own:
        return pl.lit(False)
    several = _UP_TO_NEXT.join([f"(?:{own})"] * _WORDS)
    own_alone = text.str.contains(f"(?i)(?:^| ){several}(?: |$)")
    return own_alone & ~text.str.contains(f"(?i)(?:^| )(?:{others})(?: |$)|{_NOT_LATIN}")


def _judge(counted: pl.DataFrame, usual: str | None = None) -> pl.DataFrame:
    """Judge distinct texts (``text``, ``len``): ``text, language``, null where the lead is too small."""
    if counted.is_empty():
        return counted.select("text", language=pl.lit(None, pl.String))
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
