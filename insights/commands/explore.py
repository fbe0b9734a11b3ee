"""``oogst explore``: opening the explorer on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

from insights.commands.options import example
from insights.explorer import EDITOR
from insights.explorer.tokens import DARK, TOKENS

SERVED: Final = {
    "server.address": "127.0.0.1",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "theme.light.primaryColor": TOKENS["accent"],
    "theme.dark.primaryColor": DARK["accent"],
}
"""How Streamlit serves the explorer; ``.streamlit/config.toml`` says the same."""


@click.command(
    epilog=example(
        'oogst explore\noogst explore runs/voorbeeld\noogst explore runs/voorbeeld --editor "A. de Vries"'
    )
)
@click.argument("run", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=int, default=8501, show_default=True, help="Port on this machine.")
@click.option(
    "--editor", default="", metavar="NAME", help="Let NAME decide about themes and quotes, and code."
)
def explore(run: Path | None, port: int, editor: str) -> None:
    """Open the explorer on RUN, or on the list of runs it finds here.

    It only shows, unless --editor names who decides: then the pages Beoordelen and Coderen are there too, and
    what is decided goes to the same log as `oogst decide`.
    """
    from insights.runs import open_run

    serve(open_run(run).path if run else None, port, editor)


def serve(run: Path | None, port: int = 8501, editor: str = "") -> None:
    """Serve the explorer on this machine only, until it is stopped; read-only without an editor."""
    entry = find_spec("app")
    if entry is None or entry.origin is None:
        raise click.ClickException(
            "the explorer's entry app.py is not installed beside Oogst. Install Oogst again."
        )
    inherited = {name: value for name, value in os.environ.items() if name != EDITOR}
    asked = {"OOGST_RUN": str(run.resolve()) if run else "", EDITOR: editor.strip()}
    environment = inherited | {name: value for name, value in asked.items() if value}
    options = [f"--{name}={value}" for name, value in (*SERVED.items(), ("server.port", port))]
    command = [sys.executable, "-m", "streamlit", "run", entry.origin, *options]
    try:
        subprocess.run(command, env=environment, check=False)
    except KeyboardInterrupt:
        click.echo("explorer stopped", err=True)
