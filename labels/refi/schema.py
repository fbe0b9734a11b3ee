"""Checking an exchange file against the schemas of REFI-QDA 1.5, which lie in ``schemas/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

Kind = Literal["Project", "Codebook"]


def breaches(xml: bytes, kind: Kind) -> tuple[str, ...]:
    """Tell how a file breaks its schema, each with its line; nothing where it is valid."""
    from labels.refi.safe_xml import parse

    schema = _schema(kind)
    if schema.validate(parse(xml, f"the {kind}")):
        return ()
    return tuple(f"line {one.line}: {one.message}" for one in schema.error_log)


@cache
def _schema(kind: Kind) -> Any:
    from lxml import etree

    return etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / f"{kind}.xsd"))
