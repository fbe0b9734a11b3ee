"""Naming: the words that set a theme apart from the others, and a label made of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from pipelines.label_words import LabelWord, looks, unlike
from pipelines.terms import Terms, lemma, tokens

WORDS = 20
"""Words kept a theme."""
PRIOR = 500.0
"""Weight of the corpus as a whole in the log-odds, in term uses: rare words must come often to count."""
CANDIDATES = 15
"""A label is made of the first so many words."""
VERB, NOUN = 0.15, 0.5
"""A word counts for a label by so much plus the share of its uses that look like a noun, up to so much."""
COMBINATION = 1.5
"""A fixed combination says more than a word, and counts so much more for a label."""
COMMON = 0.5
"""A term says nothing of one theme where at least this share of them has it in a quarter of its texts."""
ECHO = 3.0
"""A word of the question counts for a label when members have it so many times as often as others who
answered.
"""
ALONE = 0.5
"""A word counts for a label when it stands by itself in at least this share of the members that have it."""
TYPICAL = 0.7
"""A word counts for a label by this factor, to the power of e, more for every standard deviation it is more
typical.
"""
THIRD = 0.2
"""A label has a third word where that one counts for at least this share of the first."""
AND = {"nl": "en", "de": "und", "fr": "et", "es": "y", "tr": "ve", "pl": "i"}
"""The word before the last of several, by language."""


def theme_words(
    themes: pl.DataFrame, members: dict[str, npt.NDArray[np.int64]], terms: Terms
) -> pl.DataFrame:
    """Weigh the terms of every theme against the other themes of its level, and against its siblings.

    Takes themes (theme_id, parent_id, level) and the texts of each; gives table ``words``. The weight is the
    log-odds ratio with an informative Dirichlet prior, as a z-score (Monroe, Colaresi & Quinn 2008, equations
    16 and 22), the mean of both contrasts where a theme has siblings.
    """
    rows: list[tuple[str, str, float, int, int, int]] = []
    for level in sorted(themes["level"].unique().to_list()):
        names = themes.filter(pl.col("level") == level)
        uses = np.stack([_uses(terms, members[theme]) for theme in names["theme_id"]])
        parents = names["parent_id"].to_list()
        for number, theme in enumerate(names["theme_id"]):
            weight = log_odds(uses[number], uses.sum(axis=0) - uses[number])
            siblings = [other for other, parent in enumerate(parents) if parent and parent == parents[number]]
            if len(siblings) > 1:
                weight = (weight + log_odds(uses[number], uses[siblings].sum(axis=0) - uses[number])) / 2
            best = [
                int(term) for term in np.lexsort((np.arange(len(weight)), -weight)) if uses[number][term] > 0
            ][:WORDS]
            shown = dict.fromkeys(terms.forms[term] for term in best)
            counted = {terms.forms[term]: term for term in reversed(best)}
            everywhere = uses.sum(axis=0)
            for rank, word in enumerate(shown, start=1):
                term = counted[word]
                inside = int(uses[number][term])
                outside = int(everywhere[term]) - inside
                rows.append((theme, word, round(float(weight[term]), 6), rank, inside, outside))
    schema = {"theme_id": pl.String, "word": pl.String, "weight": pl.Float64, "rank": pl.Int64}
    return pl.DataFrame(rows, schema=schema | {"inside": pl.Int64, "outside": pl.Int64}, orient="row")


def log_odds(inside: npt.NDArray[np.float64], outside: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Compare term counts inside and outside a theme, shapes ``(n_terms,)``.

    Positive is more inside, in z-scores.
    """
    both = inside + outside
    prior = PRIOR * (both + 0.01) / (both.sum() + 0.01 * len(both))
    ratio = _logit(inside + prior, inside.sum() + PRIOR) - _logit(outside + prior, outside.sum() + PRIOR)
    return np.asarray(ratio / np.sqrt(1 / (inside + prior) + 1 / (outside + prior)), dtype=np.float64)


@dataclass(frozen=True)
class Label:
    """A label, the words it is made of, where it comes from, and what a person wrote with it."""

    text: str
    words: tuple[str, ...]
    origin: str = "keywords"
    description: str | None = None


def labels(
    themes: pl.DataFrame,
    words: pl.DataFrame,
    members: dict[str, npt.NDArray[np.int64]],
    terms: Terms,
    language: str,
    asked: Sequence[str | None] = (),
    typical: dict[tuple[str, str], float] | None = None,
    kept: Mapping[str, Label] | None = None,
) -> dict[str, Label]:
    """Make a label of two to four words for every theme, no two themes with the same.

    Words that look like nouns in this corpus go first; left out are words that most themes use, words that
    mostly come as part of a compound, and words that only echo the question that a text answers (``asked``,
    one a text); no two words of a label share a stem. A theme that is all of the theme above it has that
    one's label. ``typical`` says how typical a word is of its theme, by theme and word; ``kept`` are labels
    that stay as they are.
    """
    position = {form: number for number, form in reversed(list(enumerate(terms.forms)))}
    common = _common(themes, members, terms)
    echo = Echo.of(asked, terms, language)
    found: dict[str, Label] = dict(kept or {})
    taken = {label.text for label in found.values()}
    children = Counter(themes["parent_id"].drop_nulls().to_list())
    rows = themes.sort("level", maintain_order=True).select("theme_id", "parent_id")
    for theme, parent in rows.iter_rows():
        if theme in found:
            continue
        if children[parent] == 1:
            found[theme] = found[parent]
            continue
        mine = words.filter(pl.col("theme_id") == theme).sort("rank").head(CANDIDATES)
        best: list[LabelWord] = []
        rest: list[LabelWord] = []
        for word, weight in mine.select("word", "weight").iter_rows():
            number, inside = position[word], members[theme]
            lemmas, noun = terms.lemmas[number], float(terms.nouns[number])
            fixed = COMBINATION if len(lemmas) > 1 else 1.0
            near = math.exp(TYPICAL * (typical or {}).get((theme, word), 0.0))
            score = weight * (VERB + min(noun, NOUN)) * fixed * near * looks(word, lemmas, noun, language)
            says = (
                number not in common
                and _stands_alone(number, inside, terms)
                and not echo.of_question(number, inside)
            )
            (best if says else rest).append(LabelWord(word, lemmas, score))
        best.sort(key=lambda word: (-word.score, word.shown))
        found[theme] = _unique(unlike(best), unlike([*best, *rest]), taken, language, theme)
        taken.add(found[theme].text)
    return found


