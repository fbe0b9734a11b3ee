"""The words of what a person must complete: drafts for the Algorithm Register and a DPIA, and the citation.

Names of fields follow the register's publication standard 1.0, in Dutch; those in English translate them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Asked:
    """A field of a form: its name, and what only a person can add; None where nothing is missing."""

    name: str
    missing: str | None = None


@dataclass(frozen=True)
class RegisterFields:
    """What the Algorithm Register asks."""

    name: Asked
    organisation: Asked
    description: Asked
    status: Asked
    begin: Asked
    contact: Asked
    category: Asked
    goal: Asked
    considerations: Asked
    intervention: Asked
    risks: Asked
    legal_basis: Asked
    assessments: Asked
    data: Asked
    operation: Asked
    supplier: Asked
    code: Asked


@dataclass(frozen=True)
class DpiaFields:
    """What a data-protection assessment asks."""

    proposal: Asked
    data: Asked
    subjects: Asked
    processing: Asked
    purposes: Asked
    parties: Asked
    location: Asked
    technique: Asked
    automated: Asked
    retention: Asked
    legal_ground: Asked
    necessity: Asked
    rights: Asked
    risks: Asked
    measures: Asked


@dataclass(frozen=True)
class FormTexts:
    """The texts of one language; fields in braces are filled in with ``str.format``."""

    gap: str
    researcher: str
    cite: str
    register_title: str
    register: RegisterFields
    dpia_title: str
    dpia: DpiaFields
    name: str
    description: str
    begin: str
    goal: str
    supplier: str
    subjects: str
    automated: str
    rows: str
    period: str
    kept: str
    dropped: str
    risks: str
    measures: str
    only_released: str

    def to_fill_in(self, what: str) -> str:
        """Mark what a person must fill in.

        >>> NL.to_fill_in("het doel")
        '[INVULLEN: het doel]'
        """
        return self.gap.format(what=what)


NL: Final = FormTexts(
    gap="[INVULLEN: {what}]",
    researcher="wie dit onderzoek deed",
    cite="Noem deze run en Oogst.",
    register_title="Concept voor het Algoritmeregister",
    register=RegisterFields(
        name=Asked("Naam"),
        organisation=Asked("Organisatie", "naam van de organisatie"),
        description=Asked("Korte omschrijving"),
        status=Asked("Status", "in ontwikkeling, in gebruik of buiten gebruik"),
        begin=Asked("Begindatum", "sinds wanneer in gebruik"),
        contact=Asked("Contactgegevens", "e-mailadres voor vragen"),
        category=Asked("Publicatiecategorie", "hoog risico, impactvol of overig, met reden"),
        goal=Asked("Doel", "waarvoor de uitkomst dient"),
        considerations=Asked("Afwegingen", "waarom dit middel, en welke andere zijn overwogen"),
        intervention=Asked("Menselijke tussenkomst", "wie de thema’s beoordeelt, en hoe"),
        risks=Asked("Risicobeheer", "hoe risico’s worden bewaakt"),
        legal_basis=Asked("Wettelijke basis", "wet of taak waarop dit berust"),
        assessments=Asked("Impacttoetsen", "welke toetsen zijn gedaan, zoals DPIA of IAMA, en wanneer"),
        data=Asked("Gegevens"),
        operation=Asked("Technische werking"),
        supplier=Asked("Leverancier", "wie het beheert of leverde"),
        code=Asked("Link naar broncode", "adres van de gebruikte versie"),
    ),
    dpia_title="Invoer voor een gegevensbeschermingseffectbeoordeling (DPIA)",
    dpia=DpiaFields(
        proposal=Asked("Voorstel", "aanleiding en doel van de verwerking"),
        data=Asked("Persoonsgegevens", "welke bijzondere gegevens kunnen voorkomen"),
        subjects=Asked("Betrokkenen", "hoe zij zijn geworven en geïnformeerd"),
        processing=Asked("Verwerkingen"),
        purposes=Asked("Verwerkingsdoeleinden", "waarvoor, en waarvoor niet"),
        parties=Asked(
            "Betrokken partijen", "verwerkingsverantwoordelijke, verwerkers, wie de uitkomst krijgt"
        ),
        location=Asked("Locatie", "op wiens computer, en wie daarbij kan"),
        technique=Asked("Techniek"),
        automated=Asked("Geautomatiseerde besluiten"),
        retention=Asked("Bewaartermijn", "hoe lang de bronnen, de run en dit rapport bewaard blijven"),
        legal_ground=Asked("Rechtsgrond", "grondslag in artikel 6 AVG, en zo nodig artikel 9"),
        necessity=Asked("Noodzaak en evenredigheid", "waarom het niet met minder gegevens kan"),
        rights=Asked("Rechten van betrokkenen", "hoe iemand inzage of wissing vraagt"),
        risks=Asked("Risico’s", "kans en ernst van elk risico, en andere risico’s"),
        measures=Asked("Maatregelen", "maatregelen van de organisatie"),
    ),
    name="Thema-analyse van {title}",
    description=(
        "Vindt thema’s in bijdragen van deelnemers en toont bij elk thema letterlijke citaten. Het systeem "
        "neemt geen besluiten over personen."
    ),
    begin="De run is gemaakt op {date}.",
    goal="Overzicht geven van wat deelnemers inbrachten.",
    supplier="Oogst is open source (EUPL-1.2).",
    subjects="Deelnemers: {people}.",
    automated="Geen. {decisions}",
    rows="{rows} rijen uit {sources}.",
    period="Periode: {first} – {last}.",
    kept="Gebruikte kolommen: {columns}.",
    dropped="Weggelaten bij het inlezen: {columns}.",
    risks=(
        "Iemand kan zich uit zijn of haar verhaal laten herkennen, ook zonder naam. Een thema kan worden "
        "gelezen als de mening van iedereen. Een bijdrage kan in een verkeerd thema staan."
    ),
    measures=(
        "Deelnemers staan onder een pseudoniem. Kolommen die niet nodig zijn, worden niet gelezen. Aantallen "
        "en kenmerken van minder dan {k} deelnemers worden niet getoond. Elke rij en elk citaat is na te "
        "gaan, en een mens kan een citaat uitsluiten."
    ),
    only_released="Alleen vrijgegeven citaten staan in een rapport.",
)
EN: Final = FormTexts(
    gap="[FILL IN: {what}]",
    researcher="who did this research",
    cite="Please cite this run and Oogst.",
    register_title="Draft for the Algorithm Register",
    register=RegisterFields(
        name=Asked("Name"),
        organisation=Asked("Organisation", "name of the organisation"),
        description=Asked("Short description"),
        status=Asked("Status", "in development, in use, or out of use"),
        begin=Asked("Begin date", "in use since when"),
        contact=Asked("Contact", "e-mail address for questions"),
        category=Asked("Category", "high risk, impactful or other, with the reason"),
        goal=Asked("Goal", "what the outcome is for"),
        considerations=Asked("Considerations", "why this means, and which others were considered"),
        intervention=Asked("Human intervention", "who judges the themes, and how"),
        risks=Asked("Risk management", "how risks are watched"),
        legal_basis=Asked("Legal basis", "law or task on which this rests"),
        assessments=Asked("Impact assessments", "which were done, such as a DPIA, and when"),
        data=Asked("Data"),
        operation=Asked("Technical operation"),
        supplier=Asked("Supplier", "who runs or supplied it"),
        code=Asked("Link to source code", "address of the version used"),
    ),
    dpia_title="Input for a data-protection impact assessment (DPIA)",
    dpia=DpiaFields(
        proposal=Asked("Proposal", "occasion and goal of the processing"),
        data=Asked("Personal data", "which special categories may occur"),
        subjects=Asked("Data subjects", "how they were found and informed"),
        processing=Asked("Processing"),
        purposes=Asked("Purposes", "what for, and what not for"),
        parties=Asked("Parties", "controller, processors, who gets the outcome"),
        location=Asked("Location", "on whose computer, and who has access to it"),
        technique=Asked("Technique"),
        automated=Asked("Automated decisions"),
        retention=Asked("Retention", "how long the sources, the run and this report are kept"),
        legal_ground=Asked("Legal ground", "ground in article 6 GDPR, and article 9 where needed"),
        necessity=Asked("Necessity and proportionality", "why it cannot be done with fewer data"),
        rights=Asked("Rights of data subjects", "how somebody asks for access or erasure"),
        risks=Asked("Risks", "likelihood and severity of each, and other risks"),
        measures=Asked("Measures", "measures of the organisation"),
    ),
    name="Thematic analysis of {title}",
    description=(
        "Finds themes in contributions of participants and shows verbatim quotes with each. The system takes "
        "no decisions about persons."
    ),
    begin="The run was made on {date}.",
    goal="To give an overview of what participants brought in.",
    supplier="Oogst is open source (EUPL-1.2).",
    subjects="Participants: {people}.",
    automated="None. {decisions}",
    rows="{rows} rows from {sources}.",
    period="Period: {first} – {last}.",
    kept="Columns used: {columns}.",
    dropped="Dropped while reading: {columns}.",
    risks=(
        "Somebody may be recognised by their story, even without a name. A theme may be read as everybody's "
        "opinion. A contribution may stand in the wrong theme."
    ),
    measures=(
        "Participants stand under a pseudonym. Columns that are not needed are not read. Counts and "
        "attributes of fewer than {k} participants are not shown. Every row and every quote can be traced, "
        "and a person can exclude a quote."
    ),
    only_released="Only released quotes stand in a report.",
)


def form_texts(language: str) -> FormTexts:
    """Give the texts of a language; Dutch for a language there are none for."""
    return EN if language == "en" else NL
