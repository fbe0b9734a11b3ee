"""What the commands share: options, examples in their help, and printing an outcome."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

as_json = click.option("--json", "json_", is_flag=True, help="Write the outcome as JSON.")
run_argument = click.argument("run", type=click.Path(path_type=Path))

language_option = click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    default="nl",
    show_default=True,
    help="Language of what is printed.",
)


def example(text: str) -> str:
    """Format the examples of a command for its help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in text.strip().splitlines())


def print_outcome(data: Any, json_: bool, text: str) -> None:
    """Write an outcome to stdout: as JSON when asked, else as text."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False) if json_ else text)
