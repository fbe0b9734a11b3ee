"""Elements of OpenDocument that odfdo has no words for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from odfdo import Element


def element(tag: str, attributes: dict[str, str] | None = None) -> Element:
    """Make an element with attributes, each by its name with its namespace."""
    from odfdo import Element

    made = Element.from_tag(tag)
    for name, value in (attributes or {}).items():
        made.set_attribute(name, value)
    return made
