"""Keyed pseudonyms: who spoke, without who they are."""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from corpora.errors import SettingsError
from corpora.files import made_once

CONFIG_DIR = "OOGST_CONFIG_DIR"
"""Environment variable that names another folder for the secret."""

_FILE = "pseudonyms.key"
_BYTES = 32


def pseudonym(raw: str, secret: bytes) -> str:
    """Give the pseudonym of a participant id: ``p`` and the first 12 hex of HMAC-SHA256 (RFC 2104).

    The same id gives the same pseudonym everywhere on this machine; without the secret nobody can try names
    until one fits.

    >>> pseudonym("deelnemer 12", b"geheim")
    'p9277063fff0d'
    """
    return pseudonyms([raw], secret)[0]


def pseudonyms(raw: Iterable[str], secret: bytes) -> list[str]:
    """Give the :func:`pseudonym` of each of many ids; the key is prepared once."""
    keyed = hmac.new(secret, digestmod="sha256")
    given: list[str] = []
    for each in raw:
        own = keyed.copy()
        own.update(each.encode("utf-8", "replace"))
        given.append("p" + own.hexdigest()[:12])
    return given


def load_secret() -> bytes:
    """Read this user's secret, or make it at first use (mode 600, whole or not at all).

    It lies in the user's configuration folder, or in the folder that ``OOGST_CONFIG_DIR`` names; never in a
    run. Raises ``SettingsError`` when the file cannot be read, written, or is damaged.
    """
    path = _folder() / _FILE
    try:
        if not path.exists():
            _create(path)
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as fault:
        raise SettingsError(
            f"the secret for pseudonyms in {path} cannot be used ({fault}). "
            f"Repair its rights, or name another folder in {CONFIG_DIR}."
        ) from fault
    if len(secret) != _BYTES:
        raise SettingsError(
            f"the secret for pseudonyms in {path} is {len(secret)} bytes, not {_BYTES}. "
            "Put the original back; removing it gives every participant another pseudonym."
        )
    return secret


def _folder() -> Path:
    if named := os.environ.get(CONFIG_DIR):
        return Path(named)
    import platformdirs

    return platformdirs.user_config_path("oogst", appauthor=False)


def _create(path: Path) -> None:
    with made_once(path) as part:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES))
