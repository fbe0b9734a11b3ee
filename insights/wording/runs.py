"""Choosing a run, and making one of the sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class RunWording:
    """The texts of one language."""

    runs_title: str
    runs_intro: str
    runs_none: str
    runs_none_how: str
    run_unknown: str
    run_broken: str
    run_sample: str
    run_made: str
    sample_title: str
    sample_intro: str
    sample_make: str
    sample_busy: str
    sample_failed: str


NL: Final = RunWording(
    runs_title="Kies een run",
    runs_intro="Een run is één keer thema’s zoeken in één of meer bronnen.",
    runs_none="Er is nog geen run gevonden.",
    runs_none_how="Maak er een met oogst run BESTAND, of bekijk het voorbeeld met oogst demo.",
    run_unknown="De run uit de link is hier niet gevonden. Kies een run uit de lijst.",
    run_broken="Deze run is niet te openen: de map mist bestanden of is veranderd. Maak de run opnieuw.",
    run_sample="voorbeeld, verzonnen",
    run_made="gemaakt op {date}",
    sample_title="Bekijk een voorbeeld",
    sample_intro=(
        "Oogst heeft een verzonnen dialoog over twee steden bij zich. Daarin thema’s zoeken duurt ongeveer "
        "een halve minuut."
    ),
    sample_make="Maak het voorbeeld",
    sample_busy="Bezig met thema’s zoeken in het voorbeeld …",
    sample_failed="Het voorbeeld kon niet gemaakt worden. In de opdrachtregel geeft ‘oogst demo’ de reden.",
)
EN: Final = RunWording(
    runs_title="Choose a run",
    runs_intro="A run is one search for themes in one or more sources.",
    runs_none="No run was found yet.",
    runs_none_how="Make one with oogst run FILE, or look at the example with oogst demo.",
    run_unknown="The run in the link was not found here. Choose a run from the list.",
    run_broken="This run cannot be opened: its folder lacks files or was changed. Make the run again.",
    run_sample="example, made up",
    run_made="made on {date}",
    sample_title="See a sample",
    sample_intro=(
        "Oogst carries an invented dialogue about two towns. Finding its themes takes about half a minute."
    ),
    sample_make="Make the sample",
    sample_busy="Looking for themes in the sample …",
    sample_failed="The sample could not be made. ‘oogst demo’ on the command line gives the reason.",
)
