"""Naming: the words that set a theme apart from the others, and a label made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from pipelines.terms import Terms

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
AND = {"nl": "en", "de": "und", "fr": "et", "es": "y", "tr": "ve", "pl": "i"}


def theme_words(
    themes: pl.DataFrame, members: dict[str, npt.NDArray[np.int64]], terms: Terms
) -> pl.DataFrame:
    """Weigh the terms of every theme against the other themes of its level, and against its siblings.

    Takes themes (theme_id, parent_id, level) and the texts of each; gives table ``words``. The weight is the
    log-odds ratio with an informative Dirichlet prior, as a z-score (Monroe, Colaresi & Quinn 2008, equations
    16 and 22), the mean of both contrasts where a theme has siblings.
    """
    rows: list[tuple[str, str, float, int]] = []
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
            weights = {terms.forms[term]: float(weight[term]) for term in reversed(best)}
            rows.extend(
                (theme, word, round(weights[word], 6), rank) for rank, word in enumerate(shown, start=1)
            )
    schema = {"theme_id": pl.String, "word": pl.String, "weight": pl.Float64, "rank": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.lit(0, pl.Int64).alias("inside"),
        pl.lit(0, pl.Int64).alias("outside"),
        pl.lit(False).alias("in_label"),
    )


def log_odds(inside: npt.NDArray[np.float64], outside: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Compare term counts inside and outside a theme, shapes ``(n_terms,)``.

    Positive is more inside, in z-scores.
    """
    both = inside + outside
    prior = PRIOR * (both + 0.01) / (both.sum() + 0.01 * len(both))
    ratio = _logit(inside + prior, inside.sum() + PRIOR) - _logit(outside + prior, outside.sum() + PRIOR)
    return np.asarray(ratio / np.sqrt(1 / (inside + prior) + 1 / (outside + prior)), dtype=np.float64)


def labels(
    themes: pl.DataFrame,
    words: pl.DataFrame,
    members: dict[str, npt.NDArray[np.int64]],
    terms: Terms,
    language: str,
) -> dict[str, str]:
    """Make a label of two to four words for every theme, no two themes of a level with the same.

    Words that look like nouns in this corpus go first, words that most themes use are left out, and no two
    words of a label share a stem.
    """
    position = {form: number for number, form in reversed(list(enumerate(terms.forms)))}
    common = _common(themes, members, terms)
    found: dict[str, str] = {}
    taken: dict[int, set[str]] = defaultdict(set)
    children = Counter(themes["parent_id"].drop_nulls().to_list())
    rows = themes.sort("level", maintain_order=True).select("theme_id", "parent_id", "level")
    for theme, parent, level in rows.iter_rows():
        if children[parent] == 1:  # the same texts as its parent, so the same name
            found[theme] = found[parent]
            taken[level].add(found[theme])
            continue
        mine = words.filter(pl.col("theme_id") == theme).sort("rank").head(CANDIDATES)
        scored = []
        for word, weight in mine.select("word", "weight").iter_rows():
            number = position[word]
            if number not in common:
                noun = VERB + min(terms.nouns[number], NOUN)
                fixed = COMBINATION if len(terms.lemmas[number]) > 1 else 1.0
                scored.append((weight * noun * fixed, word, terms.lemmas[number]))
        scored.sort(key=lambda candidate: (-candidate[0], candidate[1]))
        ordered = scored or [(0.0, word, (word,)) for word in mine["word"]]
        found[theme] = _unique([(word, lemmas) for _, word, lemmas in ordered], taken[level], language, theme)
        taken[level].add(found[theme])
    return found


def _unique(
    candidates: Sequence[tuple[str, tuple[str, ...]]], taken: set[str], language: str, theme: str
) -> str:
    """Join the first fitting words; on a label that is taken, go on to the next word in place of the last."""
    fitting = _fitting(candidates)
    for skipped in range(max(len(fitting) - 2, 1)):
        chosen = [*fitting[:2], *fitting[2 + skipped : 3 + skipped]]
        if sum(len(word.split()) for word in chosen) > 4:
            chosen = chosen[:2]
        label = _join(chosen, language)
        if label and label not in taken:
            return label
    return f"{_join(fitting[:2], language) or theme} ({len(taken) + 1})"


def _fitting(candidates: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Drop words that repeat the stem of a word before them."""
    fitting: list[str] = []
    stems: list[str] = []
    for word, lemmas in candidates:
        if not any(_same_stem(lemma, stem) for lemma in lemmas for stem in stems):
            fitting.append(word)
            stems.extend(lemmas)
    return fitting


def _same_stem(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return short in long if len(short) >= 4 else short == long


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
