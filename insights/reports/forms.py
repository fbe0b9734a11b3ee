"""Drafts for the Dutch Algorithm Register and for a data-protection assessment (DPIA).

What the run can tell is filled in; what only a person can say is a marked gap. Names of fields follow the
register's publication standard 1.0, in Dutch; the English draft translates them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from insights.reports.markdown import plain
from insights.reports.method import method_paragraphs, month
from insights.reports.model import Report
from insights.reports.texts import report_texts
from insights.wording import Wording, day, listed, number, shown, wording


@dataclass(frozen=True)
class Field:
    """A field of a form: its name, what is known, and what a person must add (None where nothing)."""

    name: str
    known: str
    missing: str | None = None


def gap(what: str, language: str) -> str:
    """Mark what a person must fill in.

    >>> gap("het doel", "nl")
    '[INVULLEN: het doel]'
    """
    return f"[{'INVULLEN' if language == 'nl' else 'FILL IN'}: {what}]"


def register(report: Report, language: str) -> str:
    """Write the draft for the Algorithm Register as Markdown."""
    say = wording(language)
    dutch = say.language == "nl"
    title = "Concept voor het Algoritmeregister" if dutch else "Draft for the Algorithm Register"
    return _form(title, report, _register(report, say, dutch), say)


def dpia(report: Report, language: str) -> str:
    """Write the input for a data-protection assessment as Markdown."""
    say = wording(language)
    dutch = say.language == "nl"
    title = (
        "Invoer voor een gegevensbeschermingseffectbeoordeling (DPIA)"
        if dutch
        else "Input for a data-protection impact assessment (DPIA)"
    )
    return _form(title, report, _dpia(report, say, dutch), say)


def _form(title: str, report: Report, fields: Iterator[Field], say: Wording) -> str:
    texts = report_texts(say.language)
    lines = [f"# {title}", ""]
    if report.internal:
        lines += [f"**{texts.internal}**", ""]
    made = texts.made_with.format(
        version=report.method.version, run_id=report.run_id, date=day(report.made, say)
    )
    lines += [plain(f"{report.title}. {made}."), ""]
    for field in fields:
        lines += [f"## {field.name}", ""]
        if field.known:
            lines += [plain(field.known), ""]
        if field.missing:
            lines += [f"**{plain(gap(field.missing, say.language))}**", ""]
    return "\n".join(lines).rstrip() + "\n"


def _register(report: Report, say: Wording, dutch: bool) -> Iterator[Field]:
    method = dict(method_paragraphs(report, say))
    limits = " ".join(report_texts(say.language).limits)
    if dutch:
        yield Field("Naam", f"Thema-analyse van {report.title}")
        yield Field("Organisatie", "", "naam van de organisatie")
        yield Field(
            "Korte omschrijving",
            "Vindt thema’s in bijdragen van deelnemers en toont bij elk thema letterlijke citaten. Het "
            "systeem "
            "neemt geen besluiten over personen.",
        )
        yield Field("Status", "", "in ontwikkeling, in gebruik of buiten gebruik")
        yield Field(
            "Begindatum", f"De run is gemaakt op {day(report.made, say)}.", "sinds wanneer in gebruik"
        )
        yield Field("Contactgegevens", "", "e-mailadres voor vragen")
        yield Field("Publicatiecategorie", "", "hoog risico, impactvol of overig, met reden")
        yield Field("Doel", "Overzicht geven van wat deelnemers inbrachten.", "waarvoor de uitkomst dient")
        yield Field("Afwegingen", limits, "waarom dit middel, en welke andere zijn overwogen")
        yield Field("Menselijke tussenkomst", method["decisions"], "wie de thema’s beoordeelt, en hoe")
        yield Field("Risicobeheer", _measures(report, say, dutch), "hoe risico’s worden bewaakt")
        yield Field("Wettelijke basis", "", "wet of taak waarop dit berust")
        yield Field("Impacttoetsen", "", "welke toetsen zijn gedaan, zoals DPIA of IAMA, en wanneer")
        yield Field("Gegevens", _data(report, say, dutch))
        yield Field("Technische werking", " ".join(method[key] for key in _TECHNICAL if key in method))
        yield Field("Leverancier", "Oogst is open source (EUPL-1.2).", "wie het beheert of leverde")
        yield Field("Link naar broncode", "", "adres van de gebruikte versie")
    else:
        yield Field("Name", f"Thematic analysis of {report.title}")
        yield Field("Organisation", "", "name of the organisation")
        yield Field(
            "Short description",
            "Finds themes in contributions of participants and shows verbatim quotes with each. The system "
            "takes no decisions about persons.",
        )
        yield Field("Status", "", "in development, in use, or out of use")
        yield Field("Begin date", f"The run was made on {day(report.made, say)}.", "in use since when")
        yield Field("Contact", "", "e-mail address for questions")
        yield Field("Category", "", "high risk, impactful or other, with the reason")
        yield Field("Goal", "To give an overview of what participants brought in.", "what the outcome is for")
        yield Field("Considerations", limits, "why this means, and which others were considered")
        yield Field("Human intervention", method["decisions"], "who judges the themes, and how")
        yield Field("Risk management", _measures(report, say, dutch), "how risks are watched")
        yield Field("Legal basis", "", "law or task on which this rests")
        yield Field("Impact assessments", "", "which were done, such as a DPIA, and when")
        yield Field("Data", _data(report, say, dutch))
        yield Field("Technical operation", " ".join(method[key] for key in _TECHNICAL if key in method))
        yield Field("Supplier", "Oogst is open source (EUPL-1.2).", "who runs or supplied it")
        yield Field("Link to source code", "", "address of the version used")


_TECHNICAL = ("finding", "models", "settings", "delimitation")


def _dpia(report: Report, say: Wording, dutch: bool) -> Iterator[Field]:
    method = dict(method_paragraphs(report, say))
    network = method["network"]
    people = shown(report.answered.people, say)
    if dutch:
        yield Field("Voorstel", method["finding"], "aanleiding en doel van de verwerking")
        yield Field(
            "Persoonsgegevens", _data(report, say, dutch), "welke bijzondere gegevens kunnen voorkomen"
        )
        yield Field("Betrokkenen", f"Deelnemers: {people}.", "hoe zij zijn geworven en geïnformeerd")
        yield Field("Verwerkingen", method["sources"])
        yield Field("Verwerkingsdoeleinden", "", "waarvoor, en waarvoor niet")
        yield Field(
            "Betrokken partijen", "", "verwerkingsverantwoordelijke, verwerkers, wie de uitkomst krijgt"
        )
        yield Field("Locatie", network, "op wiens computer, en wie daarbij kan")
        yield Field("Techniek", " ".join(method[key] for key in ("models", "delimitation") if key in method))
        yield Field("Geautomatiseerde besluiten", f"Geen. {method['decisions']}")
        yield Field("Bewaartermijn", "", "hoe lang de bronnen, de run en dit rapport bewaard blijven")
        yield Field("Rechtsgrond", "", "grondslag in artikel 6 AVG, en zo nodig artikel 9")
        yield Field("Noodzaak en evenredigheid", "", "waarom het niet met minder gegevens kan")
        yield Field("Rechten van betrokkenen", "", "hoe iemand inzage of wissing vraagt")
        yield Field("Risico’s", _risks(dutch), "kans en ernst van elk risico, en andere risico’s")
        yield Field("Maatregelen", _measures(report, say, dutch), "maatregelen van de organisatie")
    else:
        yield Field("Proposal", method["finding"], "occasion and goal of the processing")
        yield Field("Personal data", _data(report, say, dutch), "which special categories may occur")
        yield Field("Data subjects", f"Participants: {people}.", "how they were found and informed")
        yield Field("Processing", method["sources"])
        yield Field("Purposes", "", "what for, and what not for")
        yield Field("Parties", "", "controller, processors, who gets the outcome")
        yield Field("Location", network, "on whose computer, and who has access to it")
        yield Field("Technique", " ".join(method[key] for key in ("models", "delimitation") if key in method))
        yield Field("Automated decisions", f"None. {method['decisions']}")
        yield Field("Retention", "", "how long the sources, the run and this report are kept")
        yield Field("Legal ground", "", "ground in article 6 GDPR, and article 9 where needed")
        yield Field("Necessity and proportionality", "", "why it cannot be done with fewer data")
        yield Field("Rights of data subjects", "", "how somebody asks for access or erasure")
        yield Field("Risks", _risks(dutch), "likelihood and severity of each, and other risks")
        yield Field("Measures", _measures(report, say, dutch), "measures of the organisation")


def _data(report: Report, say: Wording, dutch: bool) -> str:
    """Say which data went in, by source, column and month."""
    names = listed([one.title for one in report.sources], say)
    rows = number(report.rows, say)
    parts = [f"{rows} {'rijen uit' if dutch else 'rows from'} {names}."]
    first, last = month(report, say)
    if first:
        parts.append(f"{'Periode' if dutch else 'Period'}: {first} – {last}.")
    if report.method.kept:
        parts.append(f"{'Gebruikte kolommen' if dutch else 'Columns used'}: {', '.join(report.method.kept)}.")
    if report.method.dropped:
        dropped = "Weggelaten bij het inlezen" if dutch else "Dropped while reading"
        parts.append(f"{dropped}: {', '.join(report.method.dropped)}.")
    masking = dict(method_paragraphs(report, say)).get("masking")
    return " ".join([*parts, *([masking] if masking else [])])


def _risks(dutch: bool) -> str:
    if dutch:
        return (
            "Iemand kan zich uit zijn of haar verhaal laten herkennen, ook zonder naam. Een thema kan worden "
            "gelezen als de mening van iedereen. Een bijdrage kan in een verkeerd thema staan."
        )
    return (
        "Somebody may be recognised by their story, even without a name. A theme may be read as everybody's "
        "opinion. A contribution may stand in the wrong theme."
    )


def _measures(report: Report, say: Wording, dutch: bool) -> str:
    k = number(report.k, say)
    if dutch:
        text = (
            "Deelnemers staan onder een pseudoniem. Kolommen die niet nodig zijn, worden niet gelezen. "
            f"Aantallen en kenmerken van minder dan {k} deelnemers worden niet getoond. Elke rij en elk "
            f"citaat "
            "is na te gaan, en een mens kan een citaat uitsluiten."
        )
        return text + (" Alleen vrijgegeven citaten staan in een rapport." if report.release_asked else "")
    text = (
        "Participants stand under a pseudonym. Columns that are not needed are not read. Counts and "
        "attributes "
        f"of fewer than {k} participants are not shown. Every row and every quote can be traced, and a "
        f"person "
        "can exclude a quote."
    )
    return text + (" Only released quotes stand in a report." if report.release_asked else "")
