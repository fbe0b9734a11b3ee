"""What the page on which people code shows: how to begin, the passage at hand, or that all is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from corpora.errors import RunError
from insights.coding.in_rounds import codes_of_round, codes_to_choose, rounds_of, suggested
from insights.coding.sample import most_drawn
from insights.context import contribution_in_context
from insights.decisions.decided_run import as_made
from insights.explorer import coding_blocks as blocks
from insights.explorer import pieces
from insights.explorer.coding_forms import Outcome, begin_form, code_form
from insights.explorer.editing import editor
from insights.explorer.form_style import form_style
from insights.explorer.review_forms import html, write
from insights.explorer.screen import show_page
from insights.explorer.texts.coding import CodingTexts, coding_texts
from insights.explorer.views import View
from insights.runs import Run
from insights.wording import Wording, number
from labels.codebook import Codebook
from labels.coding_rounds import Judgement, Round, latest

SUGGESTION = "voorstel"
"""What ``show`` is in the address where a coder asks to see what the machine suggests."""


@dataclass(frozen=True)
class Coding:
    """A run that somebody codes, in one view of it; ``outcome`` is what the last form came to."""

    view: View
    say: Wording
    run: Run
    outcome: Outcome | None

    @property
    def texts(self) -> CodingTexts:
        """The texts of the page."""
        return coding_texts(self.view.lang)

    @cached_property
    def begun(self) -> tuple[Round, ...]:
        """The rounds on this run."""
        return rounds_of(self.run).rounds(str(self.run.manifest["run_id"]))

    @property
    def round(self) -> Round | None:
        """The round of the view, else the last one."""
        asked = next((one for one in self.begun if str(one.number) == self.view.sample), None)
        return asked or (self.begun[-1] if self.begun else None)

    def open(self, *blocks_: Markup) -> None:
        """Write the top of the page, and the style of what follows."""
        title = self.say.coding
        show_page(self.view, self.say, self.run, "coding", title, pieces.heading(title, 1), *blocks_)
        html(Markup(form_style()))

    def notice(self, of: Round | None = None, book: Codebook | None = None) -> Markup:
        """Say what the last form came to."""
        found, texts = self.outcome, self.texts
        if found is None:
            return pieces.NONE
        if found.problem:
            detail = pieces.fill(' <span lang="en">{detail}</span>', detail=found.detail)
            return pieces.fill(
                '<div class="told refused" role="alert"><p>{problem}{detail}</p></div>',
                problem=found.problem,
                detail=detail if found.detail else pieces.NONE,
            )
        if of is None or book is None or found.contribution not in of.contributions:
            return pieces.NONE
        names = blocks.names_of(found.kept, book, self.view, self.say)
        at = number(of.contributions.index(found.contribution) + 1, self.say)
        said = pieces.filled(texts.kept if found.kept else texts.kept_none, number=at, codes=names)
        return pieces.fill('<div class="told" role="status"><p>{said}</p></div>', said=said)


def read_only_page(coding: Coding) -> None:
    """Say how to open the explorer to code."""
    how = coding.texts.read_only_how.format(run=coding.run.name)
    coding.open(pieces.paragraph(coding.texts.read_only, "lead"), pieces.paragraph(how))


def begin_page(coding: Coding) -> None:
    """Begin the first round on a run."""
    texts, books = coding.texts, codes_to_choose(coding.run)
    most = most_drawn(as_made(coding.run))
    whom = pieces.paragraph(texts.as_whom.format(name=editor()))
    intro = pieces.paragraph(texts.intro, "lead")
    if not books or not most:
        coding.open(intro, pieces.paragraph(texts.nothing, "note"))
        return
    begin = pieces.heading(texts.begin_title) + pieces.paragraph(texts.begin_intro)
    coding.open(intro, whom, begin)
    known = coding.begun[-1].number if coding.begun else 0
    begin_form(coding.run, books, most, known, texts, coding.notice())


def round_page(coding: Coding, of: Round) -> None:
    """Show the passage of the view, else the first that this coder has not coded, or that all is done."""
    view, say, texts = coding.view, coding.say, coding.texts
    book = codes_of_round(coding.run, of)
    judgements = rounds_of(coding.run).judgements(of)
    own = latest(judgements, editor())
    to_do = [one for one in of.contributions if one not in own]
    asked = view.contribution if view.contribution in of.contributions else next(iter(to_do), "")
    top = [
        pieces.paragraph(texts.as_whom.format(name=editor()), "muted"),
        blocks.progress(len(own), len(of.contributions), texts, say),
    ]
    if asked:
        _passage(coding, of, book, asked, own.get(asked), top)
    else:
        how = pieces.paragraph(texts.finished_how.format(run=coding.run.name))
        finished = pieces.paragraph(texts.finished, "lead")
        coding.open(*top, coding.notice(of, book), finished, how)
    counts = Counter(coder for coder, _ in {(one.coder, one.contribution_id) for one in judgements})
    write(
        pieces.join(
            [
                blocks.all_passages(of, frozenset(own), asked, view, texts),
                blocks.coders_table(counts, len(of.contributions), texts, say),
                blocks.rounds_list(coding.begun, of, view, texts),
            ]
        )
    )


def _passage(
    coding: Coding,
    of: Round,
    book: Codebook,
    contribution: str,
    given: Judgement | None,
    top: list[Markup],
) -> None:
    """Show a passage with the form that codes it, and what the machine suggests where that may be seen."""
    texts, at = coding.texts, of.contributions.index(contribution)
    outcome = coding.outcome
    stopped = outcome is not None and bool(outcome.problem)
    title = texts.passage.format(
        number=number(at + 1, coding.say), total=number(len(of.contributions), coding.say)
    )
    try:
        context = contribution_in_context(as_made(coding.run), contribution, frozenset())
    except RunError:
        coding.open(*top, pieces.heading(title), blocks.steps(of, at, coding.view, texts))
        return
    coding.open(
        *top,
        pieces.NONE if stopped else coding.notice(of, book),
        pieces.heading(title),
        blocks.passage(context, coding.view, texts),
        _suggestion(coding, of, book, contribution, given),
    )
    before = given.codes if given else None
    notice = coding.notice() if stopped else pieces.NONE
    code_form(rounds_of(coding.run), of, contribution, before, book, coding.view, texts, notice)
    write(blocks.steps(of, at, coding.view, texts) + blocks.codes_explained(of, book, coding.view, texts))


def _suggestion(
    coding: Coding, of: Round, book: Codebook, contribution: str, given: Judgement | None
) -> Markup:
    """Say what the machine suggests, where it may be seen: from the start, or once judged and asked for."""
    texts, view, say = coding.texts, coding.view, coding.say
    if not of.shown and given is None:
        return pieces.paragraph(texts.hidden, "muted")
    chosen = blocks.names_of(given.codes, book, view, say) if given else pieces.NONE
    earlier: str | Markup = texts.earlier_none if given else ""
    if chosen:
        earlier = pieces.filled(texts.earlier, codes=chosen)
    asked = view.show == SUGGESTION and view.contribution == contribution
    if not of.shown and not asked:
        to = view.link("coding", sample=str(of.number), contribution=contribution, show=SUGGESTION)
        return pieces.paragraph(earlier) + pieces.more(to, texts.show_suggestion)
    if not of.shown:
        rounds_of(coding.run).show(of, contribution, editor())
    codes = suggested(coding.run, of).get(contribution, ())
    names = blocks.names_of(codes, book, view, say)
    return pieces.join(
        [
            pieces.paragraph(earlier),
            pieces.paragraph(
                pieces.filled(texts.suggestion, codes=names) if codes else texts.suggestion_none
            ),
            pieces.paragraph(texts.in_view if of.shown else texts.after_help, "muted"),
        ]
    )
