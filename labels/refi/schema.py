"""Checking an exchange file against the schemas of REFI-QDA 1.5, which lie in ``schemas/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from labels.refi.faults import ExchangeError, listed
from labels.refi.safe_xml import parse

Kind = Literal["Project", "Codebook"]


def breaches(xml: bytes, kind: Kind) -> tuple[str, ...]:
    """Tell how a file breaks its schema, each with its line; nothing where it is valid."""
    schema = _schema(kind)
    if schema.validate(parse(xml, f"the {kind}")):
        return ()
    return tuple(f"line {one.line}: {one.message}" for one in schema.error_log)


def checked(xml: bytes, kind: Kind) -> bytes:
    """Give a file that was made, once its schema holds; other programs may refuse it otherwise.

    Raises :class:`ExchangeError` with the breaches.
    """
    found = breaches(xml, kind)
    if found:
        raise ExchangeError(
            f"the {kind} that was made breaks the schema of REFI-QDA, so it was not written:\n"
            f"{listed(found)}\nLook at the codes and participants that they name, and mend their names."
        )
    return xml


@cache
def _schema(kind: Kind) -> Any:
    from lxml import etree

    return etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / f"{kind}.xsd"))
