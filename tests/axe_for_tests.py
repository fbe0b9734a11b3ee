"""axe-core in a page of a browser: what it finds wrong, as short sentences."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

PACKAGE = "axe_playwright_python"
"""Development needs it for the one file of axe-core that it carries."""
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All rules that axe has on by itself, and the size of targets, which WCAG 2.2 added."""


def axe_source() -> str:
    """Give the script of axe-core; skip the test where it is not installed."""
    pytest.importorskip(PACKAGE)
    return (files(PACKAGE) / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any, source: str, rule: str | None = None) -> list[str]:
    """Run axe on a page, all rules or one; gives each rule that was broken, with its elements."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(source)
    options = OPTIONS if rule is None else {"resultTypes": ["violations"], "runOnly": [rule]}
    found = page.evaluate(f"axe.run({json.dumps(options)}).then(results => results.violations)")
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
