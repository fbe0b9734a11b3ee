"""What is held of first names in the names of files: beside a word for a conversation they are persons."""

from __future__ import annotations

import pytest

from corpora.masking import Rules
from corpora.masking.decisions import Decision, Decisions
from corpora.masking.file_names import mask_file_name
from corpora.masking.name_words import ambiguous_names, names_that_are_words, sense

PERSONS = {
    "interview_jan.docx": "interview [NAAM].docx",
    "interview.jan.docx": "interview [NAAM].docx",
    "interview_jan3.docx": "interview [NAAM] 3.docx",
    "InterviewRoos.docx": "Interview [NAAM].docx",
    "INTERVIEW_ROOS.DOCX": "INTERVIEW [NAAM].DOCX",
    "gesprek_roos.vtt": "gesprek [NAAM].vtt",
    "Gesprek Roos 2.vtt": "Gesprek [NAAM] 2.vtt",
    "gesprek2roos.docx": "gesprek2[NAAM].docx",
    "roos_interview.docx": "[NAAM] interview.docx",
    "gesprek_met_roos.docx": "gesprek met [NAAM].docx",
    "gesprek_roos_12_maart_2024.docx": "gesprek [NAAM] 12 maart 2024.docx",
    "gesprek_roos_b_def_v2.docx": "gesprek [NAAM] b def v2.docx",
    "2024-03-12_interview_peter.docx": "2024 03 12 interview [NAAM].docx",
    "01_gesprek_wim.txt": "01 gesprek [NAAM].txt",
    "interview jan en roos.docx": "interview [NAAM] en [NAAM].docx",
    "transcript fatima en iris.docx": "transcript [NAAM] en [NAAM].docx",
    "transcript_eva_3.txt": "transcript [NAAM] 3.txt",
    "verslag-wil.docx": "verslag [NAAM].docx",
    "opname_hans.vtt": "opname [NAAM].vtt",
    "dagboek_jasmijn.odt": "dagboek [NAAM].odt",
    "brief van Linde.docx": "brief van [NAAM].docx",
    "reactie-faith.csv": "reactie [NAAM].csv",
    "keukentafelgesprek_merel.docx": "keukentafelgesprek [NAAM].docx",
    "groepsinterview_jan_piet.docx": "groepsinterview [NAAM].docx",
    "bewoner_mees.txt": "bewoner [NAAM].txt",
    "interview_peter_wonen.docx": "interview [NAAM] wonen.docx",
    "interview_jan_de_vries.docx": "interview [NAAM].docx",
    "interviews_roos/deel 1.vtt": "interviews [NAAM]/deel 1.vtt",
    "wijk.zip/gesprekken/gesprek_sam.vtt": "wijk.zip/gesprekken/gesprek [NAAM].vtt",
    "interview fatima.bos@voorbeeld.nl.docx": "interview [EMAIL].docx",
}
NOBODY = [
    "wijkdialoog_noord.csv",
    "interviews_zorg.csv",
    "gesprek_wonen.docx",
    "interview_mei.docx",
    "interview_juni_2024.docx",
    "verslag_april.docx",
    "gesprek_lente.docx",
    "interview_oost.docx",
    "gesprek_assen.docx",
    "interview_heide.docx",
    "gesprek_zee.docx",
    "gesprek_vrede.docx",
    "gesprek_storm.docx",
    "gesprek_wind_en_water.docx",
    "gesprek_ontschotting.docx",
    "gesprek_met_de_wijk.docx",
    "interview_bewoner.docx",
    "interview_wethouder.docx",
    "brief_aan_de_raad.pdf",
    "reactie_gemeente.pdf",
    "reacties_ronde_2.csv",
    "verslag_avond_3.docx",
    "transcript_groep_a.docx",
    "opname_2024-05-01.vtt",
    "dagboek_week_3.docx",
    "interview_dag1.docx",
    "bewoner_3.txt",
    "jaarverslag_jan_2024.pdf",
    "verslag_roos_en_tuin.docx",
    "rozenbuurt_linde.csv",
    "peter_wonen.csv",
    "roos.csv",
]


@pytest.mark.parametrize(("name", "shown"), PERSONS.items(), ids=list(PERSONS))
def test_a_first_name_beside_a_conversation_is_masked_though_it_is_a_word(name: str, shown: str) -> None:
    assert mask_file_name(name, Rules()) == shown


@pytest.mark.parametrize("name", NOBODY)
def test_a_place_a_month_or_a_theme_stays_in_the_name_of_a_file(name: str) -> None:
    assert mask_file_name(name, Rules()) == name


@pytest.mark.parametrize("name", PERSONS)
def test_masking_the_name_of_a_file_again_changes_nothing(name: str) -> None:
    shown = mask_file_name(name, Rules())
    assert mask_file_name(shown, Rules()) == shown


def test_what_a_person_protects_or_decides_stays() -> None:
    assert mask_file_name("gesprek_roos.docx", Rules(protect=("Roos",))) == "gesprek_roos.docx"
    decided = Rules(decisions=Decisions((Decision("linde", masked=False),)))
    assert mask_file_name("gesprek_linde.docx", decided) == "gesprek_linde.docx"


def test_every_name_of_the_list_is_a_word_or_doubtful_and_is_found() -> None:
    for name in names_that_are_words():
        assert name in ambiguous_names() or not sense(name).first, name
        assert mask_file_name(f"interview_{name}.docx", Rules()) != f"interview_{name}.docx"
