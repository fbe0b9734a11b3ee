"""JSON: one object a line, or one array of objects."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from corpora.errors import SourceError
from corpora.readers.rows import Rows, from_records

_START: Final = re.compile(r'\s*(\{\s*["}]|\[\s*[\[{"\]])')


def looks_like_json(text: str) -> bool:
    """Say whether a text begins as an object or as an array of objects does."""
    return _START.match(text[:10_000].removeprefix("\ufeff")) is not None


def read_json(text: str, path: Path, encoding: str) -> Rows:
    """Read JSONL or a JSON array; nested values become JSON text, what is not an object is rejected.

    Columns are the keys in the order in which they are first seen. Raises ``SourceError`` for an array that
    breaks off, for one object over several lines, and when there is no object at all.
    """
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("["):
        values, kind = [_object(value) for value in _array(text, path)], "JSON array"
    else:
        values, kind = _lines(text), "JSONL"
        if len(values) > 1 and _is_one_object(text):
            raise SourceError(
                f"{path.name} is one JSON object over several lines, and no contribution a line. "
                "Give JSONL, an array of objects, or an export whose format is known."
            )
    names = list(dict.fromkeys(key for value in values if isinstance(value, dict) for key in value))
    if not names:
        reasons = [value for value in values if isinstance(value, str)]
        raise SourceError(
            f"{path.name} has no JSON object with keys{f' ({reasons[0]})' if reasons else ''}. "
            'Give one object a line, such as {"tekst": "Te veel regels"}.'
        )
    return from_records(
        names,
        [(row, [_cell(value.get(name)) for name in names]) for row, value in _numbered(values, dict)],
        list(_numbered(values, str)),
        format=kind,
        encoding=encoding,
    )


def _is_one_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _lines(text: str) -> list[dict[str, Any] | str]:
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return [_line(line) for line in lines]


def _line(line: str) -> dict[str, Any] | str:
    if not line.strip():
        return {}
    try:
        return _object(json.loads(line))
    except (ValueError, RecursionError) as fault:
        return f"not JSON: {fault if isinstance(fault, ValueError) else 'nested too deep'}"


def _array(text: str, path: Path) -> list[Any]:
    try:
        return list(json.loads(text))
    except (ValueError, RecursionError) as fault:
        raise SourceError(
            f"{path.name} is a JSON array that cannot be read: {fault}. Export it again, or as JSONL."
        ) from fault


def _object(value: object) -> dict[str, Any] | str:
    return value if isinstance(value, dict) else f"not a JSON object but {type(value).__name__}"


def _numbered(values: list[dict[str, Any] | str], kind: type) -> list[tuple[int, Any]]:
    return [(row, value) for row, value in enumerate(values, start=1) if isinstance(value, kind)]


def _cell(value: object) -> str | None:
    match value:
        case None | str():
            return value
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return json.dumps(value, ensure_ascii=False)
