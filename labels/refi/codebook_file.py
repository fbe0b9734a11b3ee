"""QDC: a codebook as one XML file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Final

from labels.codebook import Codebook
from labels.refi.code_tree import code_tree
from labels.refi.schema import checked

NAMESPACE: Final = "urn:QDA-XML:codebook:1.0"


def qdc(codebook: Codebook, origin: str = "Oogst") -> tuple[bytes, tuple[str, ...]]:
    """Give the bytes of a QDC file, and what it cannot hold."""
    tree = code_tree(codebook, notes=False)
    root = ET.Element("CodeBook", {"xmlns": NAMESPACE, "origin": origin})
    root.append(tree.codes)
    return checked(as_bytes(root), "Codebook"), tree.losses


def as_bytes(root: ET.Element) -> bytes:
    """Write an element as an XML file: UTF-8, indented, the same each time."""
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"
