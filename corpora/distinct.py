"""The distinct values of a column: how many there are, and working each out once, however often it occurs."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl


def count_distinct(values: pl.Series) -> int:
    """Count the distinct values of a series of strings, null left out.

    >>> count_distinct(pl.Series(["2", None, "10", "2"]))
    2
    """
    numbers = values.cast(pl.Int64, strict=False)
    if not numbers.null_count() and (numbers > numbers.shift()).slice(1).all():
        return len(values)  # numbers that rise, as most ids do, need no table of all of them
    return values.drop_nulls().n_unique()


def of_each(values: pl.Series, work: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Give what ``work`` makes of the distinct values, in the place of each; null stays null.

    ``work`` takes the distinct values, none of them null, in order, and gives as many results, of any type.

    >>> of_each(pl.Series("wijk", ["Zuid", None, "Noord", "Zuid"]), lambda names: names.str.len_chars())
    shape: (4,)
    Series: 'wijk' [u32]
    [
        4
        null
        5
        4
    ]
    """
    distinct = values.drop_nulls().unique().sort()
    made = pl.DataFrame({"value": distinct, "made": work(distinct)})
    joined = pl.DataFrame({"value": values}).join(made, on="value", how="left", maintain_order="left")
    return joined["made"].alias(values.name)
