"""``oogst explore``: opening the explorer on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from insights.commands.options import example


@click.command(epilog=example("oogst explore\noogst explore runs/voorbeeld"))
@click.argument("run", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=int, default=8501, show_default=True, help="Port on this machine.")
def explore(run: Path | None, port: int) -> None:
    """Open the explorer on RUN, or on the list of runs it finds here."""
    from insights.runs import open_run

    serve(open_run(run).path if run else None, port)


def serve(run: Path | None, port: int = 8501) -> None:
    """Serve the explorer on this machine only, until it is stopped."""
    entry = find_spec("app")
    if entry is None or entry.origin is None:
        raise click.ClickException(
            "the explorer's entry app.py is not installed beside Oogst. Install Oogst again."
        )
    environment = os.environ | ({"OOGST_RUN": str(run.resolve())} if run else {})
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--browser.gatherUsageStats=false"]
    command = [sys.executable, "-m", "streamlit", "run", entry.origin, *options]
    try:
        subprocess.run(command, env=environment, check=False)
    except KeyboardInterrupt:
        click.echo("explorer stopped", err=True)
