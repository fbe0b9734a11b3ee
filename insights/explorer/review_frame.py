"""A run that somebody decides about, in one view of it: what every part of that page needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from corpora.errors import SettingsError
from insights import counting
from insights.decisions.decided_run import version_of
from insights.explorer import pieces
from insights.explorer import review_blocks as blocks
from insights.explorer.decisions_said import Chronicle
from insights.explorer.form_style import form_style
from insights.explorer.passages_shown import QuoteLine
from insights.explorer.quote_blocks import origin
from insights.explorer.review_answer import Answer, Sheet
from insights.explorer.review_forms import Row, html, write
from insights.explorer.review_selection import released
from insights.explorer.screen import show_page
from insights.explorer.texts.review import ReviewTexts, review_texts
from insights.explorer.views import View
from insights.reports.release import release_of
from insights.runs import Run
from insights.wording import Wording
from labels.decided import EVERYWHERE


@dataclass(frozen=True)
class Review:
    """What is decided about: a view of a run; ``answer`` is what the form that was sent last came to."""

    view: View
    say: Wording
    run: Run
    answer: Answer | None

    @property
    def texts(self) -> ReviewTexts:
        """The texts of the page."""
        return review_texts(self.view.lang)

    @cached_property
    def chronicle(self) -> Chronicle:
        """All decisions so far."""
        return Chronicle(self.run, self.view, self.say, self.texts)

    @property
    def k(self) -> int:
        """The small number of the explorer."""
        return counting.small_number(self.run)

    @cached_property
    def release_asked(self) -> bool:
        """Whether reports have released quotes only; a configuration that cannot be read asks for nothing."""
        try:
            return release_of(self.run).asked
        except SettingsError:
            return False

    @cached_property
    def released(self) -> frozenset[str]:
        """The ids of the passages that may be published."""
        return released(self.run)

    def open(self, title: str, *top: Markup) -> None:
        """Write the top of the page, and the style of what follows."""
        show_page(self.view, self.say, self.run, "review", title, *top)
        html(Markup(form_style()))

    def close(self, *rest: Markup) -> None:
        """Write what stands below the forms."""
        write(pieces.join(rest))

    def sheet(
        self, name: str, rows: Sequence[str] = (), *, alone: bool = False, kept: Sequence[str] = ()
    ) -> Sheet:
        """Make a form that carries the version of the decisions it is drawn from."""
        return Sheet(name, self.run.path, version_of(self.run), tuple(rows), alone, tuple(kept))

    def notice(self, form: str) -> Markup:
        """Say what the form that was sent last came to, where it was this one."""
        if self.answer is None or self.answer.form != form:
            return pieces.NONE
        return blocks.answer(self.answer, self.chronicle, with_text=False)

    def last_notice(self) -> Markup:
        """Say what the form that was sent last came to, where that form is not there any more."""
        if self.answer is None:
            return pieces.NONE
        return blocks.answer(self.answer, self.chronicle, with_text=True)

    def marks(self, quote: str, theme: str) -> list[tuple[str, str]]:
        """Give what was decided about a quote, with a theme or everywhere, as kinds with words."""
        state, words = self.chronicle.state, self.texts.marks
        at = {place for place, name in state.excluded if name == quote}
        here = {state.theme(place) for place in at if place != EVERYWHERE}
        pinned = {state.theme(place) for place, name in state.pinned if name == quote}
        found = []
        if quote in self.released:
            found.append(("yes", words["released"]))
        elif self.release_asked:
            found.append(("", words["waiting"]))
        if theme in pinned:
            found.append(("yes", words["pinned"]))
        if EVERYWHERE in at:
            found.append(("no", words["excluded"]))
        elif theme in here:
            found.append(("no", words["excluded_here"]))
        return found

    def row(self, line: QuoteLine, marks: Iterable[tuple[str, str]] = ()) -> Row:
        """Make a passage of a list to pick."""
        parts = [*origin(line.role, line.source, line.locator, self.view, self.say), line.note]
        (name,) = line.choice.values()
        return Row(name, blocks.passage(line.text, line.language, parts, marks))
