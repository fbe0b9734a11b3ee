"""``oogst import``: codes and codings from other coding software."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insights.commands.options import as_json, example, print_outcome

if TYPE_CHECKING:
    from labels.refi.anchoring import Anchored
    from labels.refi.neutral import Project


@click.command(
    "import",
    epilog=example(
        "oogst import wijk.qdpx --run runs/wijk --out gecodeerd\n"
        "oogst import codes.qdc --out codes\n"
        "oogst import interviews.qdpx --out interviews --sound-only"
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder to make.")
@click.option(
    "--run", type=click.Path(path_type=Path), metavar="RUN", help="Tie the codings to the texts of this run."
)
@click.option("--sound-only", is_flag=True, help="Leave out what is faulty, and tell what that was.")
@click.option("--language", default="nl", show_default=True, metavar="CODE", help="Language of the codes.")
@as_json
def import_(file: Path, out: Path, run: Path | None, sound_only: bool, language: str, json_: bool) -> None:
    """Read codes and codings from FILE (qdpx or qdc) into a new folder DIR, whole or not at all.

    DIR gets codebook.yml, and codings.parquet and codings.csv. Without --run the texts of FILE come along in
    contributions.csv, and names of people become pseudonyms; with it, codings are tied to the contributions
    of the run by their texts, and left.csv holds those whose text is not there.
    """
    from corpora.files import folder_in_the_making
    from insights.runs import open_run
    from labels.refi.anchoring import anchor
    from labels.refi.project_reading import read_project

    contributions = None if run is None else open_run(run).contributions
    project = read_project(file, sound_only=sound_only, language=language)
    anchored: Anchored | None = None
    with folder_in_the_making(out) as making:
        if project.documents and contributions is not None:
            anchored = anchor(project, contributions)
        elif project.documents:
            anchored = _own(project, making)
        _write(project, anchored, making)
    for note in project.notes:
        click.echo(f"note: {note}", err=True)
    if anchored is not None and anchored.cut:
        click.echo(f"note: {anchored.cut} codings reached beyond one contribution and were cut", err=True)
    data = {
        "folder": str(out),
        "codes": len(project.codebook.codes),
        "texts": len(project.documents),
        "codings": 0 if anchored is None else anchored.codings.height,
        "left": 0 if anchored is None else len(anchored.left),
        "notes": list(project.notes),
    }
    print_outcome(data, json_, "\n".join(_lines(data)))


def _own(project: Project, folder: Path) -> Anchored:
    from corpora.files import write_table
    from corpora.pseudonyms import load_secret
    from corpora.spreadsheets import write_csv
    from labels.refi.own_texts import own_texts

    made = own_texts(project, load_secret())
    write_table(made.contributions, folder / "contributions.parquet")
    write_csv(
        made.contributions.join(made.sources.select("source_id", "title"), on="source_id").select(
            "contribution_id", "participant_id", "title", "text"
        ),
        folder / "contributions.csv",
    )
    return made.anchored


def _write(project: Project, anchored: Anchored | None, folder: Path) -> None:
    import polars as pl

    from corpora.files import write_table
    from corpora.spreadsheets import write_csv
    from labels.codebook_file import write_codebook

    if project.codebook.codes:
        write_codebook(project.codebook, folder / "codebook.yml")
    if anchored is None:
        return
    write_table(anchored.codings, folder / "codings.parquet")
    moments = pl.col("created_at").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    write_csv(
        anchored.codings.with_columns(moments, pl.col("origin").cast(pl.String)), folder / "codings.csv"
    )
    if anchored.left:
        documents = {one.guid: one for one in project.documents}
        rows = [
            {
                "text": documents[one.document].name,
                "start": one.start,
                "end": one.end,
                "quote": documents[one.document].text[one.start : one.end],
                "code": one.code,
                "coder": one.coder,
                "reason": reason,
            }
            for one, reason in anchored.left
        ]
        write_csv(pl.DataFrame(rows), folder / "left.csv")


def _lines(data: dict[str, Any]) -> list[str]:
    lines = [f"{data['codes']} codes, {data['codings']} codings in {data['texts']} texts: {data['folder']}"]
    if data["left"]:
        lines.append(f"{data['left']} codings could not be tied to a text of the run; see left.csv")
    return lines
