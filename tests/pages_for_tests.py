"""One page of the explorer at a time, by Streamlit's own test runner, and what is written on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from string import Formatter

import polars as pl
from streamlit.testing.v1 import AppTest

PAGES = Path(__file__).resolve().parents[1] / "insights" / "explorer" / "pages"


def page(name: str | Path, /, **params: str) -> str:
    """Open a page, by its name or its file, with parameters and give all the HTML on it."""
    file = name if isinstance(name, Path) else PAGES / f"{name}.py"
    app = AppTest.from_file(str(file), default_timeout=30)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(html: str) -> str:
    """Give the words on a page, without its style and script."""
    bare = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", html)
    return re.sub(r"\s+", " ", bare)


def at_once(html: str) -> str:
    """Give what a page shows before anything that opens on demand."""
    return html.partition('id="main"')[2].partition("<details")[0]


def fold_of(html: str, summary: str) -> str:
    """Give the content of the fold whose summary begins with these words; fails where there is none."""
    found = re.search(rf"(?s)<details(?: open)?><summary>{re.escape(summary)}[^<]*</summary>(.*)", html)
    assert found, f"no fold {summary!r}"
    inside, depth = found[1], 1
    for tag in re.finditer(r"<details|</details>", inside):
        depth += 1 if tag[0] == "<details" else -1
        if depth == 0:
            return inside[: tag.start()]
    return inside


def fill_in(run: Path, **columns: list[object]) -> Path:
    """Give the contributions of a run values in columns that its dialogue left empty; lists are repeated."""
    path = run / "contributions.parquet"
    frame = pl.read_parquet(path)
    for name, values in columns.items():
        repeated = [values[row % len(values)] for row in range(frame.height)]
        frame = frame.with_columns(pl.Series(name, repeated).cast(frame.schema[name], strict=False))
    frame.write_parquet(path)
    return run


def places(text: str) -> set[str]:
    """Give the names that are filled in in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def told_alike(dutch: object, english: object) -> bool:
    """Whether two sets of texts have the same texts with the same places to fill, none of them empty."""
    if isinstance(dutch, str) and isinstance(english, str):
        return bool(dutch.strip() and english.strip()) and places(dutch) == places(english)
    if isinstance(dutch, Mapping) and isinstance(english, Mapping):
        same = dutch.keys() == english.keys()
        return same and all(told_alike(dutch[key], english[key]) for key in dutch)
    if isinstance(dutch, tuple) and isinstance(english, tuple):
        return len(dutch) == len(english) and all(map(told_alike, dutch, english))
    assert is_dataclass(dutch) and is_dataclass(english)
    alike = {
        one.name: told_alike(getattr(dutch, one.name), getattr(english, one.name)) for one in fields(dutch)
    }
    assert all(alike.values()), alike
    return True


def unused(texts: object) -> list[str]:
    """Name the texts of a page that no module of the explorer says."""
    code = "".join(path.read_text(encoding="utf-8") for path in PAGES.parent.rglob("*.py"))
    assert is_dataclass(texts)
    return [
        one.name for one in fields(texts) if not re.search(rf'\btexts\b.*\.{one.name}\b|"{one.name}"', code)
    ]
