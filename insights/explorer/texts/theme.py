"""Texts of the page of a theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class ThemeTexts:
    """The texts of one language."""

    definition_of: Mapping[str, str]
    words: str
    figures: str
    compare: str
    to_report: str
    more: str
    fold_words: str
    fold_subthemes: str
    fold_counter: str
    fold_edge: str
    fold_minority: str
    fold_delimitation: str
    fold_rounds: str
    fold_months: str
    fold_votes: str
    fold_near: str
    fold_groups: str
    delimitation_rule: str
    delimitation_figure: str
    delimitation_unmeasured: str
    period: str
    by_round: str
    by_month: str
    share_of_people: str
    share_of_messages: str
    interval: str
    interval_of: str
    interval_help: str
    counter_help: str
    votes_help: str
    votes_of_theme: str
    votes_group: str
    votes_mean: str
    votes_against: str
    near_help: str
    groups_help: str
    group: str
    groups_caption: str
    absent: str
    absent_parts: Mapping[str, str]


NL: Final = ThemeTexts(
    definition_of={"codebook": "Omschrijving uit het codeboek", "person": "Omschrijving door een mens"},
    words="Woorden die hier vaker vallen dan elders: {words}",
    figures="Hoe vaak genoemd",
    compare="Vergelijk groepen op aandacht",
    to_report="Neem dit thema mee in een verslag",
    more="Meer over dit thema",
    fold_words="Woorden en hun gewicht",
    fold_subthemes="Subthema’s ({number})",
    fold_counter="Tegengeluid ({number})",
    fold_edge="Op de grens van het thema ({number})",
    fold_minority="Stemmen die u anders mist ({number})",
    fold_delimitation="Afbakening: {grade}",
    fold_rounds="Over de rondes",
    fold_months="Over de maanden",
    fold_votes="Stemmen op wat hier gezegd is",
    fold_near="Thema’s die hier dicht bij liggen ({number})",
    fold_groups="Andere groepen naast elkaar",
    delimitation_rule=(
        "Zo is dat bepaald: er zijn steeds opnieuw thema’s gezocht terwijl een vijfde deel van de "
        "bijdragen of "
        "deelnemers wegbleef. Het cijfer zegt hoe goed dezelfde bijdragen dan weer bij elkaar komen, na "
        "aftrek "
        "van toeval: 1 is helemaal, 0 is niet meer dan toeval. Vanaf {sharp} heet een thema scherp, vanaf "
        "{fair} redelijk, daaronder vaag."
    ),
    delimitation_figure="Dit thema: {figure}.",
    delimitation_unmeasured="De afbakening van dit thema is niet gemeten.",
    period="Periode",
    by_round="Welk deel van wie in een ronde meedeed dit thema noemt",
    by_month="Welk deel van wie in een maand meedeed dit thema noemt",
    share_of_people="Deel van de deelnemers",
    share_of_messages="Deel van de bijdragen",
    interval="Marge",
    interval_of="{low} tot {high}",
    interval_help=(
        "De marge (interval van 95%) zegt hoe zeker het percentage is: bij weinig deelnemers is zij breed."
    ),
    counter_help=(
        "Deze uitspraken spreken andere tegen. Dat blijkt uit stemmen of uit een reactie, niet uit een "
        "berekening."
    ),
    votes_help=(
        "Dit gaat over wie stemde, niet over alle deelnemers. Stellingen voor en tegen hetzelfde plan "
        "kunnen in "
        "één thema staan."
    ),
    votes_of_theme="Op stellingen van dit thema stemden {voters} mensen.",
    votes_group="Groep",
    votes_mean="Gemiddeld eens",
    votes_against="Waarmee de meesten van wie stemde het oneens zijn",
    near_help=(
        "Bijdragen op de rand van dit thema liggen ook dicht bij deze thema’s, bovenaan het meest. Dicht bij "
        "elkaar betekent: over hetzelfde. Het betekent niet: het eens."
    ),
    groups_help="Kies waarop u de deelnemers indeelt:",
    group="Groep",
    groups_caption=(
        "Deelnemers en bijdragen per groep. Tussen haakjes: het deel van alle deelnemers in die groep."
    ),
    absent="Niet in deze run: {parts}. Zo’n kolom was er niet, of is bij het inlezen niet gekozen.",
    absent_parts={
        "people": "wie wat zei",
        "roles": "rollen",
        "rounds": "rondes",
        "dates": "data",
        "votes": "stemmen",
    },
)

EN: Final = ThemeTexts(
    definition_of={"codebook": "Definition of the codebook", "person": "Description by a person"},
    words="Words used more often here than elsewhere: {words}",
    figures="How often mentioned",
    compare="Compare the attention of groups",
    to_report="Take this theme along in a report",
    more="More about this theme",
    fold_words="Words and their weight",
    fold_subthemes="Subthemes ({number})",
    fold_counter="Counter-voices ({number})",
    fold_edge="On the border of the theme ({number})",
    fold_minority="Voices you would otherwise miss ({number})",
    fold_delimitation="Delimitation: {grade}",
    fold_rounds="Over the rounds",
    fold_months="Over the months",
    fold_votes="Votes on what was said here",
    fold_near="Themes close to this one ({number})",
    fold_groups="Other groups side by side",
    delimitation_rule=(
        "This is how: themes were looked for again and again while a fifth of the contributions or "
        "participants stayed away. The figure says how well the same contributions then come together again, "
        "less what chance gives: 1 is completely, 0 is no more than chance. From {sharp} a theme is called "
        "sharp, from {fair} fair, below that vague."
    ),
    delimitation_figure="This theme: {figure}.",
    delimitation_unmeasured="How sharply this theme is drawn was not measured.",
    period="Period",
    by_round="Share of those who took part in a round that mentions this theme",
    by_month="Share of those who took part in a month that mentions this theme",
    share_of_people="Share of participants",
    share_of_messages="Share of contributions",
    interval="Margin",
    interval_of="{low} to {high}",
    interval_help=(
        "The margin (95% interval) says how sure the percentage is: with few participants it is wide."
    ),
    counter_help=(
        "These statements contradict others. That follows from votes or from a reply, not from a calculation."
    ),
    votes_help=(
        "This is about those who voted, not about all participants. Statements for and against one plan "
        "can be "
        "in one theme."
    ),
    votes_of_theme="On statements of this theme {voters} people voted.",
    votes_group="Group",
    votes_mean="Mean agreement",
    votes_against="What most of those who voted disagree with",
    near_help=(
        "Contributions on the border of this theme are also close to these themes, the closest first. Close "
        "means: about the same. It does not mean: in agreement."
    ),
    groups_help="Choose how to group the participants:",
    group="Group",
    groups_caption=(
        "Participants and contributions by group. Between brackets: the share of all participants in "
        "that group."
    ),
    absent="Not in this run: {parts}. There was no such column, or it was not chosen when reading.",
    absent_parts={
        "people": "who said what",
        "roles": "roles",
        "rounds": "rounds",
        "dates": "dates",
        "votes": "votes",
    },
)


def theme_texts(language: Language) -> ThemeTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
