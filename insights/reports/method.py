"""The method section in words, made from what the manifest of a run tells and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from insights.reports.model import Report
from insights.reports.texts import report_texts
from insights.wording import Wording, day, listed, number, shown, wording

Topic = Literal[
    "sources",
    "masking",
    "finding",
    "models",
    "settings",
    "network",
    "delimitation",
    "decisions",
    "agreement",
    "numbers",
]


@dataclass(frozen=True)
class MethodWords:
    """The sentences of the method in one language."""

    sources: str
    period: str
    masking_on: str
    masking_none: str
    masking_off: str
    graph: str
    bertopic: str
    codebook: str
    models: str
    network_none: str
    network: str
    settings: str
    delimitation: str
    decisions: str
    decisions_none: str
    decision_kinds: dict[str, str]
    agreement: str
    numbers: str
    title: str


NL: Final = MethodWords(
    title="Verantwoording",
    sources="Ingelezen: {rows} rijen uit {sources}. Van elke rij is bekend waar zij bleef: {outcomes}.",
    period="De bijdragen zijn gedaan van {first} tot en met {last}.",
    masking_on=(
        "Vóór alle andere stappen zijn persoonsgegevens in de teksten vervangen door een woord tussen haken: "
        "{counts}. Dat maakt de kans op herkenning kleiner, niet nul."
    ),
    masking_none="Er is gezocht naar persoonsgegevens in de teksten, en niets gevonden.",
    masking_off="Persoonsgegevens in de teksten zijn niet gemaskeerd: dat is bij het inlezen zo gekozen.",
    graph=(
        "De thema’s zijn gevonden met Oogst {version}. Bijdragen zijn gesplitst in ideeën, vergeleken op "
        "betekenis en op lettergroepen, en verbonden met hun {neighbours} dichtste buren. Daarin zoekt het "
        "Leiden-algoritme groepen (resolutie {resolution}), {resamples} keer met telkens een vijfde deel van "
        "de bijdragen of deelnemers weg; wat steeds bij elkaar komt, heet een thema. Namen van thema’s zijn "
        "woorden die er vaker vallen dan elders, tot een mens een naam geeft."
    ),
    bertopic=(
        "De thema’s zijn gevonden met Oogst {version}, met BERTopic (UMAP en HDBSCAN) als zoeker. Namen van "
        "thema’s zijn woorden die er vaker vallen dan elders, tot een mens een naam geeft."
    ),
    codebook=(
        "Bijdragen kregen codes uit een codeboek van {codes} codes; wat daarin niet past, vormt nieuwe "
        "thema’s."
    ),
    models="Gebruikt model: {models}.",
    network_none="Alles is op één computer gedaan; er is niets aan het netwerk gevraagd.",
    network="Aan het netwerk is gevraagd: {asked}.",
    settings="Voorkeuze {preset}, startgetal {seed}. Nummer van de run: {run_id}, gemaakt op {made}.",
    delimitation=(
        "Afbakening, over alle niveaus: {grades}. Zij zegt hoe duidelijk de grens van een thema is, niet hoe "
        "waar of belangrijk het is."
    ),
    decisions="Mensen hebben daarna beslist: {counts}.",
    decisions_none="Geen mens heeft de thema’s nog beoordeeld.",
    decision_kinds={
        "rename": "{n} × een naam gegeven",
        "describe": "{n} × een omschrijving geschreven",
        "merge": "{n} × thema’s samengevoegd",
        "split": "{n} × een thema gesplitst",
        "move": "{n} × een bijdrage verplaatst",
        "exclude": "{n} × een citaat uitgesloten",
        "pin": "{n} × een citaat vastgezet",
        "restore": "{n} × een citaat teruggezet",
        "release": "{n} × een citaat vrijgegeven",
        "withhold": "{n} × een vrijgave ingetrokken",
        "accept": "{n} × een thema aanvaard",
        "reject": "{n} × een thema afgewezen",
        "must_link": "{n} × bijdragen bij elkaar gezet",
        "cannot_link": "{n} × bijdragen uit elkaar gehouden",
    },
    agreement="Overeenstemming tussen mensen die codeerden: {figures}.",
    numbers=(
        "Elk citaat is letterlijk uit de bron geknipt. Een aantal dat op minder dan {k} deelnemers slaat, "
        "staat er niet in."
    ),
)

EN: Final = MethodWords(
    title="Method",
    sources="Read: {rows} rows from {sources}. It is known where every row went: {outcomes}.",
    period="The contributions were made from {first} to {last}.",
    masking_on=(
        "Before anything else, personal data in the texts were replaced by a word between brackets: "
        "{counts}. "
        "That lowers the chance that somebody is recognised, and does not remove it."
    ),
    masking_none="Personal data were looked for in the texts, and none were found.",
    masking_off="Personal data in the texts were not masked: that was chosen when they were read.",
    graph=(
        "The themes were found with Oogst {version}. Contributions were split into ideas, compared by "
        "meaning "
        "and by groups of letters, and joined to their {neighbours} nearest neighbours. In that network the "
        "Leiden algorithm finds groups (resolution {resolution}), {resamples} times with a fifth of the "
        "contributions or participants left out each time; what comes together again and again is called a "
        "theme. Names of themes are words that come more often there than elsewhere, until a person names "
        "them."
    ),
    bertopic=(
        "The themes were found with Oogst {version}, with BERTopic (UMAP and HDBSCAN) to look for them. "
        "Names of "
        "themes are words that come more often there than elsewhere, until a person names them."
    ),
    codebook=(
        "Contributions got codes of a codebook of {codes} codes; what fits none of them makes new themes."
    ),
    models="Model used: {models}.",
    network_none="Everything was done on one computer; nothing was asked of the network.",
    network="Asked of the network: {asked}.",
    settings="Preset {preset}, seed {seed}. Id of the run: {run_id}, made on {made}.",
    delimitation=(
        "Delimitation, over all levels: {grades}. It says how clear the border of a theme is, not how true "
        "or "
        "important it is."
    ),
    decisions="People then decided: {counts}.",
    decisions_none="Nobody has judged the themes yet.",
    decision_kinds={
        "rename": "{n} × a name given",
        "describe": "{n} × a description written",
        "merge": "{n} × themes merged",
        "split": "{n} × a theme split",
        "move": "{n} × a contribution moved",
        "exclude": "{n} × a quote excluded",
        "pin": "{n} × a quote pinned",
        "restore": "{n} × a quote put back",
        "release": "{n} × a quote released",
        "withhold": "{n} × a release taken back",
        "accept": "{n} × a theme accepted",
        "reject": "{n} × a theme rejected",
        "must_link": "{n} × contributions put together",
        "cannot_link": "{n} × contributions kept apart",
    },
    agreement="Agreement between people who coded: {figures}.",
    numbers=(
        "Every quote is cut verbatim from its source. Counts that stand on fewer than {k} participants are "
        "left out."
    ),
)


def method_words(language: str) -> MethodWords:
    """Give the sentences of a language; Dutch for a language there are none for."""
    return EN if language == "en" else NL


def method_paragraphs(report: Report, say: Wording) -> tuple[tuple[Topic, str], ...]:
    """Write the method as one paragraph a topic, in an order that can be pasted as it is."""
    words, method = method_words(say.language), report.method
    named = method.preset or "–"
    told: list[tuple[Topic, str]] = [
        ("sources", _sources(report, words, say)),
        ("masking", _masking(report, words, say)),
        ("finding", _finding(report, words, say)),
    ]
    if method.models:
        models = listed([f"{name} ({revision})" for name, revision in method.models], say)
        told.append(("models", words.models.format(models=models)))
    told.append(
        (
            "settings",
            words.settings.format(
                preset=named, seed=method.seed, run_id=report.run_id, made=day(report.made, say)
            ),
        )
    )
    asked = "; ".join(method.network)
    told.append(("network", words.network.format(asked=asked) if asked else words.network_none))
    if method.grades:
        grades = listed([f"{number(n, say)} {say.grades[grade]}" for grade, n in method.grades], say)
        told.append(("delimitation", words.delimitation.format(grades=grades)))
    told.append(("decisions", _decisions(report, words, say)))
    if method.agreement:
        figures = listed([f"{name} {number(value, say, 2)}" for name, value in method.agreement], say)
        told.append(("agreement", words.agreement.format(figures=figures)))
    told.append(("numbers", words.numbers.format(k=report.k)))
    return tuple((topic, text) for topic, text in told if text)


def method_section(report: Report, language: str) -> str:
    """Write the method by itself, as plain text with a title, to paste into a report or an article."""
    say = wording(language)
    words = method_words(language)
    limits = "\n".join(f"- {limit}" for limit in report_texts(language).limits)
    told = "\n\n".join(text for _, text in method_paragraphs(report, say))
    mark = f"{report_texts(language).internal}\n\n" if report.internal else ""
    return (
        f"{mark}{words.title}: {report.title}\n\n{told}\n\n{report_texts(language).limits_title}:\n{limits}\n"
    )


def month(report: Report, say: Wording) -> tuple[str, str]:
    """Write the months of the first and the last contribution; empty where none has a date."""
    if report.first is None or report.last is None:
        return "", ""
    first, last = (f"{say.months[one.month - 1]} {one.year}" for one in (report.first, report.last))
    return first, last


def _sources(report: Report, words: MethodWords, say: Wording) -> str:
    names = listed([f"{one.title} ({one.file})" for one in report.sources], say)
    outcomes = ", ".join(
        say.outcomes_short[outcome].format(rows=number(rows, say)) for outcome, rows in report.outcomes
    )
    text = words.sources.format(rows=number(report.rows, say), sources=names, outcomes=outcomes)
    first, last = month(report, say)
    return f"{text} {words.period.format(first=first, last=last)}" if first else text


def _masking(report: Report, words: MethodWords, say: Wording) -> str:
    if report.method.masking is None:
        return ""
    if not report.method.masking:
        return words.masking_off
    told = [f"{shown(count, say)} × {kind}" for kind, count in report.method.masked if count.exact]
    few = [kind for kind, count in report.method.masked if not count.exact]
    if few:
        told.append(f"{say.fewer.format(number=report.k)} × {listed(few, say)}")
    return words.masking_on.format(counts="; ".join(told)) if told else words.masking_none


def _finding(report: Report, words: MethodWords, say: Wording) -> str:
    method = report.method
    template = words.bertopic if method.engine == "bertopic" else words.graph
    text = template.format(
        version=method.version,
        neighbours=method.neighbours,
        resolution=number(method.resolution, say, 2),
        resamples=method.resamples,
    )
    return f"{text} {words.codebook.format(codes=len(report.codes))}" if report.codes else text


def _decisions(report: Report, words: MethodWords, say: Wording) -> str:
    made = [words.decision_kinds[one.kind].format(n=number(one.number, say)) for one in report.method.decided]
    return words.decisions.format(counts=listed(made, say)) if made else words.decisions_none
