"""Texts of the page on which people decide, in Dutch and English; fields in braces are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class ReviewTexts:
    """The texts of one language; those of ``tasks`` are by what ``show`` is in the address."""

    read_only: str
    read_only_how: str
    intro: str
    as_whom: str
    to_theme: str
    to_review: str
    decide_theme: str
    decide_quotes: str
    decide_passage: str
    theme: str
    standing: str
    standings: Mapping[str, str]
    released_column: str
    released_of: str
    release_asked: str
    release_free: str
    themes_caption: str
    away: str
    away_intro: str
    tasks: Mapping[str, str]
    help: Mapping[str, str]
    theme_merged: str
    theme_rejected: str
    theme_away: str
    nothing_found: str
    why: str
    new_name: str
    new_description: str
    rename: str
    describe: str
    accept: str
    reject: str
    others: str
    merge: str
    no_others: str
    subtheme: str
    own_name: str
    split_subtheme: str
    no_subthemes: str
    to_units: str
    pick: str
    picked_title: str
    picked_one: str
    picked: str
    elsewhere_one: str
    elsewhere: str
    let_go: str
    target: str
    choose: str
    move: str
    split_units: str
    split_name: str
    belong: str
    belong_not: str
    other_id: str
    other_help: str
    release: str
    withhold: str
    pin: str
    exclude_here: str
    exclude: str
    restore: str
    marks: Mapping[str, str]
    excluded_title: str
    passages_of: str
    whole_list: str
    in_theme: str
    in_no_theme: str
    history: str
    history_all: str
    history_none: str
    history_run: str
    undo: str
    undo_title: str
    undo_gone: str
    undo_none: str
    decided: str
    refused: str
    refused_since: str
    refused_again: str
    kept: str
    could_not: str
    needs: Mapping[str, str]
    said: Mapping[str, str]
    because: str
    undone_by: str
    outcomes: Mapping[str, str]
    outcome_other: str
    other_run: str
    one_passage: str
    passages: str
    erased: str
    at: str


NL: Final = ReviewTexts(
    read_only="U kunt hier alleen kijken.",
    read_only_how=(
        'Wie wil beslissen, opent Oogst met een naam: oogst explore {run} --editor "A. de Vries". '
        "Bij elk besluit staat dan wie het nam, wanneer en waarom."
    ),
    intro=(
        "Een thema dat Oogst vond, is een voorstel. Wat u hier beslist, geldt meteen in alle pagina’s en "
        "verslagen, en ook in een volgende run. Elk besluit is terug te draaien."
    ),
    as_whom="U beslist als {name}.",
    to_theme="Bekijk het thema",
    to_review="Naar alle thema’s en besluiten",
    decide_theme="Beslis over dit thema",
    decide_quotes="Beslis over deze citaten",
    decide_passage="Beslis over deze uitspraak",
    theme="Thema",
    standing="Oordeel",
    standings={"": "nog niet beoordeeld", "accepted": "aanvaard", "rejected": "afgewezen"},
    released_column="Citaten vrijgegeven",
    released_of="{released} van {quotes}",
    release_asked="In een verslag voor buiten staan alleen citaten die zijn vrijgegeven.",
    release_free="In deze map staan ook citaten in een verslag die niemand heeft vrijgegeven.",
    themes_caption="Thema’s en wat erover is besloten",
    away="Niet meer in de lijst",
    away_intro="Deze thema’s vond Oogst ook. Door een besluit staan ze niet meer in de lijst.",
    tasks={
        "oordeel": "Oordeel",
        "naam": "Naam",
        "omschrijving": "Omschrijving",
        "samenvoegen": "Samenvoegen",
        "splitsen": "Splitsen",
        "citaten": "Citaten",
        "uitspraken": "Uitspraken",
        "geschiedenis": "Geschiedenis",
    },
    help={
        "oordeel": (
            "Klopt dit thema? Aanvaard het, of wijs het af. Wat in een afgewezen thema staat, verdwijnt "
            "niet: het staat dan bij wat in geen thema past."
        ),
        "naam": "Geef het thema een naam die bewoners en collega’s begrijpen.",
        "omschrijving": "Zeg in een paar zinnen waar het thema over gaat.",
        "samenvoegen": "Kies thema’s die hetzelfde zeggen. Alles daaruit hoort daarna bij “{theme}”.",
        "splitsen": "Maak van een subthema een eigen thema.",
        "citaten": (
            "Kies citaten en beslis eronder. Vrijgeven: dit citaat mag in een verslag. Vooraan: dit citaat "
            "staat als eerste bij dit thema."
        ),
        "uitspraken": (
            "Kies uitspraken en beslis eronder: naar een ander thema, of samen een nieuw thema. Wat u aan "
            "elkaar koppelt of uit elkaar houdt, werkt in de volgende run."
        ),
        "geschiedenis": "Alle besluiten over dit thema, het nieuwste eerst.",
    },
    theme_merged="Dit thema is samengevoegd met “{theme}”.",
    theme_rejected="Dit thema is afgewezen.",
    theme_away="Dit thema staat niet meer in de lijst.",
    nothing_found="Wat u zoekt, is niet in deze run.",
    why="Waarom? (mag leeg blijven)",
    new_name="Nieuwe naam",
    new_description="Omschrijving",
    rename="Geef deze naam",
    describe="Bewaar de omschrijving",
    accept="Aanvaard het thema",
    reject="Wijs het thema af",
    others="Thema’s die hierbij horen",
    merge="Voeg samen",
    no_others="Er is geen ander thema van dit niveau.",
    subtheme="Subthema",
    own_name="Naam van het nieuwe thema (mag leeg blijven)",
    split_subtheme="Maak er een eigen thema van",
    no_subthemes="Dit thema heeft geen subthema’s om los te maken.",
    to_units="Kies losse uitspraken om af te splitsen",
    pick="Kies uitspraak {number}",
    picked_title="Wat wilt u met de gekozen uitspraken?",
    picked_one="1 uitspraak gekozen.",
    picked="{number} uitspraken gekozen.",
    elsewhere_one="Uw besluit geldt ook voor 1 uitspraak die u op een andere pagina koos.",
    elsewhere="Uw besluit geldt ook voor {number} uitspraken die u op andere pagina’s koos.",
    let_go="Wis de keuze",
    target="Naar welk thema?",
    choose="Kies een thema",
    move="Verplaats",
    split_units="Maak een nieuw thema",
    split_name="Of: naam van een nieuw thema",
    belong="Horen bij elkaar",
    belong_not="Horen niet bij elkaar",
    other_id="Nummer van een andere uitspraak",
    other_help=(
        "Koppel deze uitspraak aan een andere, of houd ze uit elkaar. Dat werkt in de volgende run. Het "
        "nummer is dat van de bijdrage in de bron, zoals B0012."
    ),
    release="Geef vrij",
    withhold="Trek vrijgave in",
    pin="Zet vooraan",
    exclude_here="Niet bij dit thema",
    exclude="Nergens citeren",
    restore="Zet terug zoals Oogst koos",
    marks={
        "released": "Vrijgegeven",
        "waiting": "Nog niet vrijgegeven",
        "pinned": "Staat vooraan",
        "excluded": "Wordt niet geciteerd",
        "excluded_here": "Wordt bij dit thema niet geciteerd",
    },
    excluded_title="Niet meer geciteerd",
    passages_of="Uitspraken van deze bijdrage",
    whole_list="Bekijk in de bron",
    in_theme="Staat nu in: {themes}.",
    in_no_theme="Staat nu in geen thema.",
    history="Geschiedenis",
    history_all="Alle besluiten over dit thema",
    history_none="Hier is nog niets over besloten.",
    history_run="Alle besluiten",
    undo="Draai terug",
    undo_title="Besluit {number} terugdraaien",
    undo_gone="Dit besluit is al teruggedraaid.",
    undo_none="Dit besluit is er niet.",
    decided="Vastgelegd: {said}",
    refused="Uw besluit is niet vastgelegd.",
    refused_since="Sinds u deze pagina opende, is hierover dit besloten:",
    refused_again="Kijk hoe het nu is en beslis opnieuw. Wat u invulde, staat er nog.",
    kept="U vulde in: “{text}”.",
    could_not="Dit besluit kan zo niet.",
    needs={
        "picked": "Kies eerst één of meer uitspraken.",
        "name": "Vul een naam in.",
        "description": "Vul een omschrijving in.",
        "others": "Kies een thema dat hierbij hoort.",
        "subtheme": "Kies een subthema.",
        "target": "Kies het thema waar het naartoe gaat.",
        "two": "Kies twee of meer uitspraken.",
        "other": "Vul het nummer van een andere uitspraak in.",
        "released": "Dit is al vrijgegeven.",
        "not_released": "Dit was niet vrijgegeven.",
        "restore": "Hier is niets terug te zetten: dit citaat staat niet vooraan en wordt gewoon geciteerd.",
    },
    said={
        "rename": "“{theme}” heet nu “{text}”",
        "describe": "“{theme}” kreeg deze omschrijving: “{text}”",
        "merge": "samengevoegd met “{theme}”: {themes}",
        "split": "van “{theme}” afgesplitst als “{text}”: {passages}",
        "split_subtheme": "een eigen thema, los van “{theme}”: {themes}",
        "move": "verplaatst naar “{theme}”: {passages}",
        "exclude": "nergens meer citeren: {passages}",
        "exclude_here": "bij “{theme}” niet meer citeren: {passages}",
        "pin": "vooraan bij “{theme}”: {passages}",
        "restore": "teruggezet zoals Oogst koos: {passages}",
        "release": "vrijgegeven: {passages}",
        "withhold": "vrijgave ingetrokken: {passages}",
        "accept": "“{theme}” is aanvaard",
        "reject": "“{theme}” is afgewezen",
        "must_link": "deze horen bij elkaar: {passages}",
        "cannot_link": "deze horen niet bij elkaar: {passages}",
        "undo": "besluit {number} is teruggedraaid ({undone})",
    },
    because="Waarom: {why}",
    undone_by="Teruggedraaid met besluit {number}.",
    outcomes={
        "a later decision holds instead": "Een later besluit gaat voor.",
        "holds from the next run": "Werkt in de volgende run.",
    },
    outcome_other="Houdt in deze run geen stand: waar het over gaat, is hier zo niet meer te vinden.",
    other_run="Genomen bij een andere run.",
    one_passage="“{text}”",
    passages="{number} uitspraken, zoals “{text}”",
    erased="een gewiste uitspraak",
    at="{day} om {time}",
)

EN: Final = ReviewTexts(
    read_only="You can only look here.",
    read_only_how=(
        'Whoever wants to decide opens Oogst with a name: oogst explore {run} --editor "A. de Vries". '
        "With every decision it is then told who made it, when and why."
    ),
    intro=(
        "A theme that Oogst found is a suggestion. What you decide here holds at once on all pages and in "
        "reports, and in a next run too. Every decision can be undone."
    ),
    as_whom="You decide as {name}.",
    to_theme="See the theme",
    to_review="To all themes and decisions",
    decide_theme="Decide about this theme",
    decide_quotes="Decide about these quotes",
    decide_passage="Decide about this passage",
    theme="Theme",
    standing="Verdict",
    standings={"": "not judged yet", "accepted": "accepted", "rejected": "rejected"},
    released_column="Quotes released",
    released_of="{released} of {quotes}",
    release_asked="A report for outside has released quotes only.",
    release_free="In this folder a report also has quotes that nobody released.",
    themes_caption="Themes and what was decided about them",
    away="No longer in the list",
    away_intro="Oogst found these themes too. A decision took them out of the list.",
    tasks={
        "oordeel": "Verdict",
        "naam": "Name",
        "omschrijving": "Description",
        "samenvoegen": "Merge",
        "splitsen": "Split",
        "citaten": "Quotes",
        "uitspraken": "Passages",
        "geschiedenis": "History",
    },
    help={
        "oordeel": (
            "Is this theme right? Accept it, or reject it. What is in a rejected theme does not disappear: "
            "it is listed with what fits no theme."
        ),
        "naam": "Give the theme a name that residents and colleagues understand.",
        "omschrijving": "Say in a few sentences what the theme is about.",
        "samenvoegen": "Choose themes that say the same. All that is in them then belongs to “{theme}”.",
        "splitsen": "Make a subtheme a theme of its own.",
        "citaten": (
            "Choose quotes and decide below. Release: this quote may be in a report. First: this quote comes "
            "first with this theme."
        ),
        "uitspraken": (
            "Choose passages and decide below: to another theme, or together a new theme. What you link or "
            "keep apart works in the next run."
        ),
        "geschiedenis": "All decisions about this theme, the newest first.",
    },
    theme_merged="This theme was merged with “{theme}”.",
    theme_rejected="This theme was rejected.",
    theme_away="This theme is no longer in the list.",
    nothing_found="What you look for is not in this run.",
    why="Why? (may stay empty)",
    new_name="New name",
    new_description="Description",
    rename="Give this name",
    describe="Keep the description",
    accept="Accept the theme",
    reject="Reject the theme",
    others="Themes that belong to it",
    merge="Merge",
    no_others="There is no other theme of this level.",
    subtheme="Subtheme",
    own_name="Name of the new theme (may stay empty)",
    split_subtheme="Make it a theme of its own",
    no_subthemes="This theme has no subthemes to split off.",
    to_units="Choose single passages to split off",
    pick="Choose passage {number}",
    picked_title="What do you want with the chosen passages?",
    picked_one="1 passage chosen.",
    picked="{number} passages chosen.",
    elsewhere_one="What you decide also holds for 1 passage that you chose on another page.",
    elsewhere="What you decide also holds for {number} passages that you chose on other pages.",
    let_go="Clear the choice",
    target="To which theme?",
    choose="Choose a theme",
    move="Move",
    split_units="Make a new theme",
    split_name="Or: name of a new theme",
    belong="Belong together",
    belong_not="Do not belong together",
    other_id="Number of another passage",
    other_help=(
        "Link this passage to another, or keep them apart. That works in the next run. The number is that of "
        "the contribution in its source, such as B0012."
    ),
    release="Release",
    withhold="Take release back",
    pin="Put first",
    exclude_here="Not with this theme",
    exclude="Quote nowhere",
    restore="Put back as Oogst chose",
    marks={
        "released": "Released",
        "waiting": "Not released yet",
        "pinned": "Comes first",
        "excluded": "Is not quoted",
        "excluded_here": "Is not quoted with this theme",
    },
    excluded_title="No longer quoted",
    passages_of="Passages of this contribution",
    whole_list="See it in its source",
    in_theme="Is now in: {themes}.",
    in_no_theme="Is in no theme now.",
    history="History",
    history_all="All decisions about this theme",
    history_none="Nothing was decided about this yet.",
    history_run="All decisions",
    undo="Undo",
    undo_title="Undo decision {number}",
    undo_gone="This decision was undone already.",
    undo_none="There is no such decision.",
    decided="Kept: {said}",
    refused="Your decision was not kept.",
    refused_since="Since you opened this page, this was decided about the same:",
    refused_again="Look at it as it is now, and decide again. What you filled in is still there.",
    kept="You filled in: “{text}”.",
    could_not="This cannot be decided like that.",
    needs={
        "picked": "Choose one or more passages first.",
        "name": "Fill in a name.",
        "description": "Fill in a description.",
        "others": "Choose a theme that belongs to it.",
        "subtheme": "Choose a subtheme.",
        "target": "Choose the theme it goes to.",
        "two": "Choose two or more passages.",
        "other": "Fill in the number of another passage.",
        "released": "This was released already.",
        "not_released": "This was not released.",
        "restore": "There is nothing to put back: this quote does not come first and is quoted as usual.",
    },
    said={
        "rename": "“{theme}” is now called “{text}”",
        "describe": "“{theme}” got this description: “{text}”",
        "merge": "merged with “{theme}”: {themes}",
        "split": "split from “{theme}” as “{text}”: {passages}",
        "split_subtheme": "a theme of its own, apart from “{theme}”: {themes}",
        "move": "moved to “{theme}”: {passages}",
        "exclude": "quoted nowhere any more: {passages}",
        "exclude_here": "no longer quoted with “{theme}”: {passages}",
        "pin": "first with “{theme}”: {passages}",
        "restore": "put back as Oogst chose: {passages}",
        "release": "released: {passages}",
        "withhold": "release taken back: {passages}",
        "accept": "“{theme}” was accepted",
        "reject": "“{theme}” was rejected",
        "must_link": "these belong together: {passages}",
        "cannot_link": "these do not belong together: {passages}",
        "undo": "decision {number} was undone ({undone})",
    },
    because="Why: {why}",
    undone_by="Undone by decision {number}.",
    outcomes={
        "a later decision holds instead": "A later decision holds instead.",
        "holds from the next run": "Works in the next run.",
    },
    outcome_other="Does not hold in this run: what it is about is not to be found here like that any more.",
    other_run="Made about another run.",
    one_passage="“{text}”",
    passages="{number} passages, such as “{text}”",
    erased="an erased passage",
    at="{day} at {time}",
)


def review_texts(language: Language) -> ReviewTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
