"""What all tests share: no skip goes unseen in CI, and no test touches a user's own folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("OOGST_SHARED_DATA") or ROOT.parent / "shared" / "data")
SHARED_ABSENT = "../shared/data not here"
"""The one reason for which a test may be skipped where OOGST_CI=1."""

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

IN_CI = os.environ.get("OOGST_CI") == "1"

settings.register_profile("oogst", deadline=None, derandomize=IN_CI, print_blob=True)
settings.load_profile("oogst")


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Give the tests and what they start a cache, a configuration and a data folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """Find a folder or file of the shared data by name; skip the test, aloud, where there is none."""

    def find(name: str) -> Path:
        if not SHARED.is_dir():
            pytest.skip(f"{SHARED_ABSENT}: {name} is wanted")
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"{SHARED} is here but has no {name}")
        return path

    return find


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail what was skipped, in CI."""
    return not_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail what was skipped as a whole module, in CI."""
    return not_skipped((yield))


def not_skipped(report: Report) -> Report:
    """Turn a skip into a failure where OOGST_CI=1, but for the one reason that is allowed."""
    if not IN_CI or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return report
    reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if SHARED_ABSENT not in reason:
        report.outcome = "failed"
        report.longrepr = f"{reason}\nA skip is a failure where OOGST_CI=1: install what is missing."
    return report


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the sample dialogue once for all tests that only read a run; gives its folder."""
    from corpora.mapping import Mapping
    from corpora.samples import sample_dialogue
    from pipelines.run import run

    sample = sample_dialogue()
    out = tmp_path_factory.mktemp("sample") / "voorbeeld"
    return run([sample.dialogue], out, mapping=Mapping.from_toml(sample.mapping)).path


@pytest.fixture
def here(runs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the explorer find the runs that a module of tests has in its fixture ``runs``, and no other."""
    monkeypatch.setenv("OOGST_RUNS", str(runs))
    monkeypatch.delenv("OOGST_RUN", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def browser() -> Generator[Any]:
    """Start a Chromium for a module; skip its tests where there is none."""
    from benchmarks.serving import chromium, find_chromium

    pytest.importorskip("playwright.sync_api")
    if find_chromium() is None:
        pytest.skip("no Chromium here")
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    """Sixty short Dutch contributions on four subjects, no two alike."""
    subjects = {
        "de huur": ("huur", "woning", "schimmel", "verhuurder", "huurtoeslag", "corporatie"),
        "de bus": ("bus", "halte", "dienstregeling", "chauffeur", "lijn", "avondbus"),
        "het groen": ("groen", "park", "bomen", "speelplek", "bankjes", "perken"),
        "het loket": ("loket", "formulier", "ambtenaar", "wachttijd", "brief", "aanvraag"),
    }
    frames = (
        "Over {0}: de {1} en de {2} zijn voor ons een zorg.",
        "Bij {0} denk ik aan {1}, want {2} ontbreekt al lang.",
        "Voor {0} geldt dat {1} beter moet en {2} ook.",
    )
    return [
        frame.format(subject, first, second)
        for subject, words in subjects.items()
        for frame in frames
        for first, second in pairwise(words)
    ]
