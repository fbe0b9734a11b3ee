"""The command line: verbs a researcher says. Data goes to stdout, talk to stderr, faults give exit code 1.

Commands are thin: options, one call into the library, a clear error. Nothing heavy is imported until a
command needs it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from corpora.mapping import Mapping
    from insights.promises.promise import Promise
    from pipelines.run import Finished
    from pipelines.settings import Settings

CHARACTERS_PER_SECOND = 5000
"""What e5 embeds a second on two processors, to say what preset standard would cost."""


class Verbs(click.Group):
    """A group whose errors are one message on stderr, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn an ``OogstError`` into exit code 1."""
        from corpora.errors import OogstError

        try:
            return super().invoke(ctx)
        except OogstError as error:
            raise click.ClickException(str(error)) from error


def _example(text: str) -> str:
    """Format the examples of a command for its help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in text.strip().splitlines())


as_json = click.option("--json", "json_", is_flag=True, help="Write the outcome as JSON.")
run_argument = click.argument("run", type=click.Path(path_type=Path))


@click.group(
    cls=Verbs, epilog=_example("oogst demo\noogst run dialoog.csv --text bijdrage --participant deelnemer")
)
@click.version_option(package_name="oogst")
def main() -> None:
    """Turn thousands of contributions into themes, each tied to the exact words it came from.

    Everything happens on this machine; no text leaves it.
    """


_COLUMNS = (
    ("text", "what was said"),
    ("id", "id of the contribution"),
    ("participant", "who said it; becomes a pseudonym at once"),
    ("role", "role, such as resident or professional"),
    ("question", "question it answers"),
    ("round", "round of the dialogue"),
    ("reply-to", "id of the contribution it replies to"),
    ("agree", "number of votes in favour"),
    ("disagree", "number of votes against"),
    ("created", "moment"),
)


def _column_options(command: Any) -> Any:
    for name, help_ in reversed(_COLUMNS):
        command = click.option(f"--{name}", metavar="COL", help=f"Column with {help_}.")(command)
    return command


@main.command(
    epilog=_example(
        "oogst run dialoog.csv\n"
        "oogst run export.xlsx --text Reactie --participant Deelnemer --keep Wijk --out runs/wijkdialoog\n"
        "oogst run ronde1.csv ronde2.csv --mapping source.toml --preset standard"
    )
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@_column_options
@click.option("--keep", multiple=True, metavar="COL", help="Background column to keep; may be repeated.")
@click.option(
    "--language", metavar="CODE", help="Language of all texts, such as nl; detected when not given."
)
@click.option(
    "--mapping", "mapping_file", type=click.Path(path_type=Path), help="A source.toml; flags go over it."
)
@click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), help="A run.toml; flags go over it."
)
@click.option(
    "--preset", type=click.Choice(["fast", "standard", "best"]), help="Which vectors to use (default fast)."
)
@click.option("--model", metavar="NAME-OR-FOLDER", help="Sentence-transformer of preset best.")
@click.option("--topic-model", is_flag=True, help="Also store the run as a BERTopic model.")
@click.option("--seed", type=int, metavar="N", help="Seed of the community search (default 42).")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Run folder to make (default runs/NAME)."
)
@as_json
def run(
    sources: tuple[Path, ...],
    mapping_file: Path | None,
    settings_file: Path | None,
    preset: str | None,
    model: str | None,
    topic_model: bool,
    seed: int | None,
    out: Path | None,
    json_: bool,
    **columns: Any,
) -> None:
    """Read SOURCEs, find themes, choose quotes, and write a run folder.

    Columns are recognised by their names when no flag names them, and what was chosen is printed. A SOURCE is
    CSV, TSV, XLSX, JSONL or Parquet.
    """
    from corpora.identity import title_of
    from corpora.mapping import Mapping
    from pipelines.settings import Settings

    mapping = (Mapping.from_toml(mapping_file) if mapping_file else Mapping()).with_flags(**columns)
    settings = Settings.from_toml(settings_file) if settings_file else Settings()
    flags: dict[str, Any] = {"preset": preset or ("best" if model else None), "model": model, "seed": seed}
    settings = settings.replace(
        "command line", **{name: value for name, value in flags.items() if value is not None}
    )
    if topic_model:
        settings = settings.replace(topic_model=True)
    finished = _run(list(sources), mapping, settings, out or _free(Path("runs") / title_of(sources[0])))
    _tell(finished, settings)
    _print({"run": str(finished.path), "themes": finished.themes}, json_, str(finished.path))


@main.command(epilog=_example("oogst demo\noogst demo --no-explorer --out /tmp/voorbeeld"))
@click.option("--no-explorer", is_flag=True, help="Only make the run; do not open the explorer.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", default=Path("runs/voorbeeld"), show_default=True
)
def demo(no_explorer: bool, out: Path) -> None:
    """Run the sample dialogue, which was written for this and is not real, and open the explorer."""
    from corpora.mapping import Mapping
    from corpora.samples import sample_dialogue
    from pipelines.settings import Settings

    sample = sample_dialogue()
    settings = Settings()
    finished = _run([sample.dialogue], Mapping.from_toml(sample.mapping), settings, out, replace=True)
    _tell(finished, settings)
    click.echo(finished.path)
    if not no_explorer:
        _explore(finished.path)


