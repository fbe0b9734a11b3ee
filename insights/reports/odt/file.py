"""The report as OpenDocument Text, the open standard of the Dutch government: the same as for Word."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

from insights.reports.archives import packed_again
from insights.reports.document import Document, in_xml
from insights.reports.odt.body import TextBody
from insights.reports.odt.pages import lay_pages
from insights.reports.odt.styles import add_styles
from insights.reports.word_processing import COUNTRIES

if TYPE_CHECKING:
    from odfdo import Document as Odt


def render(document: Document, made: date) -> bytes:
    """Write a document as ODT, dated as the run is."""
    from odfdo import Document as Odt

    odt = Odt("text")
    add_styles(odt)
    lay_pages(odt, document.language, document.mark)
    odt.body.clear()
    TextBody(odt, document.language).write(document)
    _describe(odt, document, made)
    saved = io.BytesIO()
    odt.save(saved)
    return packed_again(saved.getvalue(), stored=frozenset({"mimetype"}))


def _describe(odt: Odt, document: Document, made: date) -> None:
    moment = datetime(made.year, made.month, made.day)
    about = odt.meta
    about.title = in_xml(document.title)
    about.language = f"{document.language}-{COUNTRIES[document.language]}"
    about.set_creation_date(moment)
    about.set_modification_date(moment)
    about.set_initial_creator("Oogst")
    about.set_creator("Oogst")
    about.set_editing_cycles(1)
    about.set_generator("Oogst")
    if document.mark:
        about.set_subject(document.mark)
