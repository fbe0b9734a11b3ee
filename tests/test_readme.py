"""README and docs as tests: their commands run, their Python runs, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from insights.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "corpora" / "samples" / "README.md",
]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.S | re.M)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every command of the README's walk was run, in order."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "corpora").symlink_to(ROOT / "corpora")
    lines = [line[2:] for block in blocks(ROOT / "README.md", "console") for line in block.splitlines()]
    assert len(lines) >= 5
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in lines:
            name, *words = shlex.split(line)
            assert name == "oogst"
            result = CliRunner().invoke(main, words)
            assert result.exit_code == 0, f"{line}\n{result.output}"
    return folder


def test_every_command_of_the_walk_does_what_it_says(walked: Path) -> None:
    assert (walked / "runs" / "voorbeeld" / "manifest.json").is_file()
    assert (walked / "runs" / "eigen" / "manifest.json").is_file()
    assert "## " in (walked / "verslag.md").read_text(encoding="utf-8")


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_the_docs_runs(page: Path, walked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(walked)
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not missing


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)
    asked = re.findall(r"(?:`|^)make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)
    assert {"demo", "test"} <= set(asked) <= set(targets)


def test_no_page_names_what_is_not_of_the_project() -> None:
    words = re.compile(r"\.\./shared|\bissue #?\d|language model wrote|claude|gpt", re.IGNORECASE)
    for page in PAGES:
        assert not words.search(page.read_text(encoding="utf-8")), page.name
