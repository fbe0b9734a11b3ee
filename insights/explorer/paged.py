"""Long lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import polars as pl

PAGE_ROWS: Final = 25

T = TypeVar("T")


@dataclass(frozen=True)
class Paged(Generic[T]):
    """One page of a list: its rows, its number, how many pages and rows there are, and rows a full page."""

    rows: tuple[T, ...]
    page: int
    pages: int
    total: int
    size: int = PAGE_ROWS

    @property
    def first(self) -> int:
        """The number of the first row of the page in the whole list."""
        return (self.page - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of the last row of the page in the whole list."""
        return self.first + len(self.rows) - 1


class Window:
    """Which page of a list is shown: the one asked for, or the last."""

    def __init__(self, total: int, page: int, rows: int = PAGE_ROWS) -> None:
        self.total, self.rows = total, rows
        self.pages = max(1, -(-total // rows))
        self.page = min(page, self.pages)

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Give the rows of the page."""
        return frame.slice((self.page - 1) * self.rows, self.rows)

    def paged(self, rows: tuple[T, ...]) -> Paged[T]:
        """Give the page with what was made of its rows."""
        return Paged(rows, self.page, self.pages, self.total, self.rows)
