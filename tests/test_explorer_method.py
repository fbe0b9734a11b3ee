"""The account of the method: what it says, what it draws, who decided what, and texts to take over."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from pages_for_tests import fold_of, page, text_of, told_alike, unused
from runs_for_tests import (
    dialogue_with_roles,
    dialogue_without_background,
    dialogue_without_themes,
    write_run,
)

from insights.explorer.resolutions_shown import Tried
from insights.explorer.texts import method
from insights.explorer.trade_off_blocks import trade_off_section
from insights.runs import open_run
from insights.wording import EN, NL
from labels.decisions import Decision
from labels.workspace import Workspace

pytestmark = pytest.mark.usefixtures("here")

TRIED = (
    Tried(6, 0.40, 1.0, 0.5, 3, 295, chosen=False),
    Tried(21, 0.59, 0.14, 1.2, 2, 81, chosen=True),
    Tried(48, 0.67, 0.30, 1.7, 1, 55, chosen=False),
)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    write_run(folder / "rollen", dialogue_with_roles())
    write_run(folder / "kaal", dialogue_without_background())
    write_run(folder / "klein", dialogue_without_themes())
    return folder


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("run", ["rollen", "kaal", "klein"])
def test_the_account_opens_for_runs_of_all_shapes(run: str, language: str):
    html = page("verantwoording", run=run, lang=language)
    texts = method.method_texts(language)  # type: ignore[arg-type]
    shown = text_of(html)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert levels[0] == 1 and all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for text in (texts.how, texts.limits, texts.decisions_none, texts.copy, texts.chart_none):
        assert text in shown
    other = method.EN if language == "nl" else method.NL
    assert other.how not in shown


def test_the_sample_tells_its_method_in_plain_words(sample_run: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OOGST_RUN", str(sample_run))
    html = page("verantwoording", run=sample_run.name)
    shown = text_of(html)
    tried = open_run(sample_run).table("resolutions")
    took = tried.filter("chosen").row(0, named=True)
    assert html.count('class="pair') == tried.height
    assert html.count('class="pair chosen"') == 1
    assert f"Gekozen zijn {took['themes']} thema’s" in shown
    assert "Alles is op één computer gedaan" in shown
    assert "44 × NAAM" in shown and "1 × LEEFTIJD" not in shown, "masked passages obey the rule of exports"
    settings = text_of(fold_of(html, method.NL.settings))
    assert "Startgetal 42" in settings and "Detail gewoon" in settings
    assert "polars" in fold_of(html, method.NL.versions)
    source = open_run(sample_run).sources["sha256"][0]
    assert source in fold_of(html, method.NL.inputs)


def test_the_chart_says_in_words_what_it_shows_and_has_its_figures_in_a_table():
    html = str(trade_off_section(TRIED, method.NL, NL, coded=False))
    assert 'role="img" aria-label="Gekozen zijn 21 thema’s' in html
    table = text_of(fold_of(html, method.NL.chart_table))
    for one in TRIED:
        assert f"{one.stability:.2f}".replace(".", ",") in table
        assert f"{one.largest} teksten" in table
    assert "21 (gekozen)" in table
    assert not re.search(r"\b[123] teksten", table), "few people may stand behind the smallest theme"


def test_with_a_codebook_the_chart_says_that_it_is_drawn_over_the_uncoded_texts_only():
    assert method.NL.chart_coded in str(trade_off_section(TRIED, method.NL, NL, coded=True))
    assert method.NL.chart_coded not in str(trade_off_section(TRIED, method.NL, NL, coded=False))


def test_a_coarser_division_that_does_better_is_accounted_for():
    better = Tried(3, 0.9, 0.1, 0.5, 9, 400, chosen=False)
    assert method.NL.chart_coarse in str(trade_off_section((better, *TRIED), method.NL, NL, coded=False))
    assert method.NL.chart_coarse not in str(trade_off_section(TRIED, method.NL, NL, coded=False))


def test_a_division_that_stayed_for_the_sake_of_the_run_before_is_accounted_for():
    better = Tried(30, 0.9, 0.1, 0.5, 9, 400, chosen=False)
    kept = Tried(21, 0.59, 0.14, 1.2, 2, 81, chosen=True, previous=True)
    told = str(trade_off_section((kept, better), method.NL, NL, coded=False))
    assert method.NL.chart_kept in told and method.NL.chart_coarse not in told


def test_measures_of_quality_are_calculated_only_when_asked_for(
    sample_run: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OOGST_RUN", str(sample_run))
    asked = page("verantwoording", run=sample_run.name)
    assert "show=kwaliteit" in asked
    assert method.NL.quality_caption not in asked
    shown = text_of(page("verantwoording", run=sample_run.name, show="kwaliteit"))
    assert method.NL.quality_caption in shown
    assert re.search(r"Van de [\d.]+ ideeën staan er [\d.]+ in een thema", shown)


def test_decisions_say_who_when_what_and_whether_they_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run = write_run(tmp_path / "runs" / "besluit", dialogue_with_roles())
    log = Workspace.around(run).log
    name = Decision("rename", "Sam <b>", theme="t1", text="Wachten & <i>bellen</i>", called="Bureaucratie")
    log.append(name)
    log.append(Decision("accept", "Noor", theme="t2", on="2026-03-18T10:00:00+00:00", base=log.version))
    log.append(Decision("undo", "Noor", undoes=name.id, base=log.version))
    monkeypatch.setenv("OOGST_RUNS", str(tmp_path / "runs"))
    html = page("verantwoording", run="besluit")
    shown = text_of(html)
    assert "18 maart 2026 Noor aanvaardde ‘Vertrouwen in de gemeente’ ja" in shown
    assert "Sam &lt;b&gt; noemde ‘Bureaucratie’ voortaan" in shown
    assert "nee (teruggedraaid)" in shown
    assert "<i>" not in html and "<b>" not in html
    assert shown.index("draaide een eerder besluit terug") < shown.index("Sam &lt;b&gt;"), "newest first"


def test_the_text_for_the_algorithm_register_is_that_of_the_reports(runs: Path):
    from insights.reports.building import build
    from insights.reports.forms import register

    html = page("verantwoording", run="rollen")
    draft = fold_of(html, method.NL.register)
    for line in register(build(open_run(runs / "rollen"), []), "nl").splitlines():
        assert (
            line.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("'", "&#39;")
            .replace('"', "&#34;")
            in draft
        )
    assert "[INVULLEN: " in draft


def test_other_runs_lead_to_a_comparison():
    html = page("verantwoording", run="rollen")
    assert 'href="runs?run=rollen&amp;lang=nl&amp;other=kaal"' in html


def test_the_account_loads_no_learning_library(tmp_path: Path):
    import subprocess
    import sys

    code = (
        "import sys; sys.path.insert(0, 'tests'); from pages_for_tests import page; "
        "page('verantwoording', run='rollen'); page('thema', run='rollen', theme='t1'); "
        "print([one for one in ('sklearn', 'torch', 'spacy', 'umap', 'bertopic') if one in sys.modules])"
    )
    root = Path(__file__).resolve().parents[1]
    made = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert made.stdout.strip().endswith("[]")


def test_the_texts_are_there_in_both_languages_and_all_are_used():
    assert told_alike(method.NL, method.EN)
    assert unused(method.NL) == []


def test_every_kind_of_decision_has_its_words():
    from labels.decisions import KINDS

    assert set(KINDS) == set(method.NL.decided)


def test_every_setting_of_a_run_has_a_name_in_words():
    from pipelines.settings import Settings

    assert set(Settings().as_dict()) <= set(method.NL.names)
    assert EN.granularities.keys() == NL.granularities.keys()
