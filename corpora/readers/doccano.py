"""doccano: texts with the labels or labelled passages that people gave them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import polars as pl

from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.formats import Platform
from corpora.readers.rows import Rows

_TEXT: Final = ("text", "data")
_LABELS: Final = ("label", "labels", "entities", "cats")
_OTHERS: Final = ("id", "Comments", "comments", "relations", "meta", "annotation_approver", "_id")


def recognises(columns: Sequence[str]) -> bool:
    """Say whether these are a text and its labels, and nothing that doccano does not write."""
    names = set(columns)
    return (
        any(name in names for name in _TEXT)
        and any(name in names for name in _LABELS)
        and names <= {*_TEXT, *_LABELS, *_OTHERS}
    )


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Give the texts; the distinct labels of each, joined by `` | ``, are kept where a mapping keeps them.

    A table with a column of plain labels is left as it is: doccano writes lists.
    """
    lists = [name for name in _LABELS if name in rows.frame.columns and _is_lists(rows.frame[name])]
    if not rows.format.startswith("JSON") or not lists:
        return rows
    for name in lists:
        labels = [" | ".join(dict.fromkeys(_labels(cell))) or None for cell in rows.frame[name]]
        rows = rows.with_columns(pl.Series(name, labels, dtype=pl.String))
    return replace(
        rows,
        format=f"doccano, {rows.format}",
        notes=(*rows.notes, f"labels by annotators: {', '.join(lists)}; --keep keeps them"),
        preset=Mapping(
            text=next(name for name in _TEXT if name in rows.frame.columns),
            id="id" if "id" in rows.frame.columns else None,
        ),
    )


def _is_lists(cells: pl.Series) -> bool:
    filled = cells.drop_nulls()
    return len(filled) > 0 and bool(filled.str.contains(r"^\s*[\[{]").all())


def _labels(cell: str | None) -> Iterator[str]:
    """Give the labels of a cell: ``["X"]``, ``[[0, 5, "X"]]``, ``[{"label": "X", …}]`` or ``{"X": 1}``."""
    try:
        found: Any = json.loads(cell or "null")
    except (ValueError, RecursionError):
        return
    if isinstance(found, dict):
        yield from (str(name) for name, value in found.items() if value)
        return
    for each in found if isinstance(found, list) else []:
        if isinstance(each, dict):
            each = each.get("label")
        elif isinstance(each, list):
            each = each[-1] if each else None
        if each is not None:
            yield each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)


DOCCANO: Final = Platform("doccano", "a doccano export (JSONL)", recognises, adapt)
