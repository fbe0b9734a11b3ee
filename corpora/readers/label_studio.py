"""Label Studio: tasks with a text, and the labels that people gave them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import polars as pl

from corpora.columns import called, is_prose
from corpora.mapping import Mapping
from corpora.readers.content import Content
from corpora.readers.formats import Platform
from corpora.readers.rows import Rows, name_columns

_DATA: Final = "data"
_DONE: Final = ("annotations", "completions")
_FLAT: Final = frozenset(("annotation_id", "annotator"))
_AGAIN: Final = "another annotation of a task that was read already"
_VALUES: Final = ("choices", "labels", "hypertextlabels", "paragraphlabels", "taxonomy", "rating", "text")


def recognises(columns: Sequence[str]) -> bool:
    """Say whether these are tasks (JSON), or tasks in its flat form (JSON-MIN, CSV)."""
    names = set(columns)
    return (_DATA in names and any(name in names for name in _DONE)) or names >= _FLAT


def adapt(rows: Rows, content: Content, mapping: Mapping) -> Rows:
    """Give the texts of the tasks, each label set in a column of its own, to be kept where a mapping does.

    What annotators wrote or chose is never read as something somebody said.
    """
    if _DATA not in rows.frame.columns:
        return _flat(rows, mapping)
    tasks = [_object(cell) for cell in rows.frame[_DATA]]
    done = next(name for name in _DONE if name in rows.frame.columns)
    labels = [_labels(cell) for cell in rows.frame[done]]
    fields = list(dict.fromkeys(key for task in tasks for key in task))
    sets = list(dict.fromkeys(key for each in labels for key in each))
    others = [name for name in rows.frame.columns if name not in (_DATA, *_DONE)]
    names, renamed = name_columns([*others, *fields, *sets])
    of_task = names[len(others) : len(others) + len(fields)]
    of_labels = names[len(others) + len(fields) :]
    frame = rows.frame.select(others).with_columns(
        *(
            pl.Series(name, [task.get(key) for task in tasks], dtype=pl.String)
            for name, key in zip(of_task, fields, strict=True)
        ),
        *(
            pl.Series(name, [" | ".join(each.get(key, ())) or None for each in labels], dtype=pl.String)
            for name, key in zip(of_labels, sets, strict=True)
        ),
    )
    told = (f"labels by annotators: {', '.join(of_labels)}; --keep keeps them",) if of_labels else ()
    return replace(
        rows,
        frame=frame,
        format=f"Label Studio, {rows.format}",
        notes=(*rows.notes, *renamed, *told),
        preset=Mapping(text=_text(frame, of_task), id="id" if "id" in others else None),
    )


def _flat(rows: Rows, mapping: Mapping) -> Rows:
    """Take every task once: the flat form repeats it for each annotation."""
    columns = rows.frame.columns
    task = "id" if "id" in columns else None
    text = next(iter(called("text", columns)), None)
    again = pl.col(task).is_first_distinct().not_() if task else pl.lit(False)
    return replace(
        rows.reject(pl.when(again & pl.col(task or columns[0]).is_not_null()).then(pl.lit(_AGAIN))),
        format=f"Label Studio, {rows.format}",
        preset=Mapping(text=text, id=task),
    )


def _text(frame: pl.DataFrame, names: Sequence[str]) -> str | None:
    """Choose the text of the tasks: by its name, else the first that reads as prose."""
    prose = [name for name in names if is_prose(frame[name])]
    return next(iter([*called("text", names), *prose]), None)


def _object(cell: str | None) -> dict[str, str]:
    found = _json(cell)
    if not isinstance(found, dict):
        return {}
    return {key: _cell(value) for key, value in found.items() if value is not None}


def _labels(cell: str | None) -> dict[str, list[str]]:
    """Give the labels of a task by their control, each once; cancelled annotations are left out."""
    found: dict[str, list[str]] = {}
    annotations = _json(cell)
    for annotation in annotations if isinstance(annotations, list) else []:
        if isinstance(annotation, dict) and not annotation.get("was_cancelled"):
            for name, label in _results(annotation.get("result")):
                if label not in found.setdefault(name, []):
                    found[name].append(label)
    return found


def _results(results: object) -> Iterator[tuple[str, str]]:
    for result in results if isinstance(results, list) else []:
        value = result.get("value") if isinstance(result, dict) else None
        for kind in _VALUES if isinstance(value, dict) else ():
            given = value.get(kind) if isinstance(value, dict) else None
            # Beside labels, "text" is the passage that they are on, and nothing an annotator wrote.
            if given is None or (kind == "text" and "start" in (value or {})):
                continue
            for label in given if isinstance(given, list) else [given]:
                yield str(result.get("from_name") or kind), _cell(label)


def _json(cell: str | None) -> Any:
    try:
        return json.loads(cell or "null")
    except (ValueError, RecursionError):
        return None


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


LABEL_STUDIO: Final = Platform("label-studio", "a Label Studio export (JSON)", recognises, adapt)
