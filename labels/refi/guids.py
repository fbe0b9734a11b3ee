"""GUIDs made from content (UUID version 5, RFC 9562), so that the same export has the same bytes."""

from __future__ import annotations

import json
from typing import Final
from uuid import UUID, uuid5

NAMESPACE: Final = UUID("9d0a5d0e-6f0c-5c53-8f26-2f5a1f0d7b61")
"""The namespace of all GUIDs that Oogst makes."""


def guid(*parts: object) -> str:
    """Give the GUID of a thing, from what kind it is and what makes it that thing.

    >>> guid("code", "wonen") == guid("code", "wonen"), guid("code", "wonen") == guid("code", "groen")
    (True, False)
    """
    return str(uuid5(NAMESPACE, json.dumps([str(part) for part in parts])))


def plain(written: str) -> str:
    """Give a GUID as other software wrote it, braces and upper case allowed, in one form.

    >>> plain("{8B876353-88B4-5D2A-ACE6-15C69FCBFC93}")
    '8b876353-88b4-5d2a-ace6-15c69fcbfc93'
    """
    return written.strip().strip("{}").lower()
