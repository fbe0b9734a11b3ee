"""What two groups have more or less attention for, how many mention it, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ContrastWording:
    """The texts of one language."""

    compare_caption: str
    compare_differ_one: str
    compare_differ: str
    compare_differ_none: str
    compare_attention: str
    compare_attention_of: str
    compare_attention_caption: str
    compare_attention_help: str
    compare_difference: str
    compare_points: str
    compare_interval: str
    compare_finding: str
    compare_findings: Mapping[str, str]
    compare_untested: Mapping[str, str]
    compare_rule: str
    compare_mentions: str
    compare_mentions_of: str
    compare_mentions_caption: str
    compare_mentions_help: str
    compare_cautions: Mapping[str, str]
    compare_quotes: str
    compare_quotes_help: str
    compare_quotes_none: str


NL: Final = ContrastWording(
    compare_caption="Dit gaat over de deelnemers, niet over de bevolking.",
    compare_differ_one="Bij één thema is er een verschil in aandacht.",
    compare_differ="Bij {number} thema’s is er een verschil in aandacht.",
    compare_differ_none=(
        "Er is geen verschil in aandacht aangetoond. Dat betekent niet dat er geen verschil is."
    ),
    compare_attention="Aandacht",
    compare_attention_of="Aandacht van {group}",
    compare_attention_caption="Aandacht voor elk thema, van {first} en {second}",
    compare_attention_help=(
        "Aandacht is welk deel van wat iemand zegt over het thema gaat. Dat is gemiddeld over de mensen van "
        "de groep: iedereen telt één keer mee, hoeveel hij of zij ook schreef."
    ),
    compare_difference="Verschil",
    compare_points="{figure} punten",
    compare_interval="{low} tot {high}",
    compare_finding="Uitkomst",
    compare_findings={
        "first": "meer bij {first}",
        "second": "meer bij {second}",
        "no difference": "geen verschil aangetoond",
    },
    compare_untested={
        "people unknown": "niet getoetst: deelnemers onbekend",
        "group too small": "niet getoetst: een groep is te klein",
        "theme too rare": "niet getoetst: te weinig mensen noemen het",
    },
    compare_rule=(
        "Getoetst is bij minstens {people} mensen per groep, als naar verwachting minstens {expected} van de "
        "kleinste groep het thema noemen. Een interval staat er bij minstens {interval_people} mensen per "
        "groep, als dat er {interval_expected} zijn. Van wat een verschil heet, is gemiddeld hoogstens "
        "{rate} toeval. Een interval is van één thema; de uitkomst houdt rekening met alle thema’s samen."
    ),
    compare_mentions="Hoeveel mensen noemen het thema?",
    compare_mentions_of="Genoemd door {group}",
    compare_mentions_caption="Mensen die elk thema noemen, van {first} en {second}",
    compare_mentions_help="Wie meer schrijft, noemt meer. Daarom is dit niet getoetst.",
    compare_cautions={
        "unknown people": (
            "Van een deel van de bijdragen is niet bekend wie ze schreef. Die tellen bij aandacht en bij "
            "mensen niet mee."
        ),
        "questions left out": (
            "Vragen die niet aan beide groepen zijn gesteld, of die te weinig mensen beantwoordden, tellen "
            "hier niet mee."
        ),
        "questions differ": (
            "De groepen gaven niet op dezelfde vragen even veel antwoord. Een verschil kan ook daarvan "
            "komen. Kies één vraag om dat te zien."
        ),
        "writes more": (
            "De ene groep schrijft per persoon meer dan de andere. Op aandacht heeft dat geen invloed, op "
            "hoeveel mensen een thema noemen wel."
        ),
        "in both groups": (
            "Een deel van de mensen zit in beide groepen. Daarmee is bij aandacht rekening gehouden."
        ),
    },
    compare_quotes="Wat de groepen zeggen",
    compare_quotes_help="Van de thema’s met een verschil, van elke groep enkele citaten.",
    compare_quotes_none="Van deze groep zijn hier geen citaten: het zijn te weinig mensen.",
)
EN: Final = ContrastWording(
    compare_caption="This is about the participants, not about the population.",
    compare_differ_one="For one theme there is a difference in attention.",
    compare_differ="For {number} themes there is a difference in attention.",
    compare_differ_none="No difference in attention was shown. That does not mean that there is none.",
    compare_attention="Attention",
    compare_attention_of="Attention of {group}",
    compare_attention_caption="Attention for every theme, of {first} and {second}",
    compare_attention_help=(
        "Attention is which part of what somebody says is about the theme. It is the mean over the people of "
        "the group: everybody counts once, however much they wrote."
    ),
    compare_difference="Difference",
    compare_points="{figure} points",
    compare_interval="{low} to {high}",
    compare_finding="Outcome",
    compare_findings={
        "first": "more with {first}",
        "second": "more with {second}",
        "no difference": "no difference shown",
    },
    compare_untested={
        "people unknown": "not tested: people unknown",
        "group too small": "not tested: a group is too small",
        "theme too rare": "not tested: too few people mention it",
    },
    compare_rule=(
        "Tested where each group has at least {people} people, and at least {expected} of the smaller one "
        "are expected to mention the theme. There is an interval where each has at least {interval_people} "
        "people and those are {interval_expected}. Of what is called a difference, at most {rate} is chance "
        "on average. An interval is of one theme; the outcome takes all themes together into account."
    ),
    compare_mentions="How many people mention the theme?",
    compare_mentions_of="Mentioned by {group}",
    compare_mentions_caption="People who mention every theme, of {first} and {second}",
    compare_mentions_help="Those who write more mention more. So this is not tested.",
    compare_cautions={
        "unknown people": (
            "For some of the contributions it is unknown who wrote them. They do not count in attention, nor "
            "in people."
        ),
        "questions left out": (
            "Questions that were not put to both groups, or that too few people answered, do not count here."
        ),
        "questions differ": (
            "The groups did not answer the same questions equally much. A difference can also come from "
            "that. Choose one question to see."
        ),
        "writes more": (
            "One group writes more a person than the other. That does not affect attention; it does affect "
            "how many people mention a theme."
        ),
        "in both groups": "Some of the people are in both groups. Attention takes account of that.",
    },
    compare_quotes="What the groups say",
    compare_quotes_help="Of the themes with a difference, some quotes of each group.",
    compare_quotes_none="There are no quotes of this group here: the people are too few.",
)
