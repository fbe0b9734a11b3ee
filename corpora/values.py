"""Dates and numbers as files write them, read by expression; what cannot be read is null."""

from __future__ import annotations

from typing import Final

import polars as pl

MOMENT: Final = pl.Datetime("ms", "UTC")

_ZONE: Final = r":\d{2}\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)$"
_ZONE_END: Final = r"(:\d{2})\s*(?:Z|UTC|[+-]\d{2}(?::?\d{2})?)$"
_TIMES: Final = (" %H:%M:%S", " %H:%M", "")
_ISO: Final = r"^\d{4}-\d{1,2}-\d{1,2}(\D|$)"
_LONG_YEAR: Final = r"^\d{1,2}-\d{1,2}-\d{4}(\D|$)"
_SHORT_YEAR: Final = r"^\d{1,2}-\d{1,2}-\d{2}(\D|$)"
_ORDERS: Final = ("day", "month")
"""Which of day and month comes first; on a tie the first of these."""
_SECONDS: Final = r"^\d{9,10}(\.\d+)?$"
_MILLISECONDS: Final = r"^\d{12,13}(\.0+)?$"


def integers(values: pl.Series) -> pl.Series:
    """Read whole numbers (``48``, ``48.0``, ``+3``); anything else becomes null."""
    numbers = values.cast(pl.Int64, strict=False)
    if numbers.null_count() == values.null_count():
        return numbers
    return (
        values.str.strip_chars()
        .str.replace(r"\.0+$", "")
        .str.replace(r"^\+", "")
        .cast(pl.Int64, strict=False)
    )


def decimals(values: pl.Series) -> pl.Series:
    """Read numbers with a decimal point or comma (``3.5``, ``3,5``); anything else becomes null."""
    numbers = values.str.strip_chars().str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return pl.select(pl.when(numbers.is_finite()).then(numbers)).to_series().rename(values.name)


def moments(values: pl.Series) -> pl.Series:
    """Read moments: epoch seconds and milliseconds, ISO 8601, and day-month-year with ``-``, ``/`` or ``.``.

    A time without a zone is taken as UTC. Month-day-year is read only where a column has dates that no other
    order explains, and then for the whole column. Anything else becomes null. Gives ``Datetime("ms",
    "UTC")``.

    >>> given = pl.Series(["1518501496471", "13-02-2018 05:58", "2018-02-13T06:58:00+01:00"])
    >>> moments(given).dt.to_string("%H:%M").to_list()
    ['05:58', '05:58', '05:58']
    """
    raw = values.cast(pl.String).str.strip_chars().alias("raw").to_frame()
    counted = raw.drop_nulls().group_by("raw").len("count")
    plain = pl.col("raw").str.replace(r"^(\d{4}-\d{2}-\d{2})T", "$1 ").str.replace(r"(:\d{2})[.,]\d+", "$1")
    frame = counted.with_columns(
        local=plain.str.replace(_ZONE_END, "$1").str.replace_all(r"[/.]", "-"), zone=plain.str.extract(_ZONE)
    )
    read = frame.select(
        "raw",
        "count",
        epoch=_epoch(pl.col("raw")),
        iso=_parsed("%Y-%m-%d", _ISO),
        day=pl.coalesce(_parsed("%d-%m-%Y", _LONG_YEAR), _parsed("%d-%m-%y", _SHORT_YEAR)),
        month=pl.coalesce(_parsed("%m-%d-%Y", _LONG_YEAR), _parsed("%m-%d-%y", _SHORT_YEAR)),
        shift=_shift(pl.col("zone")),
    )
    read_as = {order: int(read.filter(pl.col(order).is_not_null())["count"].sum()) for order in _ORDERS}
    in_order = max(_ORDERS, key=lambda order: read_as[order])
    moment = pl.coalesce("epoch", pl.coalesce("iso", in_order) - pl.col("shift"))
    known = read.select("raw", moment=moment.dt.replace_time_zone("UTC").cast(MOMENT))
    return raw.join(known, on="raw", how="left", maintain_order="left")["moment"].alias(values.name)


def _epoch(raw: pl.Expr) -> pl.Expr:
    number = raw.cast(pl.Float64, strict=False)
    milliseconds = (
        pl.when(raw.str.contains(_SECONDS))
        .then(number * 1000)
        .when(raw.str.contains(_MILLISECONDS))
        .then(number)
    )
    return milliseconds.round().cast(pl.Int64).cast(pl.Datetime("ms"))


def _parsed(date: str, shape: str) -> pl.Expr:
    text = pl.when(pl.col("local").str.contains(shape)).then("local")
    return pl.coalesce(*(text.str.strptime(pl.Datetime("ms"), date + time, strict=False) for time in _TIMES))


def _shift(zone: pl.Expr) -> pl.Expr:
    """Turn ``+01:30`` or ``-08`` into a duration; ``Z``, ``UTC`` and nothing are zero."""
    digits = zone.str.replace(":", "", literal=True)
    hours, minutes = (
        digits.str.slice(start, 2).cast(pl.Int64, strict=False).fill_null(0) for start in (1, 3)
    )
    sign = pl.when(digits.str.starts_with("-")).then(-1).otherwise(1)
    return pl.duration(minutes=sign * (hours * 60 + minutes))
