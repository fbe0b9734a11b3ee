"""Serving a Streamlit app here and looking at it in a headless Chromium: for tests, timings and pictures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app.py"
OFFLINE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

EMPTY = "import streamlit as st\n\nst.title('leeg')\n"
"""An app of one heading, to hold the explorer against."""


@contextmanager
def served(app: Path = APP, **environment: str) -> Iterator[str]:
    """Serve an app on a free port of this machine; gives its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server.headless": "true",
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += [f"--{name}={value}" for name, value in options.items()]
    server = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _answering(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(20)


def _answering(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        try:
            urlopen(f"{address}/_stcore/health", timeout=2).close()
            return address
        except (URLError, OSError):
            if server.poll() is not None:
                raise RuntimeError("the server stopped before it answered") from None
            time.sleep(0.1)
    raise TimeoutError("the server did not answer in 30 seconds")


def find_chromium() -> str | None:
    """Find a Chromium of this machine; None when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a running headless Chromium, driven by playwright.

    Raises ``FileNotFoundError`` where this machine has none.
    """
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        raise FileNotFoundError("there is no Chromium on this machine")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=path, args=list(OFFLINE))
        yield browser
        browser.close()


def first_page(browser: Any, app: Path, heading: str, **environment: str) -> float:
    """Seconds from asking a server that has just started for its page until the heading shows."""
    with served(app, **environment) as address:
        context = browser.new_context()
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.get_by_role("heading", level=1, name=heading).wait_for(timeout=60_000)
        seconds = time.perf_counter() - start
        context.close()
    return seconds
