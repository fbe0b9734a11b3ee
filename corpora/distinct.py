"""Working out each distinct value of a column once, however often it occurs."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl


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
