"""Measures of agreement reproduce what was published, to four decimals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.agreement import ac1, agreement, alpha, f1, kappa, measures, prevalence

NAN = float("nan")

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A to C.
TWO_BINARY = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=float)
BEN_AND_GERRY = np.array(
    [[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]], dtype=float
)
FOUR_WITH_GAPS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
)


def crossed(table: list[list[int]]) -> np.ndarray:
    """Give the judgements of two coders behind a table of how often each pair of categories occurs."""
    pairs = [
        (row, column)
        for row, cells in enumerate(table)
        for column, number in enumerate(cells)
        for _ in range(number)
    ]
    return np.array(pairs, dtype=float).T


# cont3x3abstractors of the R package irrCAC by K. Gwet; its vignette prints these values.
ABSTRACTORS = crossed([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
# Gwet (2002), Kappa statistic is not satisfactory for assessing the extent of agreement between raters.
SKEWED = crossed([[118, 5], [2, 0]])


def test_alpha_of_the_examples_of_krippendorff() -> None:
    assert round(alpha(TWO_BINARY), 4) == 0.0952
    assert round(alpha(BEN_AND_GERRY), 3) == 0.692
    assert round(alpha(FOUR_WITH_GAPS), 4) == 0.7434


def test_kappa_alpha_and_ac1_of_the_abstractors_of_gwet() -> None:
    assert round(agreement(ABSTRACTORS), 4) == 0.89
    assert round(kappa(ABSTRACTORS), 4) == 0.7964
    assert round(ac1(ABSTRACTORS), 4) == 0.8493
    assert round(alpha(ABSTRACTORS), 4) == 0.7973


def test_ac1_of_four_coders_with_missing_judgements() -> None:
    """Gwet (2014), Handbook of Inter-Rater Reliability, table 2.9 and ``cac.raw4raters`` of irrCAC."""
    assert round(agreement(FOUR_WITH_GAPS), 4) == 0.8182
    assert round(ac1(FOUR_WITH_GAPS), 4) == 0.7754


def test_on_a_skewed_code_kappa_collapses_and_ac1_does_not() -> None:
    assert round(agreement(SKEWED), 4) == 0.944
    assert round(kappa(SKEWED), 4) == -0.0234
    assert round(ac1(SKEWED), 4) == 0.9408


def test_kappa_of_a_diagnosis_table() -> None:
    """Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, table 18.1: kappa 0.676."""
    assert round(kappa(crossed([[75, 1, 4], [5, 4, 1], [0, 0, 10]])), 4) == 0.6765


def test_f1_leaves_out_what_neither_gave() -> None:
    some = np.array([[1, 1, 1, 0], [1, 1, 0, 1]], dtype=float)
    many = np.concatenate([some, np.zeros((2, 100))], axis=1)
    assert f1(some) == f1(many) == pytest.approx(4 / 6)


def test_a_passage_that_one_coder_judged_counts_for_no_pair() -> None:
    table = np.array([[1, 0, 1, 1], [1, 0, NAN, NAN]])
    assert agreement(table) == kappa(table) == alpha(table) == f1(table) == 1
    assert prevalence(table) == 0.5


def test_where_nothing_can_be_measured_there_is_no_figure() -> None:
    assert np.isnan(measures(np.full((2, 3), NAN))).all()
    never = measures(np.zeros((2, 5)))
    assert never[0] == 1 and np.isnan(never[[1, 2, 4]]).all() and never[3] == 1


tables = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from([0.0, 1.0, NAN]), min_size=coders, max_size=coders), min_size=1, max_size=12
    )
)


@given(tables)
def test_no_measure_depends_on_the_order_of_coders_or_passages(rows: list[list[float]]) -> None:
    table = np.array(rows).T
    np.testing.assert_allclose(measures(table), measures(table[::-1, ::-1]), atol=1e-12)


@given(tables)
def test_no_measure_is_above_one(rows: list[list[float]]) -> None:
    found = measures(np.array(rows).T)
    assert (found[~np.isnan(found)] <= 1 + 1e-12).all()
