"""What a format is: its name, how it is recognised, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.rows import Rows

NO, MAYBE, LIKELY, CERTAIN = range(4)
"""How surely a format is recognised in a content: the surest format reads it."""


@dataclass(frozen=True)
class Format:
    """A kind of file.

    ``name`` is what ``--as`` takes, ``title`` what a person calls it. ``recognises`` judges by the content,
    the name of the file being a hint only, and raises nothing. ``read`` gives its rows, and raises
    ``SourceError``.
    """

    name: str
    title: str
    recognises: Callable[[Content], int]
    read: Callable[[Content, Mapping], Rows]


@dataclass(frozen=True)
class Platform:
    """The export of a participation platform: a table whose columns have known names.

    ``recognises`` judges by the names of the columns. ``adapt`` gives the rows as contributions: what to do
    with their columns in ``Rows.preset``, votes and people where there are any. It may read the files that
    lie beside the table, or the other sheets of its workbook.
    """

    name: str
    title: str
    recognises: Callable[[Sequence[str]], bool]
    adapt: Callable[[Rows, Content, Mapping], Rows]
