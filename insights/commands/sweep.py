"""``oogst sweep``: one corpus with settings varied, into the table of a batch."""

from __future__ import annotations

from pathlib import Path

import click

from insights.commands.batch import carry_out, jobs_option, out_option
from insights.commands.options import as_json, example
from insights.commands.reading import name_of


@click.command(
    epilog=example(
        "oogst sweep dialoog.csv --vary resolution=0.5,1,2 --seeds 3 --out sweep\n"
        "oogst sweep dialoog.csv --mapping source.toml --vary preset=fast,standard --out sweep\n"
        "oogst sweep dialoog.csv --vary context=0,0.5 --gold goud.csv --label code --id nummer --out sweep"
    )
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option(
    "--vary",
    multiple=True,
    required=True,
    metavar="NAME=VALUE,...",
    help="A setting and its values; may be repeated, for every combination.",
)
@click.option(
    "--seeds", type=click.IntRange(min=1), default=3, show_default=True, help="Seeds for each, counted up."
)
@click.option("--mapping", type=click.Path(path_type=Path), help="A source.toml.")
@click.option("--settings", type=click.Path(path_type=Path), help="A run.toml with the other settings.")
@click.option("--gold", type=click.Path(path_type=Path), help="File with the labels people gave.")
@click.option("--label", metavar="COL", help="Column of --gold with the label.")
@click.option("--id", "native_id", metavar="COL", help="Column of --gold with the run's ids.")
@click.option("--codes", metavar="COL,...|SIGN", help="Further labels in --gold, as for oogst evaluate.")
@out_option
@jobs_option
@as_json
def sweep(
    sources: tuple[Path, ...],
    vary: tuple[str, ...],
    seeds: int,
    mapping: Path | None,
    settings: Path | None,
    gold: Path | None,
    label: str | None,
    native_id: str | None,
    codes: str | None,
    out: Path,
    jobs: int | None,
    json_: bool,
) -> None:
    """Run SOURCEs with every combination of some settings, and say how stable each is over the seeds.

    seed_agreement is the mean adjusted Rand index between the runs of two seeds.
    """
    from corpora.mapping import Mapping
    from insights.batches.plan import Gold, PlannedCorpus
    from insights.batches.plan import sweep as plan_sweep
    from pipelines.settings import Settings

    if (gold is None) != (label is None):
        raise click.UsageError("give --gold and --label together, or neither.")
    read_by = Mapping.from_toml(mapping) if mapping else Mapping()
    corpus = PlannedCorpus(
        name_of(sources[0], read_by),
        sources,
        read_by,
        Gold(gold, label, native_id, codes) if gold and label else None,
    )
    base = Settings.from_toml(settings) if settings else Settings()
    carry_out(plan_sweep(corpus, base, vary, seeds), out, jobs, json_)
