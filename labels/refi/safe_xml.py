"""Parsing XML that strangers wrote: no entities, no other files, no network, no trees without end."""

from __future__ import annotations

from typing import Any

from labels.refi.faults import ExchangeError


def parse(xml: bytes, what: str) -> Any:
    """Parse XML; gives the root element of lxml.

    Raises :class:`ExchangeError` for what is not well formed, and for any document type: REFI-QDA has none,
    and entities are declared there.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise ExchangeError(f"{what} is not well-formed XML: {fault}. Export it again.") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise ExchangeError(
            f"{what} declares a document type, which may hide entities that fill the memory. "
            "Nothing was read; REFI-QDA needs none: remove the line <!DOCTYPE …>, or export it again."
        )
    return root


def tag(element: Any) -> str:
    """Give the name of an element without its namespace, which differs between versions of the standard."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def first(element: Any, name: str) -> Any:
    """Give the first child of a name; None where there is none, or no element."""
    return None if element is None else next((one for one in element if tag(one) == name), None)


def inner(element: Any, name: str) -> list[Any]:
    """Give all children of a name; none where there is no element."""
    return [] if element is None else [one for one in element if tag(one) == name]