def with_labels(words: pl.DataFrame, found: dict[str, Label]) -> pl.DataFrame:
    """Give table ``words`` with column ``in_label``: the evidence of every label."""
    used = {(theme, word) for theme, label in found.items() for word in label.words}
    return words.with_columns(
        pl.Series(
            "in_label", [pair in used for pair in words.select("theme_id", "word").iter_rows()], pl.Boolean
        )
    )


def _unique(
    best: Sequence[LabelWord], all_: Sequence[LabelWord], taken: set[str], language: str, theme: str
) -> Label:
    """Join the first words; where that label is taken, go on to the next word in place of the last.

    ``all_`` also has the words that a label would rather do without, after the ``best``.
    """
    strong = best[: max(2, sum(word.score >= THIRD * best[0].score for word in best))] if best else best
    for words in (strong, best, all_):
        for skipped in range(max(len(words) - 1, 1)):
            chosen = [word.shown for word in (*words[:2], *words[2 + skipped : 3 + skipped])]
            if sum(len(word.split()) for word in chosen) > 4:
                chosen = chosen[:2]
            label = _join(chosen, language)
            if len(chosen) > 1 and label not in taken:
                return Label(label, tuple(chosen))
    first = tuple(word.shown for word in all_[:2])
    text, number = _join(first, language) or theme, 2
    if len(first) == 1 and text not in taken:
        return Label(text, first)
    while f"{text} ({number})" in taken:
        number += 1
    return Label(f"{text} ({number})", first)


@dataclass(frozen=True)
class Echo:
    """Which words a text may have only because they were in the question that it answers.

    ``answers`` holds the texts of every question and ``words`` the terms of it.
    """

    terms: Terms
    answers: tuple[npt.NDArray[np.int64], ...] = ()
    words: tuple[frozenset[int], ...] = ()

    @classmethod
    def of(cls, asked: Sequence[str | None], terms: Terms, language: str) -> Echo:
        """Take the question of every text, None where there was none."""
        questions = sorted({question for question in asked if question})
        place = {question: number for number, question in enumerate(questions)}
        numbers = np.array([-1 if question is None else place.get(question, -1) for question in asked])
        return cls(
            terms,
            tuple(np.flatnonzero(numbers == number) for number in range(len(questions))),
            tuple(_terms_in(question, terms, language) for question in questions),
        )

    def of_question(self, term: int, members: npt.NDArray[np.int64]) -> bool:
        """Whether a term does not set the members apart from others who answered a question that has it."""
        for answers, words in zip(self.answers, self.words, strict=True):
            inside = np.intersect1d(members, answers)
            if term in words and len(inside):
                others = np.setdiff1d(answers, members)
                if _rate(self.terms, inside, term) < ECHO * _rate(self.terms, others, term):
                    return True
        return False


def _terms_in(question: str, terms: Terms, language: str) -> frozenset[int]:
    words = {token.lower() for token in tokens(question)}
    stems = words | {lemma(word, language) for word in words}
    return frozenset(number for number, lemmas in enumerate(terms.lemmas) if set(lemmas) <= stems)


def _rate(terms: Terms, texts: npt.NDArray[np.int64], term: int) -> float:
    return float(terms.counts[texts][:, [term]].sum()) / max(len(texts), 1)


def _stands_alone(term: int, members: npt.NDArray[np.int64], terms: Terms) -> bool:
    """Whether a term stands by itself in most of the members that have it, and not in a compound."""
    alone, all_ = (float(table[members][:, [term]].sum()) for table in (terms.alone, terms.counts))
    return alone >= ALONE * all_


def _join(chosen: Sequence[str], language: str) -> str:
    if not chosen:
        return ""
    text = (
        chosen[0] if len(chosen) == 1 else f"{', '.join(chosen[:-1])} {AND.get(language, 'and')} {chosen[-1]}"
    )
    return text[0].upper() + text[1:]


def _common(themes: pl.DataFrame, members: dict[str, npt.NDArray[np.int64]], terms: Terms) -> set[int]:
    """Find the terms that most of the finest themes use much."""
    finest = themes.filter(pl.col("level") == themes["level"].max())["theme_id"].to_list()
    if len(finest) < 4:
        return set()
    much = np.stack([_uses(terms, members[theme]) / max(len(members[theme]), 1) >= 0.25 for theme in finest])
    return set(np.flatnonzero(much.mean(axis=0) >= COMMON).tolist())


def _uses(terms: Terms, members: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    return np.asarray(terms.counts[members].sum(axis=0), dtype=np.float64).ravel()


def _logit(count: npt.NDArray[np.float64], total: float) -> npt.NDArray[np.float64]:
    return np.asarray(np.log(count / np.maximum(total - count, 1e-9)), dtype=np.float64)