@main.command(epilog=_example("oogst check runs/voorbeeld\noogst check runs/voorbeeld --sources"))
@run_argument
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "--sources", is_flag=True, help="Also read the original files again (FILEs, when they were moved)."
)
@as_json
def check(run: Path, files: tuple[Path, ...], sources: bool, json_: bool) -> None:
    """Prove that RUN keeps its promises: verbatim quotes, nobody lost, the same in the same out."""
    from insights.checking import check as prove
    from insights.promises.originals import original_paths
    from insights.runs import open_run

    opened = open_run(run)
    originals = list(files) or (original_paths(opened) if sources else None)
    promises = prove(opened, originals)
    if json_:
        click.echo(
            json.dumps(
                [dataclasses.asdict(promise) | {"holds": promise.holds} for promise in promises], indent=2
            )
        )
    else:
        for promise in promises:
            _tell_promise(promise)
    if not all(promise.holds for promise in promises):
        raise SystemExit(1)


@main.command(epilog=_example("oogst explore\noogst explore runs/voorbeeld"))
@click.argument("run", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=int, default=8501, show_default=True, help="Port on this machine.")
def explore(run: Path | None, port: int) -> None:
    """Open the explorer on RUN, or on the list of runs it finds here."""
    from insights.runs import open_run

    _explore(open_run(run).path if run else None, port)


@main.command(epilog=_example("oogst report runs/voorbeeld --format md --out verslag.md"))
@run_argument
@click.option("--format", "format_", type=click.Choice(["md"]), required=True, help="Format of the report.")
@click.option("--themes", metavar="ID,...", help="Only these themes.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="File to write (default: stdout)."
)
def report(run: Path, format_: str, themes: str | None, language: str, out: Path | None) -> None:
    """Write a report of RUN: who took part, the themes with their quotes, and how they were found."""
    from corpora.files import write_atomically
    from insights.reports.markdown import render
    from insights.runs import open_run

    chosen = [theme.strip() for theme in themes.split(",") if theme.strip()] if themes else None
    text = render(open_run(run), chosen, language)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_atomically(out, text)
        click.echo(out)


@main.command(epilog=_example("oogst evaluate runs/sib --gold labels.csv --label topic --id id"))
@run_argument
@click.option(
    "--gold", required=True, type=click.Path(path_type=Path), help="File with the labels people gave."
)
@click.option("--label", required=True, metavar="COL", help="Column with the label.")
@click.option(
    "--id", "native_id", metavar="COL", help="Column with the run's ids; without it, joined by row."
)
@click.option("--level", type=int, help="Level of themes (default: the finest).")
@as_json
def evaluate(
    run: Path, gold: Path, label: str, native_id: str | None, level: int | None, json_: bool
) -> None:
    """Compare the themes of RUN with labels that people gave."""
    from insights.evaluation import evaluate as compare
    from insights.runs import open_run
    from labels.gold import read_gold

    outcome = dataclasses.asdict(compare(open_run(run), read_gold(gold, label, native_id), level))
    lines = (
        f"{name:10} {value:.3f}" if isinstance(value, float) else f"{name:10} {value}"
        for name, value in outcome.items()
    )
    _print(outcome, json_, "\n".join(lines))


@main.group(
    invoke_without_command=True, epilog=_example("oogst models\noogst models get clips/e5-small-trm-nl")
)
@as_json
@click.pass_context
def models(context: click.Context, json_: bool) -> None:
    """List the embedders on this machine and what a download would add."""
    if context.invoked_subcommand is None:
        from pipelines.embedders.catalogue import available

        entries = available()
        lines = (
            f"{'here' if entry.here else 'not here':9} {entry.name:42} {entry.what}" for entry in entries
        )
        _print([dataclasses.asdict(entry) for entry in entries], json_, "\n".join(lines))


@models.command("get", epilog=_example("oogst models get intfloat/multilingual-e5-large-instruct"))
@click.argument("name")
def get(name: str) -> None:
    """Download the model NAME once; after that it works without a connection."""
    from pipelines.embedders.catalogue import fetch

    click.echo(f"downloading {name} …", err=True)
    click.echo(fetch(name))


def _run(
    sources: list[Path], mapping: Mapping, settings: Settings, out: Path, *, replace: bool = False
) -> Finished:
    from corpora.progress import TerminalProgress
    from pipelines.run import run as run_pipeline
    from pipelines.run import steps_of

    progress = TerminalProgress(steps_of(settings))
    return run_pipeline(sources, out, mapping=mapping, settings=settings, progress=progress, replace=replace)


def _tell(finished: Finished, settings: Settings) -> None:
    """Say on stderr what was read, what came out, and what preset standard would add."""
    for report_ in finished.corpus.reports:
        for line in report_.lines():
            click.echo(line, err=True)
    if finished.themes == 0:
        click.echo(f"No themes are claimed: {finished.why}.", err=True)
    else:
        click.echo(
            f"{finished.themes} themes in two levels. `oogst explore {finished.path}` opens them.", err=True
        )
    if settings.preset == "fast" and finished.themes:
        characters = int(finished.corpus.contributions["text"].str.len_chars().sum())
        minutes = max(1, round(characters / CHARACTERS_PER_SECOND / 60))
        click.echo(
            "Preset fast used one small model. `--preset standard` adds a second, multilingual-e5-small, "
            f"and draws themes more sharply; it takes about {minutes} min more on two processors.",
            err=True,
        )


def _tell_promise(promise: Promise) -> None:
    click.echo(f"{'holds' if promise.holds else 'BROKEN':7} {promise.name}: {promise.looked_at}")
    for fault in promise.faults:
        click.echo(f"        {fault}")
    for note in promise.notes:
        click.echo(f"        note: {note}")


def _explore(run: Path | None, port: int = 8501) -> None:
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


def _free(wanted: Path) -> Path:
    """Give the path, with -2, -3, … when it is taken."""
    path, number = wanted, 1
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.name}-{number}")
    return path


def _print(data: Any, json_: bool, text: str) -> None:
    click.echo(json.dumps(data, indent=2, ensure_ascii=False) if json_ else text)


if __name__ == "__main__":
    main()
