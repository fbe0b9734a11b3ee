"""Keyed pseudonyms: who spoke, without who they are."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Final

import polars as pl

from corpora.errors import SettingsError
from corpora.files import made_once
from corpora.identity import hash_each

CONFIG_DIR = "OOGST_CONFIG_DIR"
"""Environment variable that names another folder for the secret."""

_FILE = "pseudonyms.key"
_BYTES = 32
_DIGITS: Final = 12
_BLOCK: Final = 64
"""Bytes that SHA-256 takes at a time: as long is the key of HMAC."""


def pseudonym(raw: str, secret: bytes) -> str:
    """Give the pseudonym of a participant id: ``p`` and the first 12 hex of HMAC-SHA256 (RFC 2104).

    The same id gives the same pseudonym everywhere on this machine; without the secret nobody can try names
    until one fits.

    >>> pseudonym("deelnemer 12", b"geheim")
    'p9277063fff0d'
    """
    return "p" + hmac.digest(secret, raw.encode("utf-8", "replace"), "sha256").hex()[:_DIGITS]


def pseudonyms(raw: pl.Series, secret: bytes) -> pl.Series:
    """Give the :func:`pseudonym` of each of many ids (strings in, strings out); null stays null.

    HMAC is written out (RFC 2104, section 2), for expressions hash many texts at once.
    """
    key = (hashlib.sha256(secret).digest() if len(secret) > _BLOCK else secret).ljust(_BLOCK, b"\0")
    inner, outer = (pl.lit(bytes(byte ^ pad for byte in key)) for pad in (0x36, 0x5C))
    text = pl.col("raw").cast(pl.Binary)
    keyed = hash_each(outer + hash_each(inner + text).str.decode("hex"), _DIGITS)
    return pl.DataFrame({"raw": raw}).select(pl.format("p{}", keyed).alias(raw.name)).to_series()


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
