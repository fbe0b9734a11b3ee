"""One page of the explorer at a time, by Streamlit's own test runner, and what is written on it."""

from __future__ import annotations

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

PAGES = Path(__file__).resolve().parents[1] / "insights" / "explorer" / "pages"


def page(name: str, /, **params: str) -> str:
    """Open a page by its parameters and give all the HTML on it."""
    app = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=30)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(html: str) -> str:
    """Give the words on a page, without its style and script."""
    bare = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|<[^>]+>", " ", html)
    return re.sub(r"\s+", " ", bare)


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
