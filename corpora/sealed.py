"""Texts that only this user can read again: what a run needs to be proven, and nobody else may know.

A pseudonym tells people apart and leads to nobody. The name of a speaker in a mapping must lead back to the
words in the source, so that they are found again, and so it is sealed.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

SEALED: Final = "sealed:"
"""How a sealed text begins."""
_BLOCK: Final = 32
"""Bytes of a block; as the text is filled up to whole ones, its length does not tell who it is."""


def seal(text: str, secret: bytes) -> str:
    """Give a text in a form that only who has the secret can read; the same text has the same form.

    AES-SIV (RFC 5297): deterministic, and what was changed is known for it.

    >>> sealed = seal("Jan de Vries", b"geheim")
    >>> sealed.startswith("sealed:"), unseal(sealed, b"geheim"), unseal(sealed, b"van een ander")
    (True, 'Jan de Vries', None)
    """
    plain = text.encode("utf-8", "surrogatepass") + b"\x80"
    plain += bytes(-len(plain) % _BLOCK)
    return SEALED + base64.urlsafe_b64encode(_cipher(secret).encrypt(plain, None)).decode("ascii")


def unseal(sealed: str, secret: bytes) -> str | None:
    """Give the text that :func:`seal` hid; None where it was sealed with another secret, or was changed."""
    from cryptography.exceptions import InvalidTag

    try:
        hidden = base64.urlsafe_b64decode(sealed.removeprefix(SEALED))
        plain = _cipher(secret).decrypt(hidden, None)
    except (ValueError, binascii.Error, InvalidTag):
        return None
    return plain.rstrip(b"\0").removesuffix(b"\x80").decode("utf-8", "surrogatepass")


def _cipher(secret: bytes) -> AESSIV:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return AESSIV(hmac.digest(secret, b"oogst sealed", "sha512"))
