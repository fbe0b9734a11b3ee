"""The language of every contribution, found without a network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from lingua import LanguageDetector

CANDIDATES: Final = ("nl", "en", "de", "fr", "es", "it", "pt", "pl", "tr", "uk", "ar")
"""Languages that are told apart (ISO 639-1); the fewer there are, the surer the detection of a short text."""

FALLBACK: Final = "nl"
"""Language of a source in which no text says enough."""

_LETTERS: Final = 20
_CHARACTERS: Final = 200
_LEAD: Final = 0.5


def detect(texts: pl.Series, given: str | None = None) -> pl.Series:
    """Give the language of each text (strings in, ISO 639-1 codes out, same length), or ``given`` for all.

    Judged by the first 200 characters with lingua (n-gram statistics, low accuracy mode). The language most
    texts of the source have is taken for a text of under 20 letters, and for one whose own language does not
    lead it by half of the probability. So the result depends on the set of texts, never on their order.

    >>> detect(pl.Series(["De wijkagent kent niemand.", "Precies!", "Alles gaat digitaal."])).to_list()
    ['nl', 'nl', 'nl']
    """
    if given is not None:
        return pl.Series("language", [given.lower()] * len(texts), dtype=pl.String)
    start = pl.DataFrame({"text": texts.cast(pl.String).str.slice(0, _CHARACTERS)})
    says_enough = pl.col("text").str.count_matches(r"\p{L}") >= _LETTERS
    counted = start.filter(says_enough).group_by("text").len().sort("text")
    languages = _judge(counted) if len(counted) else counted.select("text", language=pl.lit(None, pl.String))
    joined = start.join(languages, on="text", how="left", maintain_order="left")["language"]
    return joined.fill_null(_most_frequent(joined)).alias("language")


def _judge(counted: pl.DataFrame) -> pl.DataFrame:
    """Judge distinct texts (``text``, ``len``): ``text, language``, null where the lead is too small."""
    detector = _detector()
    found = [detector.detect_language_of(text) for text in counted["text"]]
    codes = ["" if language is None else language.iso_code_639_1.name.lower() for language in found]
    first = counted.with_columns(language=pl.Series(codes, dtype=pl.String).replace("", None))
    usual = _most_frequent(first["language"].repeat_by(first["len"]).explode())
    others = first.filter(pl.col("language") != usual)
    leads = [_lead(detector, text, usual) for text in others["text"]]
    weak = others.filter(pl.Series(leads, dtype=pl.Float64) <= _LEAD)["text"]
    doubtful = pl.col("text").is_in(weak.implode())
    return first.select("text", language=pl.when(~doubtful).then("language"))


def _lead(detector: LanguageDetector, text: str, usual: str) -> float:
    """Give by how much the likeliest language of a text is likelier than the usual one."""
    values = detector.compute_language_confidence_values(text)
    of_usual = next(
        (each.value for each in values if each.language.iso_code_639_1.name.lower() == usual), 0.0
    )
    return float(values[0].value - of_usual)


def _most_frequent(languages: pl.Series) -> str:
    name = languages.name
    counted = languages.drop_nulls().value_counts().sort(["count", name], descending=[True, False])
    return FALLBACK if counted.is_empty() else str(counted.item(0, 0))


@cache
def _detector() -> LanguageDetector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in CANDIDATES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
