"""How far coders agree: measures for one code, or for any set of categories, with missing judgements.

A table of judgements has the shape ``(coders, passages)``; its values are numbers of categories, and not a
number where a coder did not judge a passage. For one code of a codebook they are 1 (given) and 0 (not given).
Every measure is not a number where it is not defined, such as without two judgements of the same passage.

- **Agreement**: the share of pairs of judgements of the same passage that are equal.
- **Cohen's kappa** (Cohen 1960, *A coefficient of agreement for nominal scales*, Educational and
  Psychological Measurement 20): (p_o - p_e) / (1 - p_e), with p_e from what each coder gives. Over more than
  two coders the mean over all pairs (Light 1971, *Measures of response agreement*, Psychol. Bulletin 76).
- **Krippendorff's alpha**, nominal (Krippendorff 2011, *Computing Krippendorff's alpha-reliability*): 1 -
  D_o / D_e over all judgements of passages that two or more judged; computed by the package ``krippendorff``.
- **Gwet's AC1** (Gwet 2008, *Computing inter-rater reliability and its variance in the presence of high
  agreement*, British Journal of Mathematical and Statistical Psychology 61; with missing judgements Gwet
  2014, *Handbook of Inter-Rater Reliability*, 4th ed., chapter 2): (p_a - p_e) / (1 - p_e), with
  p_e = sum of pi_q (1 - pi_q) / (Q - 1), pi_q being the mean over passages of the share of category q.
- **F1** of giving the code (Hripcsak & Rothschild 2005, *Agreement, the F-measure, and reliability in
  information retrieval*, JAMIA 12): 2a / (2a + b + c) over all pairs of judgements; it leaves out how often
  neither gives it, so a rare code does not flatter.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

Judgements = npt.NDArray[np.float64]
NAMES: Final = ("agreement", "kappa", "alpha", "ac1", "f1")
"""The measures, in the order in which :func:`measures` gives them."""


def prevalence(table: Judgements) -> float:
    """Give the share of the judgements, of passages that two or more judged, that gives the code."""
    known = ~np.isnan(table)
    both = known.sum(axis=0) >= 2
    judged = table[:, both][known[:, both]]
    return float(judged.mean()) if judged.size else float("nan")


def measures(table: Judgements) -> npt.NDArray[np.float64]:
    """Give all measures of one code, in the order of :data:`NAMES`.

    >>> first, second = [1, 1, 0, 0, 0, 0, 1, 0], [1, 1, 0, 0, 0, 0, 0, np.nan]
    >>> measures(np.array([first, second])).round(3).tolist()
    [0.857, 0.696, 0.711, 0.75, 0.8]
    """
    return np.array([agreement(table), kappa(table), alpha(table), ac1(table, categories=2), f1(table)])


def agreement(table: Judgements) -> float:
    """Give the share of pairs of judgements of the same passage that are equal.

    Every passage that two or more judged counts once, whatever the number of its coders (Gwet's p_a).
    """
    counts, total = _counts(table)
    both = total >= 2
    if not both.any():
        return float("nan")
    pairs = (counts * (counts - 1)).sum(axis=0)[both] / (total * (total - 1))[both]
    return float(pairs.mean())


def kappa(table: Judgements) -> float:
    """Give Cohen's kappa of two coders, Light's mean of it over the pairs of more."""
    found = [_kappa(table[first], table[second]) for first, second in combinations(range(len(table)), 2)]
    known = [value for value in found if not np.isnan(value)]
    return float(np.mean(known)) if known else float("nan")


def _kappa(first: Judgements, second: Judgements) -> float:
    both = ~np.isnan(first) & ~np.isnan(second)
    if not both.any():
        return float("nan")
    one, other = first[both], second[both]
    by_chance = sum(float((one == value).mean() * (other == value).mean()) for value in np.unique(one))
    if by_chance == 1:
        return float("nan")
    return (float((one == other).mean()) - by_chance) / (1 - by_chance)


def alpha(table: Judgements) -> float:
    """Give Krippendorff's alpha for nominal values; not a number where all judgements are the same."""
    import krippendorff

    known = ~np.isnan(table)
    paired = table[:, known.sum(axis=0) >= 2]
    values = np.unique(paired[~np.isnan(paired)])
    if len(values) < 2:
        return float("nan")
    return float(krippendorff.alpha(reliability_data=paired, level_of_measurement="nominal"))


def ac1(table: Judgements, categories: int | None = None) -> float:
    """Give Gwet's AC1; ``categories`` is how many there are, those that occur when None."""
    counts, total = _counts(table)
    judged = total >= 1
    many = categories or len(counts)
    if not (total >= 2).any() or many < 2:
        return float("nan")
    share = (counts[:, judged] / total[judged]).mean(axis=1)
    by_chance = float((share * (1 - share)).sum() / (many - 1))
    return (agreement(table) - by_chance) / (1 - by_chance)


def f1(table: Judgements) -> float:
    """Give F1 of giving the code, over all pairs of judgements of the same passage."""
    both = given = 0.0
    for first, second in combinations(table, 2):
        known = ~np.isnan(first) & ~np.isnan(second)
        both += float((first[known] * second[known]).sum())
        given += float(first[known].sum() + second[known].sum())
    return 2 * both / given if given else float("nan")


def _counts(table: Judgements) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Count by category and passage, and all judgements by passage."""
    values = np.unique(table[~np.isnan(table)])
    counts = np.array([(table == value).sum(axis=0) for value in values], dtype=np.float64)
    return counts.reshape(len(values), table.shape[1]), (~np.isnan(table)).sum(axis=0).astype(np.float64)
