"""Masking of personal data in free text: it lowers the risk and does not remove it.

>>> import polars as pl
>>> mask(pl.Series(["Bel Jan de Vries: 06-12345678."]), pl.Series(["nl"]), Rules()).texts.to_list()
['Bel [NAAM]: [TELEFOON].']
"""

from corpora.masking.decisions import Decision, Decisions
from corpora.masking.masked import Masked, mask
from corpora.masking.review import read_review, write_review
from corpora.masking.rules import Rules

__all__ = ["Decision", "Decisions", "Masked", "Rules", "mask", "read_review", "write_review"]
