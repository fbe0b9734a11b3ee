"""What a run asks of the network, recorded from what happened and not from what was meant."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_EVENTS = frozenset(
    {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}
)
_listening: list[list[str]] = []
_installed = False


@contextmanager
def network_record() -> Iterator[list[str]]:
    """Give a list that fills, while the block runs, with every connection or look-up this process tries.

    Python tells an audit hook of each of them, whichever library asks (PEP 578). Connections to files on this
    machine are not of the network and are left out.
    """
    global _installed
    if not _installed:
        sys.addaudithook(_hear)
        _installed = True
    record: list[str] = []
    _listening.append(record)
    try:
        yield record
    finally:
        # By identity: two empty records are equal.
        _listening[:] = [other for other in _listening if other is not record]


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _listening or event not in _EVENTS:
        return
    target = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
    if isinstance(target, str | bytes) and event == "socket.connect":
        return  # a Unix socket: a path, not a host
    for record in _listening:
        record.append(f"{event} {target}")
