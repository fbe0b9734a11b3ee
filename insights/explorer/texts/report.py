"""Texts of the page on which a report is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class ReportPageTexts:
    """The texts of one language; fields in braces are filled in with ``str.format``."""

    title: str
    intro: str
    not_readable: str
    choose: str
    themes: str
    themes_help: str
    below: str
    quotes: str
    quotes_one: str
    quotes_picked: str
    quotes_help: str
    picked_by_hand: str
    internal: str
    internal_help: str
    waiting_one: str
    waiting: str
    make: str
    again: str
    about_all: str
    about_one: str
    about_some: str
    take: str
    take_help: str
    small: str
    internal_marked: str
    download: str
    groups: Mapping[str, str]
    formats: Mapping[str, str]
    preview: str
    preview_help: str


NL: Final = ReportPageTexts(
    title="Maak een rapport",
    intro="Kies de thema’s, haal het rapport op en lees hieronder wat erin staat.",
    not_readable=(
        "Het bestand oogst.toml van deze run is niet te lezen. Zo is onbekend welke uitspraken zijn "
        "vrijgegeven, en is er geen rapport. Vraag wie de run maakte om het bestand te herstellen."
    ),
    choose="Wat komt erin?",
    themes="Thema’s",
    themes_help="Kiest u geen thema, dan gaat het rapport over alle thema’s.",
    below="{label} (hoort bij {parent})",
    quotes="Kies uit {number} uitspraken",
    quotes_one="Kies uit één uitspraak",
    quotes_picked="Kies uit {number} uitspraken ({picked} gekozen)",
    quotes_help=(
        "Kiest u er bij een thema geen, dan komen ze er alle in. Bij het thema zelf staan er hoogstens zes; "
        "de bijlage van het rapport heeft ze allemaal."
    ),
    picked_by_hand="met de hand uitgezocht",
    internal="Ook uitspraken die nog niet zijn vrijgegeven",
    internal_help="Het rapport krijgt dan op elke pagina het woord INTERN. Geef het niet aan anderen.",
    waiting_one="Eén uitspraak wacht op vrijgave en staat niet in dit rapport.",
    waiting="{number} uitspraken wachten op vrijgave en staan niet in dit rapport.",
    make="Maak het rapport",
    again="Begin opnieuw",
    about_all="Dit rapport gaat over alle {number} thema’s.",
    about_one="Dit rapport gaat over één thema: {labels}.",
    about_some="Dit rapport gaat over {number} thema’s: {labels}.",
    take="Haal het rapport op",
    take_help=(
        "Elk bestand wordt gemaakt als u op de knop drukt. Dat kan enkele seconden duren. In alle bestanden "
        "staat hetzelfde."
    ),
    small=(
        "Een rapport gaat vaak van hand tot hand. Daarom staan er geen aantallen in van minder dan {k} "
        "deelnemers; op de andere pagina’s is die grens {explorer}."
    ),
    internal_marked="INTERN: in dit rapport kunnen uitspraken staan die niet zijn vrijgegeven.",
    download="Download {format}",
    groups={
        "read": "Om te lezen en te delen",
        "compute": "Om mee te rekenen",
        "account": "Om te verantwoorden",
    },
    formats={
        "docx": "Word (.docx)",
        "pdf": "PDF",
        "html": "webpagina (.html)",
        "odt": "ODT",
        "md": "tekst (Markdown)",
        "xlsx": "Excel (.xlsx)",
        "csv": "CSV voor Nederlandse Excel (.zip)",
        "json": "JSON",
        "method": "werkwijze in woorden (.txt)",
        "citation": "bronvermelding (.cff)",
        "bibtex": "bronvermelding (BibTeX)",
        "register": "concept voor het Algoritmeregister (.md)",
        "dpia": "invoer voor een DPIA (.md)",
    },
    preview="Dit staat erin",
    preview_help="Druk op een kop om het stuk te lezen of weer dicht te doen.",
)

EN: Final = ReportPageTexts(
    title="Make a report",
    intro="Choose the themes, take the report along, and read below what is in it.",
    not_readable=(
        "The file oogst.toml of this run cannot be read. It is therefore unknown which statements were "
        "released, and there is no report. Ask who made the run to mend the file."
    ),
    choose="What goes into it?",
    themes="Themes",
    themes_help="If you choose no theme, the report is about all themes.",
    below="{label} (belongs to {parent})",
    quotes="Choose from {number} statements",
    quotes_one="Choose from one statement",
    quotes_picked="Choose from {number} statements ({picked} chosen)",
    quotes_help=(
        "If you choose none of a theme, all of them go into it. At the theme itself stand six at most; the "
        "appendix of the report has them all."
    ),
    picked_by_hand="picked by hand",
    internal="Statements that were not yet released as well",
    internal_help="The report then has the word INTERNAL on every page. Do not pass it on.",
    waiting_one="One statement waits for release and is not in this report.",
    waiting="{number} statements wait for release and are not in this report.",
    make="Make the report",
    again="Start again",
    about_all="This report is about all {number} themes.",
    about_one="This report is about one theme: {labels}.",
    about_some="This report is about {number} themes: {labels}.",
    take="Take the report along",
    take_help=(
        "Each file is made when you press its button. That may take a few seconds. All files say the same."
    ),
    small=(
        "A report is often passed on. It therefore has no counts of fewer than {k} participants; on the "
        "other pages that limit is {explorer}."
    ),
    internal_marked="INTERNAL: this report may hold statements that were not released.",
    download="Download {format}",
    groups={
        "read": "To read and to share",
        "compute": "To compute with",
        "account": "To account for it",
    },
    formats={
        "docx": "Word (.docx)",
        "pdf": "PDF",
        "html": "web page (.html)",
        "odt": "ODT",
        "md": "text (Markdown)",
        "xlsx": "Excel (.xlsx)",
        "csv": "CSV (.zip)",
        "json": "JSON",
        "method": "method in words (.txt)",
        "citation": "citation (.cff)",
        "bibtex": "citation (BibTeX)",
        "register": "draft for the Algorithm Register (.md)",
        "dpia": "input for a DPIA (.md)",
    },
    preview="This is in it",
    preview_help="Press a heading to read that part, or to close it again.",
)


def report_page_texts(language: Language) -> ReportPageTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
