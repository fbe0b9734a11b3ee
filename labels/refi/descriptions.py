r"""The description of a code: its definition, rules and examples under fixed Dutch headings, and back.

REFI-QDA has one free text for all of it. A heading stands alone on a line; items of a list begin with ``- ``
and go on with two spaces; a line of the text that looks like a heading, an item or a space has a space put
before it. What was written elsewhere and has no heading is the definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from labels.codebook import Borderline, Code
from labels.refi.characters import legal

DEFINITION, INCLUDE, EXCLUDE = "Definitie:", "Wel:", "Niet:"
TYPICAL, BORDERLINE = "Voorbeelden:", "Grensgevallen:"
KEYWORDS, MEMO, MARK = "Trefwoorden:", "Memo:", "Kenmerk:"
HEADINGS: Final = (DEFINITION, INCLUDE, EXCLUDE, TYPICAL, BORDERLINE, KEYWORDS, MEMO, MARK)
"""``Kenmerk`` holds the id of the code, by which it is known again."""
_TEXTS: Final = (DEFINITION, INCLUDE, EXCLUDE, MEMO, MARK)
_NOTE: Final = "→ "


@dataclass(frozen=True)
class Described:
    """What a description says of a code; ``mark`` is the id that Oogst gave it, else empty."""

    definition: str = ""
    include: str = ""
    exclude: str = ""
    typical: tuple[str, ...] = ()
    borderline: tuple[Borderline, ...] = ()
    keywords: tuple[str, ...] = ()
    memo: str = ""
    mark: str = ""


def describe(code: Code, *, memo: bool) -> str:
    """Write the description of a code; ``memo`` says whether its memo has no better place."""
    texts = {
        DEFINITION: code.definition,
        INCLUDE: code.include,
        EXCLUDE: code.exclude,
        MEMO: code.memo if memo else "",
        MARK: code.id,
    }
    items = {
        TYPICAL: [legal(text) for text in code.typical],
        BORDERLINE: [
            legal(one.text) + (f"\n{_NOTE}{legal(one.note)}" if one.note else "") for one in code.borderline
        ],
        KEYWORDS: [legal(word) for word in code.keywords],
    }
    parts = []
    for heading in HEADINGS:
        lines = _items(items[heading]) if heading in items else _lines(texts[heading])
        if lines:
            parts.append("\n".join([heading, *lines]))
    return "\n\n".join(parts)


def read_description(text: str) -> Described:
    """Read a description, from Oogst or from elsewhere."""
    sections: dict[str, list[str]] = {}
    heading: str | None = None
    for line in legal(text).strip("\n").split("\n"):
        if line.strip() in HEADINGS and not line.startswith(" "):
            heading = line.strip()
            sections.setdefault(heading, [])
        elif heading is None:
            sections.setdefault(DEFINITION, []).append(line)
        else:
            sections[heading].append(line)
    said = {name: _unlined(sections.get(name, [])) for name in _TEXTS}
    return Described(
        said[DEFINITION],
        said[INCLUDE],
        said[EXCLUDE],
        tuple(_unitems(sections.get(TYPICAL, []))),
        tuple(_borderline(one) for one in _unitems(sections.get(BORDERLINE, []))),
        tuple(_unitems(sections.get(KEYWORDS, []))),
        said[MEMO],
        said[MARK],
    )


def _lines(text: str) -> list[str]:
    lines = legal(text).strip().split("\n") if text.strip() else []
    return [f" {line}" if line.strip() in HEADINGS or line.startswith(" ") else line for line in lines]


def _unlined(lines: Sequence[str]) -> str:
    return "\n".join(line.removeprefix(" ") for line in lines).strip()


def _items(texts: Sequence[str]) -> list[str]:
    return [f"- {text.strip()}".replace("\n", "\n  ") for text in texts if text.strip()]


def _unitems(lines: Sequence[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        if line.startswith("- "):
            found.append(line[2:])
        elif found and line.startswith("  "):
            found[-1] += "\n" + line[2:]
        elif line.strip():
            found.append(line.strip())
    return [one.strip() for one in found]


def _borderline(item: str) -> Borderline:
    text, _, note = item.partition(f"\n{_NOTE}")
    return Borderline(text, note)
