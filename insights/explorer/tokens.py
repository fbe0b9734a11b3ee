"""Colours as tokens, of the neutral NL Design System "Start" theme, for a light and for a dark screen."""

from __future__ import annotations

from typing import Final

TOKENS: Final[dict[str, str]] = {
    "ink": "#1a1a1a",
    "muted": "#4f5a66",
    "paper": "#ffffff",
    "wash": "#f3f6f9",
    "line": "#c9d2dc",
    "edge": "#6b7885",
    "accent": "#1b59a4",
    "accent-dark": "#123f77",
    "tint": "#e6eef8",
    "mark": "#fff3b8",
    "mark-edge": "#8a6100",
    "negative": "#b70000",
    "positive": "#006827",
    "warning-wash": "#fdf3dc",
    "focus": "#ffdd00",
    "focus-ink": "#0b0c0c",
}
"""On a light screen and on paper."""

DARK: Final[dict[str, str]] = {
    "ink": "#e9ecef",
    "muted": "#aeb8c3",
    "paper": "#15191e",
    "wash": "#1e242b",
    "line": "#3a444f",
    "edge": "#8794a1",
    "accent": "#8dbaf2",
    "accent-dark": "#bdd8fa",
    "tint": "#1d3350",
    "mark": "#4d3e05",
    "mark-edge": "#e0b03c",
    "negative": "#ff9a94",
    "positive": "#78d6a0",
    "warning-wash": "#332a14",
    "focus": "#ffdd00",
    "focus-ink": "#0b0c0c",
}
"""On a dark screen: the same names."""

TEXT_PAIRS: Final = (
    ("ink", "paper"),
    ("ink", "wash"),
    ("ink", "tint"),
    ("ink", "mark"),
    ("ink", "warning-wash"),
    ("muted", "paper"),
    ("muted", "wash"),
    ("accent", "paper"),
    ("accent", "wash"),
    ("accent", "tint"),
    ("accent", "warning-wash"),
    ("accent-dark", "paper"),
    ("accent-dark", "wash"),
    ("paper", "accent"),
    ("paper", "accent-dark"),
    ("negative", "paper"),
    ("positive", "paper"),
    ("focus-ink", "focus"),
)
"""Colours that stand on each other as text and ground: at least 4.5 to 1."""

GRAPHIC_PAIRS: Final = (
    ("accent", "wash"),
    ("muted", "wash"),
    ("edge", "paper"),
    ("mark-edge", "mark"),
    ("mark-edge", "paper"),
    ("mark-edge", "warning-wash"),
)
"""Colours that stand beside each other as graphics: at least 3 to 1."""


def properties(tokens: dict[str, str]) -> str:
    """Write tokens as custom properties of a style sheet.

    >>> properties({"ink": "#1a1a1a"})
    '--ink: #1a1a1a;'
    """
    return " ".join(f"--{name}: {value};" for name, value in tokens.items())
