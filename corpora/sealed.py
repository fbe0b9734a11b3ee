"""Texts that only this user can read again: what a run needs to be proven, and nobody else may know.

A pseudonym tells people apart and leads to nobody. The name of a speaker in a mapping must lead back to the
words in the source, so that they are found again, and so it is sealed.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import Final

SEALED: Final = "sealed:"
"""How a sealed text begins."""
_MARK: Final = 16
_BLOCK: Final = 32
"""Bytes of a block; as the text is filled up to whole ones, its length does not tell who it is."""


def seal(text: str, secret: bytes) -> str:
    """Give a text in a form that only who has the secret can read; the same text has the same form.

    A synthetic initialisation vector (Rogaway and Shrimpton 2006, *Deterministic Authenticated-Encryption*;
    RFC 5297), with HMAC-SHA256 for its keyed functions: sixteen bytes of the keyed hash of the text prove it,
    and begin the stream that hides it.

    >>> sealed = seal("Jan de Vries", b"geheim")
    >>> sealed.startswith("sealed:"), unseal(sealed, b"geheim"), unseal(sealed, b"van een ander")
    (True, 'Jan de Vries', None)
    """
    plain = text.encode("utf-8", "surrogatepass") + b"\x80"
    plain += bytes(-len(plain) % _BLOCK)
    mark = _mark(plain, secret)
    hidden = _with_stream(plain, mark, secret)
    return SEALED + base64.urlsafe_b64encode(mark + hidden).decode("ascii")


def unseal(sealed: str, secret: bytes) -> str | None:
    """Give the text that :func:`seal` hid; None where it was sealed with another secret, or was changed."""
    try:
        content = base64.urlsafe_b64decode(sealed.removeprefix(SEALED))
    except (ValueError, binascii.Error):
        return None
    mark, hidden = content[:_MARK], content[_MARK:]
    plain = _with_stream(hidden, mark, secret)
    if not hmac.compare_digest(mark, _mark(plain, secret)):
        return None
    return plain.rstrip(b"\0").removesuffix(b"\x80").decode("utf-8", "surrogatepass")


def _mark(plain: bytes, secret: bytes) -> bytes:
    return hmac.digest(_key(b"mark", secret), plain, "sha256")[:_MARK]


def _with_stream(content: bytes, mark: bytes, secret: bytes) -> bytes:
    """Combine bytes with the stream that a mark begins; done twice, they are as they were."""
    key, blocks = _key(b"stream", secret), -(-len(content) // _BLOCK)
    stream = b"".join(hmac.digest(key, mark + number.to_bytes(8), "sha256") for number in range(blocks))
    return bytes(one ^ other for one, other in zip(content, stream, strict=False))


def _key(purpose: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, b"oogst sealed: " + purpose, "sha256")
