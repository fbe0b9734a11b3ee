"""Texts that the benchmarks read: labelled sets that lie outside the repository, found by one path.

The folder is named by ``OOGST_SHARED_DATA``, else it is ``../shared/data`` beside the repository. (This
module is not called ``datasets``: run as a script, a benchmark would then hide the package of that name from
sentence-transformers.)
"""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("OOGST_SHARED_DATA") or ROOT.parent / "shared" / "data")
DUTCH = ("sib200_nld", "xsid_nl", "coalitieakkoord2021", "handelingen_tk")
"""The labelled Dutch sets on which theme quality is measured; column ``label`` is the gold code."""
OTHERS = {"cimt_themes_de": "de", "interviews_pdpilot": "en"}
"""Labelled sets in another language, with that language.

``cimt_arguments_de`` is left out: 17,852 sentences labelled by their part in an argument, which is no theme.
"""
SPEED = ("handelingen_tk", "coalitieakkoord2021", "sib200_nld", "commonvoice_nl")
"""The sets on which speed is measured, in the order in which their rows are taken."""
SPEED_TEXTS = 2831
"""As many texts as a real dialogue had."""


class SharedDataAbsent(Exception):
    """The sets are not on this machine; the message says where they were looked for."""


def data_file(name: str) -> Path:
    """Give the Parquet file of a set. Raises :class:`SharedDataAbsent` when it is not here."""
    path = FOLDER / name / "data.parquet"
    if not path.is_file():
        raise SharedDataAbsent(
            f"{path} is not here. Set OOGST_SHARED_DATA to the folder that holds {name}/data.parquet."
        )
    return path


def language(name: str) -> str:
    """Give the language of a labelled set, which is Dutch unless it is one of :data:`OTHERS`."""
    return OTHERS.get(name, "nl")


def labelled(name: str) -> pl.DataFrame:
    """Read a labelled set: columns ``text`` and ``label``, in file order."""
    return pl.read_parquet(data_file(name), columns=["text", "label"])


def speed_texts(number: int = SPEED_TEXTS) -> list[str]:
    """Give the first ``number`` texts of the speed sets, one set after the other; of the last its Dutch rows.

    Copies stay in, as they would in a dialogue. The first three sets hold 2,880 rows, so the default number
    ends in the third, and the last one fills up only what goes past it.
    """
    texts: list[str] = []
    for name in SPEED:
        rows = labelled(name)
        if name == "commonvoice_nl":
            rows = rows.filter(pl.col("label") == "nl")
        texts += rows["text"].to_list()
        if len(texts) >= number:
            break
    return texts[:number]
