"""``oogst run`` and ``oogst demo``: from sources to a run folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpora.errors import many
from corpora.unpacking import unpacking_once
from insights.commands.asking import with_interviewers
from insights.commands.explore import serve
from insights.commands.options import as_json, example, print_outcome
from insights.commands.reading import (
    keep_review,
    mapping_of,
    name_of,
    reading_options,
    sources_argument,
    tell_reading,
)
from insights.commands.replayed import tell_replayed

if TYPE_CHECKING:
    from corpora.mapping import Mapping
    from insights.decisions.replaying import Replay
    from labels.codebook import Codebook
    from labels.wishes import Wishes
    from pipelines.run import Finished
    from pipelines.settings import Settings

CHARACTERS_PER_SECOND = 5000
"""What e5 embeds a second on two processors, to say what preset standard would cost."""


@click.command(
    epilog=example(
        "oogst run dialoog.csv\n"
        "oogst run export.xlsx --text Reactie --participant Deelnemer --keep Wijk --out runs/wijkdialoog\n"
        "oogst run ronde1.csv ronde2.csv --mapping source.toml --preset standard\n"
        "oogst run dialoog.csv --codebook codeboek.yml"
    )
)
@sources_argument
@reading_options
@click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), help="A run.toml; flags go over it."
)
@click.option(
    "--preset", type=click.Choice(["fast", "standard", "best"]), help="Which vectors to use (default fast)."
)
@click.option("--model", metavar="NAME-OR-FOLDER", help="Sentence-transformer of preset best.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="An earlier run: themes that are the same keep their ids and the names people gave.",
)
@click.option(
    "--wishes",
    "wishes_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A TOML file with must_link, cannot_link, pinned_quotes and protected_themes.",
)
@click.option(
    "--codebook",
    "codebook_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A codebook (YAML): contributions get its codes; new themes are sought in what fits none.",
)
@click.option(
    "--granularity", type=click.Choice(["coarse", "normal", "fine"]), help="Detail of the finest themes."
)
@click.option("--themes", type=int, metavar="N", help="Number of themes at the top.")
@click.option(
    "--repeats", type=click.Choice(["once", "each"]), help="Whether copies weigh once (default) or each time."
)
@click.option(
    "--without-decisions", is_flag=True, help="Do not replay what people decided about earlier runs here."
)
@click.option("--topic-model", is_flag=True, help="Also store the run as a BERTopic model.")
@click.option("--seed", type=int, metavar="N", help="Seed of the community search (default 42).")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Run folder to make (default runs/NAME)."
)
@as_json
@unpacking_once()
def run(
    sources: tuple[Path, ...],
    mapping_file: Path | None,
    settings_file: Path | None,
    preset: str | None,
    model: str | None,
    previous: Path | None,
    wishes_file: Path | None,
    codebook_file: Path | None,
    review_file: Path | None,
    granularity: str | None,
    themes: int | None,
    repeats: str | None,
    without_decisions: bool,
    topic_model: bool,
    seed: int | None,
    out: Path | None,
    json_: bool,
    **flags: Any,
) -> None:
    """Read SOURCEs, find themes, choose quotes, and write a run folder.

    A SOURCE is a file, a folder, a ZIP archive, or a corpus that `oogst read` made. Formats are recognised by
    their content and columns by their names when no flag names them, and what was chosen is printed. What
    people decided about earlier runs beside it (`oogst decide`) holds in this one too, as far as it can.
    """
    from corpora.folder import is_corpus
    from insights.decisions.replaying import Replay
    from labels.codebook import read_codebook
    from labels.wishes import Wishes
    from pipelines.settings import Settings

    mapping = mapping_of(mapping_file, flags)
    if not is_corpus(sources[0]):
        mapping = with_interviewers(sources, mapping)
    settings = Settings.from_toml(settings_file) if settings_file else Settings()
    said: dict[str, Any] = {"preset": preset or ("best" if model else None), "model": model, "seed": seed}
    said |= {"granularity": granularity, "themes": themes, "repeats": repeats}
    settings = settings.replace(
        "command line", **{name: value for name, value in said.items() if value is not None}
    )
    if topic_model:
        settings = settings.replace(topic_model=True)
    out = out or _free(Path("runs") / name_of(sources[0], mapping))
    replay = None if without_decisions else Replay.into(out, previous)
    finished = _run(
        list(sources),
        mapping,
        settings,
        out,
        previous=previous,
        wishes=Wishes.from_toml(wishes_file) if wishes_file else None,
        replay=replay,
        codebook=read_codebook(codebook_file) if codebook_file else None,
        review=review_file,
    )
    keep_review(review_file, finished.corpus)
    _tell_wishes(finished.path)
    _tell_codes(finished.path)
    if replay:
        tell_replayed(finished.path, replay)
    _tell(finished, settings)
    print_outcome({"run": str(finished.path), "themes": finished.themes}, json_, str(finished.path))


@click.command(epilog=example("oogst demo\noogst demo --no-explorer --out /tmp/voorbeeld"))
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
        serve(finished.path)


def _run(
    sources: list[Path],
    mapping: Mapping,
    settings: Settings,
    out: Path,
    *,
    replace: bool = False,
    previous: Path | None = None,
    wishes: Wishes | None = None,
    replay: Replay | None = None,
    codebook: Codebook | None = None,
    review: Path | None = None,
) -> Finished:
    from corpora.progress import TerminalProgress
    from pipelines.run import run as run_pipeline
    from pipelines.run import steps_of

    return run_pipeline(
        sources,
        out,
        mapping=mapping,
        settings=settings,
        progress=TerminalProgress(steps_of(settings, coding=codebook is not None)),
        replace=replace,
        previous=replay.generation if replay else previous,
        wishes=replay.wishes.joined(wishes) if replay and wishes else replay.wishes if replay else wishes,
        replaying=replay.table if replay else None,
        codebook=codebook,
        review=review,
    )


def _tell_codes(folder: Path) -> None:
    """Say on stderr how many units got a code, and which codes no contribution has."""
    import polars as pl

    from insights.runs import open_run
    from pipelines.guided_themes import CodeThemes
    from pipelines.stored_codebook import codebook_of

    run = open_run(folder)
    codebook = codebook_of(folder, run.manifest)
    if codebook is None:
        return
    themes = CodeThemes(codebook)
    units = run.units.filter(pl.col("placement").cast(pl.String) != "set apart").height
    coded = run.assignments.filter(pl.col("theme_id").is_in(list(themes.ids)))["unit_id"].n_unique()
    click.echo(f"{coded} of {units} units have a code of the codebook.", err=True)
    without = [f"{code.label(codebook.language)} ({code.id})" for code in themes.without(run.themes)]
    if without:
        click.echo(
            f"{len(without)} of {len(codebook.used)} codes have no contribution, so they are no theme: "
            f"{', '.join(without)}.",
            err=True,
        )


def _tell_wishes(folder: Path) -> None:
    """Say on stderr which wishes could not be honoured, and why."""
    import polars as pl

    file = folder / "steering.parquet"
    if file.is_file():
        told = pl.read_parquet(file)
        click.echo(f"{told['honoured'].sum()} of {told.height} wishes were honoured.", err=True)
        for wish, subject, reason in (
            told.filter(~pl.col("honoured")).select("wish", "subject", "reason").iter_rows()
        ):
            click.echo(f"  not honoured: {wish} {subject}: {reason}", err=True)


def _tell(finished: Finished, settings: Settings) -> None:
    """Say on stderr what was read, what came out, and what preset standard would add."""
    tell_reading(finished.corpus.reports, finished.corpus.failures)
    if finished.themes == 0:
        why = finished.why.removesuffix(": no themes are claimed")
        click.echo(f"No themes are claimed: {why}.", err=True)
    else:
        click.echo(f"{_counted(finished.path)}. `oogst explore {finished.path}` opens them.", err=True)
    if settings.preset == "fast" and finished.themes:
        characters = int(finished.corpus.contributions["text"].str.len_chars().sum())
        minutes = max(1, round(characters / CHARACTERS_PER_SECOND / 60))
        click.echo(
            "Preset fast used one small model. `--preset standard` adds a second, multilingual-e5-small, "
            f"and draws themes more sharply; it takes about {minutes} min more on two processors.",
            err=True,
        )


def _counted(folder: Path) -> str:
    """Count the themes of a run in words, and the parts of those that have several."""
    import polars as pl

    themes = pl.read_parquet(folder / "themes.parquet", columns=["level", "parent_id"])
    top = themes.filter(pl.col("level") == 1).height
    parts = themes.filter(pl.col("parent_id").is_duplicated() & pl.col("parent_id").is_not_null()).height
    return many(top, "themes") + (f", with {many(parts, 'subthemes')}" if parts else "")


def _free(wanted: Path) -> Path:
    """Give the path, with -2, -3, … when it is taken."""
    path, number = wanted, 1
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.name}-{number}")
    return path
