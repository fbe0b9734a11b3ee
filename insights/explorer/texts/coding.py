"""Texts of the page on which people code, in Dutch and English; fields in braces are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insights.wording import Language


@dataclass(frozen=True)
class CodingTexts:
    """The texts of one language; those of ``codes_of`` are by what is coded by."""

    intro: str
    read_only: str
    read_only_how: str
    as_whom: str
    nothing: str
    begin_title: str
    begin_intro: str
    size: str
    codes_of: Mapping[str, str]
    codes_label: str
    mode_label: str
    blind: str
    shown: str
    begin: str
    progress: str
    others: str
    others_caption: str
    coder: str
    done_column: str
    passage: str
    question: str
    context: str
    before: str
    after: str
    in_reply_to: str
    which: str
    most: str
    what_codes_mean: str
    save: str
    none_fits: str
    skip: str
    former: str
    all_passages: str
    coded_mark: str
    to_code_mark: str
    kept: str
    kept_none: str
    choose_first: str
    too_many: str
    failed: str
    earlier: str
    earlier_none: str
    show_suggestion: str
    suggestion: str
    suggestion_none: str
    hidden: str
    in_view: str
    after_help: str
    finished: str
    another: str
    rounds: str
    round_name: str
    finished_how: str


NL: Final = CodingTexts(
    intro=(
        "Twee of meer mensen geven dezelfde uitspraken een code, elk voor zich. Zo ziet u hoe goed zij het "
        "eens zijn, en hoe goed Oogst het met hen eens is."
    ),
    read_only="U kunt hier alleen kijken.",
    read_only_how="Wie wil coderen, opent Oogst met een naam: oogst explore {run} --editor NAAM.",
    as_whom="U codeert als {name}.",
    nothing="Deze run heeft geen thema’s en geen codeboek om mee te coderen.",
    begin_title="Begin een ronde",
    begin_intro=(
        "Oogst trekt een steekproef: uit elk thema, van elke rol, zeker en onzeker. Wie na u komt, krijgt "
        "dezelfde uitspraken in dezelfde volgorde."
    ),
    size="Hoeveel uitspraken?",
    codes_of={
        "codebook": "Het codeboek ({codes} codes)",
        "themes": "De thema’s van Oogst ({codes})",
        "subthemes": "De subthema’s van Oogst ({codes})",
    },
    codes_label="Waarmee codeert u?",
    mode_label="Wat Oogst voorstelt",
    blind="Blijft verborgen tot u hebt gekozen (zo meet u eerlijk)",
    shown="Staat erbij, zonder dat het is aangekruist",
    begin="Begin de ronde",
    progress="{done} van {total} gecodeerd",
    others="Wie codeert",
    others_caption="Hoever iedereen is",
    coder="Naam",
    done_column="Gecodeerd",
    passage="Uitspraak {number} van {total}",
    question="De vraag was: {question}",
    context="Wat eromheen werd gezegd",
    before="Ervoor",
    after="Erna",
    in_reply_to="Een reactie op",
    which="Waar gaat dit over?",
    most="Kies één tot drie codes. Codeer waar iemand het over heeft, niet wat u ervan vindt.",
    what_codes_mean="Wat betekenen de codes?",
    save="Bewaar en ga verder",
    none_fits="Geen code past",
    skip="Sla over",
    former="Vorige",
    all_passages="Alle uitspraken",
    coded_mark="gecodeerd",
    to_code_mark="nog te doen",
    kept="Bewaard bij uitspraak {number}: {codes}.",
    kept_none="Bewaard bij uitspraak {number}: geen code past.",
    choose_first="Kies eerst een code, of kies “Geen code past”.",
    too_many="U koos {number} codes. Kies er hoogstens drie.",
    failed="Dit is niet bewaard.",
    earlier="U koos: {codes}.",
    earlier_none="U koos: geen code past.",
    show_suggestion="Toon wat Oogst voorstelt",
    suggestion="Oogst stelt voor: {codes}.",
    suggestion_none="Oogst stelt hier niets voor.",
    hidden="Wat Oogst voorstelt, ziet u pas als u hebt gekozen.",
    in_view="In deze ronde staat erbij wat Oogst voorstelt.",
    after_help=(
        "Wat u verandert nadat u het voorstel zag, wordt bewaard, maar telt niet mee voor de overeenstemming."
    ),
    finished="U hebt alles gecodeerd. Dank u wel.",
    another="Begin een nieuwe ronde",
    rounds="Rondes",
    round_name="Ronde {number}",
    finished_how="Is iedereen klaar? Dan laat oogst agree {run} zien hoe goed u het eens bent.",
)

EN: Final = CodingTexts(
    intro=(
        "Two or more people give the same passages a code, each by themselves. That shows how far they "
        "agree, and how far Oogst agrees with them."
    ),
    read_only="You can only look here.",
    read_only_how="Whoever wants to code opens Oogst with a name: oogst explore {run} --editor NAME.",
    as_whom="You code as {name}.",
    nothing="This run has no themes and no codebook to code by.",
    begin_title="Begin a round",
    begin_intro=(
        "Oogst draws a sample: from every theme, of every role, sure and unsure. Whoever comes after you "
        "gets the same passages in the same order."
    ),
    size="How many passages?",
    codes_of={
        "codebook": "The codebook ({codes} codes)",
        "themes": "The themes of Oogst ({codes})",
        "subthemes": "The subthemes of Oogst ({codes})",
    },
    codes_label="What do you code by?",
    mode_label="What Oogst suggests",
    blind="Stays hidden until you have chosen (a fair measure)",
    shown="Is in view, without being ticked",
    begin="Begin the round",
    progress="{done} of {total} coded",
    others="Who codes",
    others_caption="How far everybody is",
    coder="Name",
    done_column="Coded",
    passage="Passage {number} of {total}",
    question="The question was: {question}",
    context="What was said around it",
    before="Before",
    after="After",
    in_reply_to="In reply to",
    which="What is this about?",
    most="Choose one to three codes. Code what somebody talks about, not what you think of it.",
    what_codes_mean="What do the codes mean?",
    save="Keep and go on",
    none_fits="No code fits",
    skip="Skip",
    former="Previous",
    all_passages="All passages",
    coded_mark="coded",
    to_code_mark="to do",
    kept="Kept with passage {number}: {codes}.",
    kept_none="Kept with passage {number}: no code fits.",
    choose_first="Choose a code first, or choose “No code fits”.",
    too_many="You chose {number} codes. Choose three at most.",
    failed="This was not kept.",
    earlier="You chose: {codes}.",
    earlier_none="You chose: no code fits.",
    show_suggestion="Show what Oogst suggests",
    suggestion="Oogst suggests: {codes}.",
    suggestion_none="Oogst suggests nothing here.",
    hidden="You see what Oogst suggests once you have chosen.",
    in_view="In this round what Oogst suggests is in view.",
    after_help=(
        "What you change after you saw the suggestion is kept, but does not count for the agreement."
    ),
    finished="You have coded everything. Thank you.",
    another="Begin a new round",
    rounds="Rounds",
    round_name="Round {number}",
    finished_how="Is everybody done? Then oogst agree {run} shows how far you agree.",
)


def coding_texts(language: Language) -> CodingTexts:
    """Give the texts of a language."""
    return EN if language == "en" else NL
