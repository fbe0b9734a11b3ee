"""Texts of the account of how the themes were found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class MethodTexts:
    """The texts of one language."""

    how: str
    chart_coded: str
    chart_none: str
    chart_stability: str
    chart_null: str
    chart_axis: str
    chart_coarse: str
    chart_kept: str
    chart_table: str
    chart_largest: str
    chart_took: str
    grades: str
    grades_help: str
    grades_caption: str
    level: str
    levels: tuple[str, ...]
    unmeasured: str
    quality: str
    quality_ask: str
    quality_help: str
    quality_caption: str
    coherence: str
    diversity: str
    stability: str
    core: str
    quality_words: str
    quality_placed: str
    inputs: str
    inputs_caption: str
    where_rows: str
    hash: str
    decisions: str
    decisions_none: str
    decisions_help: str
    decisions_caption: str
    decisions_rest: str
    when: str
    who: str
    what: str
    counts: str
    does_count: str
    does_not_count: str
    undone: str
    decided: Mapping[str, str]
    limits: str
    copy: str
    copy_help: str
    settings: str
    settings_caption: str
    setting: str
    value: str
    versions: str
    versions_caption: str
    package: str
    version: str
    names: Mapping[str, str]
    yes: str
    no: str
    texts: str
    register: str
    dpia: str
    method: str
    citation: str
    broken: str
    other_runs: str
    other_runs_help: str
    compare_with: str


NL: Final = MethodTexts(
    how="De werkwijze in woorden",
    chart_coded=(
        "Deze run heeft een codeboek. Het plaatje gaat alleen over de teksten die geen code kregen: "
        "daarin zijn "
        "nieuwe thema’s gezocht."
    ),
    chart_none="In deze run is niet geteld hoe goed de thema’s terugkomen bij meer of minder detail.",
    chart_stability="komt terug",
    chart_null="zonder enig verband",
    chart_axis=(
        "Onder de staven staat het aantal thema’s. Hoe hoger de staaf, hoe beter dezelfde thema’s terugkomen."
    ),
    chart_coarse=(
        "De grofste verdeling staat er ter vergelijking bij. Die kon niet gekozen worden: daarin gaan "
        "verschillende onderwerpen te snel samen."
    ),
    chart_kept=(
        "Zo fijn deelde de vorige run ook in. Een andere verdeling komt maar weinig beter terug. Daarom "
        "bleef deze, zodat de thema’s van toen herkenbaar blijven."
    ),
    chart_table="De cijfers van dit plaatje",
    chart_largest="Grootste thema",
    chart_took=(
        "Gekozen zijn {themes} thema’s: daar komt de verdeling terug met {stability}, en zonder verband met "
        "{null}."
    ),
    grades="Hoe scherp zijn de thema’s afgebakend?",
    grades_help="Een vaag thema is niet minder waar. De grens ervan is alleen minder duidelijk.",
    grades_caption="Aantal thema’s per niveau, naar afbakening",
    level="Niveau",
    levels=("thema’s", "subthema’s", "fijnste thema’s"),
    unmeasured="niet gemeten",
    quality="Kwaliteit zonder oordeel van mensen",
    quality_ask="Bereken de kwaliteitsmaten",
    quality_help=(
        "Deze maten zeggen iets over de woorden en de grenzen van thema’s. Ze zeggen niet of een thema "
        "klopt: "
        "dat kan alleen een mens."
    ),
    quality_caption="Maten per niveau",
    coherence="Samenhang van woorden",
    diversity="Verschillende woorden",
    stability="Komt terug",
    core="Duidelijk in een thema",
    quality_words=(
        "Samenhang is C_NPMI: 0 is toeval, 1 is altijd samen. ‘Verschillende woorden’ is welk deel van "
        "de eerste "
        "woorden maar bij één thema hoort."
    ),
    quality_placed="Van de {units} ideeën staan er {placed} in een thema ({share}).",
    inputs="Wat er is ingelezen",
    inputs_caption=(
        "Bestanden, met een vingerafdruk (SHA-256) waarmee u kunt nagaan dat het hetzelfde bestand is"
    ),
    where_rows="Waar de rijen bleven",
    hash="Vingerafdruk",
    decisions="Wat mensen besloten",
    decisions_none="Nog niemand heeft over deze thema’s iets besloten.",
    decisions_help="Elk besluit blijft staan, ook als een later besluit het vervangt. Nieuwste bovenaan.",
    decisions_caption="Besluiten van mensen",
    decisions_rest="Er zijn {number} oudere besluiten. Die geeft ‘oogst decisions’ op de opdrachtregel.",
    when="Wanneer",
    who="Wie",
    what="Wat",
    counts="Telt mee",
    does_count="ja",
    does_not_count="nee",
    undone="teruggedraaid",
    decided={
        "rename": "noemde {theme} voortaan ‘{text}’",
        "describe": "schreef een omschrijving van {theme}",
        "merge": "voegde {n} thema’s samen tot {theme}",
        "split": "splitste een deel af van {theme}",
        "move": "verplaatste {n} bijdragen naar {theme}",
        "exclude": "sloot een citaat uit",
        "pin": "zette een citaat vast bij {theme}",
        "restore": "zette een citaat terug",
        "release": "gaf citaten vrij ({n})",
        "withhold": "trok de vrijgave van citaten in ({n})",
        "accept": "aanvaardde {theme}",
        "reject": "wees {theme} af",
        "must_link": "zette {n} bijdragen bij elkaar",
        "cannot_link": "hield {n} bijdragen uit elkaar",
        "undo": "draaide een eerder besluit terug",
    },
    limits="Wat u hier niet uit kunt opmaken",
    copy="Om over te nemen",
    copy_help=(
        "Teksten die al zijn ingevuld met wat deze run weet. Wat u zelf moet invullen, staat er tussen haken."
    ),
    settings="Alle instellingen",
    settings_caption="Instellingen van de run",
    setting="Instelling",
    value="Waarde",
    versions="Versies van programma’s",
    versions_caption="Programma’s waarvan de versie een thema kan veranderen",
    package="Programma",
    version="Versie",
    names={
        "preset": "Voorkeuze",
        "engine": "Zoeker",
        "model": "Eigen taalmodel",
        "seed": "Startgetal",
        "granularity": "Detail",
        "themes": "Gevraagd aantal thema’s",
        "neighbours": "Buren per tekst",
        "resolution": "Resolutie",
        "context": "Gewicht van de bijdrage om een idee",
        "repeats": "Herhaalde teksten",
        "resamples": "Keren opnieuw gezocht",
        "restarts": "Pogingen per keer",
        "minimum_contributions": "Minste aantal bijdragen voor thema’s",
        "minimum_theme": "Kleinste thema (teksten)",
        "quotes": "Citaten per thema",
        "k_explorer": "Kleinste aantal deelnemers op deze pagina’s",
        "k_export": "Kleinste aantal deelnemers in verslagen",
        "topic_model": "BERTopic-model bewaard",
        "views": "Gewicht van elke manier van vergelijken",
    },
    yes="ja",
    no="nee",
    texts="teksten",
    register="Tekst voor het Algoritmeregister",
    dpia="Invoer voor een DPIA",
    method="Verantwoording voor een rapport of artikel",
    citation="Zo verwijst u naar deze run",
    broken="De teksten om over te nemen zijn er niet: {reason}",
    other_runs="Andere runs",
    other_runs_help="Zijn de thema’s hetzelfde met een ander model, andere instellingen of meer bijdragen?",
    compare_with="Vergelijk met {name}: {title}",
)

EN: Final = MethodTexts(
    how="The procedure in words",
    chart_coded=(
        "This run has a codebook. The chart is drawn over the texts that got no code only: new themes were "
        "looked for in those."
    ),
    chart_none="In this run it was not counted how well themes come back with more or less detail.",
    chart_stability="comes back",
    chart_null="without any structure",
    chart_axis=(
        "Below the bars is the number of themes. The higher the bar, the better the same themes come back."
    ),
    chart_coarse=(
        "The coarsest division is there to compare with. It could not be chosen: in it different subjects go "
        "together too soon."
    ),
    chart_kept=(
        "The previous run divided as finely. Another division comes back only slightly better. So this one "
        "stayed, and the themes of that run can still be recognised."
    ),
    chart_table="The figures of this chart",
    chart_largest="Largest theme",
    chart_took=(
        "Chosen were {themes} themes: there the division comes back with {stability}, and without structure "
        "with {null}."
    ),
    grades="How sharply are the themes drawn?",
    grades_help="A vague theme is not less true. Only its border is less clear.",
    grades_caption="Number of themes by level and delimitation",
    level="Level",
    levels=("themes", "subthemes", "finest themes"),
    unmeasured="not measured",
    quality="Quality without a judgement of people",
    quality_ask="Calculate the measures of quality",
    quality_help=(
        "These measures tell something of the words and the borders of themes. They do not tell whether "
        "a theme "
        "is right: only a person can."
    ),
    quality_caption="Measures by level",
    coherence="Coherence of words",
    diversity="Different words",
    stability="Comes back",
    core="Clearly in a theme",
    quality_words=(
        "Coherence is C_NPMI: 0 is chance, 1 is always together. ‘Different words’ is the share of the first "
        "words that belong to one theme only."
    ),
    quality_placed="Of the {units} ideas {placed} are in a theme ({share}).",
    inputs="What was read",
    inputs_caption="Files, with a fingerprint (SHA-256) by which you can tell that it is the same file",
    where_rows="Where the rows went",
    hash="Fingerprint",
    decisions="What people decided",
    decisions_none="Nobody has decided anything about these themes yet.",
    decisions_help="Every decision stays, also where a later one takes its place. Newest first.",
    decisions_caption="Decisions of people",
    decisions_rest="There are {number} older decisions. ‘oogst decisions’ on the command line gives them.",
    when="When",
    who="Who",
    what="What",
    counts="Counts",
    does_count="yes",
    does_not_count="no",
    undone="undone",
    decided={
        "rename": "called {theme} ‘{text}’ from then on",
        "describe": "wrote a description of {theme}",
        "merge": "merged {n} themes into {theme}",
        "split": "split off a part of {theme}",
        "move": "moved {n} contributions to {theme}",
        "exclude": "excluded a quote",
        "pin": "pinned a quote to {theme}",
        "restore": "put a quote back",
        "release": "released quotes ({n})",
        "withhold": "took the release of quotes back ({n})",
        "accept": "accepted {theme}",
        "reject": "rejected {theme}",
        "must_link": "put {n} contributions together",
        "cannot_link": "kept {n} contributions apart",
        "undo": "undid an earlier decision",
    },
    limits="What this does not tell",
    copy="To take over",
    copy_help="Texts filled in with what this run knows. What you must fill in yourself is between brackets.",
    settings="All settings",
    settings_caption="Settings of the run",
    setting="Setting",
    value="Value",
    versions="Versions of programs",
    versions_caption="Programs of which the version can change a theme",
    package="Program",
    version="Version",
    names={
        "preset": "Preset",
        "engine": "Finder",
        "model": "Own language model",
        "seed": "Seed",
        "granularity": "Detail",
        "themes": "Number of themes asked for",
        "neighbours": "Neighbours a text",
        "resolution": "Resolution",
        "context": "Weight of the contribution around an idea",
        "repeats": "Repeated texts",
        "resamples": "Times themes were sought again",
        "restarts": "Attempts each time",
        "minimum_contributions": "Least contributions for themes",
        "minimum_theme": "Smallest theme (texts)",
        "quotes": "Quotes a theme",
        "k_explorer": "Least participants on these pages",
        "k_export": "Least participants in reports",
        "topic_model": "BERTopic model kept",
        "views": "Weight of each way of comparing",
    },
    yes="yes",
    no="no",
    texts="texts",
    register="Text for the Algorithm Register",
    dpia="Input for a DPIA",
    method="Account for a report or an article",
    citation="How to cite this run",
    broken="The texts to take over are not there: {reason}",
    other_runs="Other runs",
    other_runs_help="Are the themes the same with another model, other settings or more contributions?",
    compare_with="Compare with {name}: {title}",
)


def method_texts(language: Language) -> MethodTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
