"""How to cite a run and the software that made it: as CFF 1.2 (citation-file-format.github.io) and BibTeX."""

from __future__ import annotations

import io
import re
from typing import Any

from insights.reports.form_texts import form_texts
from insights.reports.model import Report

SOFTWARE = "Oogst"
AUTHORS = "The Oogst contributors"


def cff(report: Report, language: str) -> str:
    """Write a citation file; who did the research is for a person to fill in."""
    from ruamel.yaml import YAML

    texts = form_texts(language)
    who = texts.to_fill_in(texts.researcher)
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": texts.cite,
        "type": "dataset",
        "title": report.title,
        "authors": [{"name": who}],
        "date-released": report.made,
        "identifiers": [{"type": "other", "value": report.run_id, "description": "run id"}],
        "references": [
            {
                "type": "software",
                "title": SOFTWARE,
                "version": report.method.version,
                "license": "EUPL-1.2",
                "authors": [{"name": AUTHORS}],
            }
        ],
    }
    yaml, made = YAML(), io.StringIO()
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 110
    yaml.dump(told, made)
    return made.getvalue()


def bibtex(report: Report, language: str) -> str:
    """Write the entries of the run and of the software."""
    texts = form_texts(language)
    who = texts.to_fill_in(texts.researcher)
    return (
        f"@misc{{oogst-run-{report.run_id},\n"
        f"  author = {{{{{_tex(who)}}}}},\n"
        f"  title = {{{{{_tex(report.title)}}}}},\n"
        f"  year = {{{report.made.year}}},\n"
        f"  month = {report.made.month},\n"
        f"  note = {{Run {report.run_id}, Oogst {report.method.version}}}\n"
        "}\n\n"
        f"@software{{oogst-{report.method.version},\n"
        f"  author = {{{{{AUTHORS}}}}},\n"
        f"  title = {{{{{SOFTWARE}}}}},\n"
        f"  version = {{{report.method.version}}},\n"
        f"  license = {{EUPL-1.2}}\n"
        "}\n"
    )


def _tex(text: str) -> str:
    r"""Escape what TeX would read as a command.

    >>> print(_tex("Wonen & werken: 50%"))
    Wonen \& werken: 50\%
    """
    names = {"\\": "textbackslash", "~": "textasciitilde", "^": "textasciicircum"}
    return re.sub(
        r"[\\&%$#_{}~^]",
        lambda found: f"\\{names[found[0]]}{{}}" if found[0] in names else f"\\{found[0]}",
        " ".join(text.split()),
    )
