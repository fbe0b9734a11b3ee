"""Coding in the explorer: codes to choose from, the sample of a round, and what people and machine gave."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from insights.coding.codings import rolled_up
from insights.coding.sample import SEED, draw
from insights.decisions.decided_run import as_made
from insights.runs import Run
from labels.codebook import Code, Codebook, read_codebook
from labels.coded_sheets import CodedSheet
from labels.coding_rounds import CodesOf, CodingRounds, Round, counted
from labels.codings import CodingError, Codings, codings
from labels.workspace import Workspace


def rounds_of(run: Run) -> CodingRounds:
    """Give the file in which the workspace of a run keeps its rounds of coding."""
    return Workspace.around(run.path).coding_rounds


def codes_to_choose(run: Run) -> dict[CodesOf, Codebook]:
    """Give what a sample of a run can be coded by: a codebook, themes, subthemes, as far as there are.

    The codebook is that of the workspace, else the one that the run was made with. Themes are those that the
    machine found, under the names they have now; subthemes stand under their theme, which is no code then,
    and the only one of a theme stands by itself.
    """
    found: dict[CodesOf, Codebook] = {}
    book = _codebook(run)
    if book is not None and book.used:
        found["codebook"] = book
    made = as_made(run)
    labels = dict(run.themes.select("theme_id", "label").iter_rows())
    top = made.themes.filter(pl.col("level") == 1)
    if top.height > 1:
        found["themes"] = Codebook(tuple(_codes(top, labels)))
    below = made.themes.filter(~pl.col("theme_id").is_in(made.themes["parent_id"].drop_nulls().implode()))
    if made.levels > 1 and below.height > top.height:
        alone = below.filter(pl.col("parent_id").is_unique())["theme_id"]
        folders = [Code(one.id, one.name, origin="map") for one in _codes(top, labels)]
        codes = [replace(one, parent=None) if one.id in alone else one for one in _codes(below, labels)]
        found["subthemes"] = Codebook((*folders, *codes))
    return found


def codes_of_round(run: Run, of: Round) -> Codebook:
    """Give the codes of a round with their names as they are now; one that is gone by its id only."""
    book = codes_to_choose(run).get(of.codes_of, Codebook(()))
    gone = tuple(Code(one, ((book.language, one),)) for one in of.codes if one not in book.by_id)
    return Codebook((*book.codes, *gone), language=book.language)


def new_round(run: Run, codes_of: CodesOf, number: int, by: str, *, shown: bool, seed: int = SEED) -> Round:
    """Draw a sample of a run to code, as the machine found its themes.

    Raises :class:`~corpora.errors.SettingsError` for a number that cannot be drawn, and
    :class:`~labels.codings.CodingError` for codes that there are none of.
    """
    book = codes_to_choose(run).get(codes_of)
    if book is None:
        raise CodingError(f"{run.name} has no {codes_of} to code by.")
    drawn = draw(as_made(run), number, seed)
    codes = tuple(code.id for code in book.used if code.origin != "map")
    ids = tuple(drawn["contribution_id"])
    return Round(str(run.manifest["run_id"]), by, codes_of, codes, ids, seed, shown)


def last_round(run: Run, number: int | None = None) -> Round:
    """Give the round of coding on a run with a number, else the last one, in which somebody coded something.

    Raises :class:`~labels.codings.CodingError` where there is none.
    """
    file = rounds_of(run)
    rounds = file.rounds(str(run.manifest["run_id"]))
    found = next((one for one in reversed(rounds) if number in (None, one.number)), None)
    if found is None:
        known = ", ".join(str(one.number) for one in rounds)
        raise CodingError(
            f"there is no round {number} of coding {run.name}; there is {known}."
            if rounds
            else f"nobody coded {run.name} in the explorer. Name coding sheets that were filled in, or code: "
            "`oogst explore RUN --editor NAME`."
        )
    if not file.judgements(found):
        raise CodingError(f"nobody coded anything in round {found.number} yet.")
    return found


def texts_of(run: Run, of: Round) -> pl.DataFrame:
    """Give the sample of a round as ``contribution_id`` and ``text``, in order."""
    order = pl.DataFrame({"contribution_id": of.contributions}, schema={"contribution_id": pl.String})
    texts = run.contributions.select("contribution_id", "text")
    return order.join(texts, on="contribution_id", maintain_order="left")


def suggested(run: Run, of: Round) -> dict[str, tuple[str, ...]]:
    """Give, by contribution of a round, the codes that the machine suggests."""
    found: dict[str, list[str]] = {}
    given = rolled_up(as_made(run), of.codes).filter(pl.col("contribution_id").is_in(of.contributions))
    for contribution, code in given.select("contribution_id", "code").unique().sort("code").iter_rows():
        found.setdefault(contribution, []).append(code)
    return {one: tuple(sorted(codes, key=of.codes.index)) for one, codes in found.items()}


def sheets_of(run: Run, of: Round) -> list[CodedSheet]:
    """Give what the coders of a round gave, each as the sheet that they would have given back."""
    kept = counted(rounds_of(run).judgements(of))
    texts = dict(run.contributions.select("contribution_id", pl.col("text").str.len_chars()).iter_rows())
    sheets = []
    for coder in sorted({coder for coder, _ in kept}):
        own = {one: kept[coder, one] for one in of.contributions if (coder, one) in kept and one in texts}
        rows = [
            (one, 0, texts[one], code, coder, "person", None, None)
            for one, judgement in own.items()
            for code in judgement.codes
        ]
        kinds = Codings.create_empty().schema
        given = codings(pl.DataFrame(rows, schema={**kinds, "origin": pl.String}, orient="row"))
        missing = tuple(one for one in of.contributions if one not in own)
        sheets.append(CodedSheet(coder, of.codes, tuple(own), missing, given))
    return sheets


def _codebook(run: Run) -> Codebook | None:
    path = Workspace.around(run.path).codebook
    if path.is_file():
        return read_codebook(path)
    if not run.manifest.get("codebook"):
        return None
    from pipelines.stored_codebook import codebook_of

    return codebook_of(run.path, run.manifest)


def _codes(themes: pl.DataFrame, labels: dict[str, str]) -> list[Code]:
    return [
        Code(
            row["theme_id"],
            (("nl", labels.get(row["theme_id"], row["label"])),),
            parent=row["parent_id"],
            definition=row["description"] or "",
            keywords=tuple(row["keywords"] or ()),
        )
        for row in themes.sort("label", "theme_id").iter_rows(named=True)
    ]
