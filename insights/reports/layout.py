"""Laying out a report: the model in words of one language, as the blocks of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from insights.description import describe, strength
from insights.repeats import told
from insights.reports.compared import attention, difference, outcome
from insights.reports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Passage,
    Picture,
    Points,
    Table,
    flat,
)
from insights.reports.figures import group_figure, round_figure, size_figure
from insights.reports.method import method_paragraphs, month
from insights.reports.model import Quote, Report, ThemeTold
from insights.reports.texts import ReportTexts, report_texts
from insights.wording import Wording, counted, day, number, percent, place, shown, wording

MAIN, COUNTER, MINORITY = 6, 3, 2
"""The most quotes of a part that stand at their theme; all are in the appendix."""


def lay_out(report: Report, language: str = "nl") -> Document:
    """Lay out a report as a document in a language."""
    page = _Page(report, wording(language), report_texts(language))
    texts, say = page.texts, page.say
    return Document(
        title=f"{texts.report}: {report.title}",
        subtitle=texts.made_with.format(
            version=report.method.version, run_id=report.run_id, date=day(report.made, say)
        ),
        language=say.language,
        mark=texts.internal if report.internal else "",
        contents=texts.contents,
        blocks=_numbered(
            flat(
                (
                    page.notices(),
                    page.brief(),
                    page.taking_part(),
                    page.at_a_glance(),
                    flat(page.theme(theme) for theme in report.themes),
                    page.groups(),
                    page.comparison(),
                    page.over_rounds(),
                    page.method(),
                    page.appendix(),
                )
            ),
            texts,
        ),
        names=_names(report),
        tongue=_tongue(report),
    )


def _names(report: Report) -> frozenset[str]:
    """Give the texts of the run that stand by themselves: names of themes, questions and sources."""
    themes = (one.label for theme in report.themes for one in theme.with_subthemes())
    return frozenset((*themes, *report.questions, *(source.title for source in report.sources)))


def _tongue(report: Report) -> str:
    """Give the language that most quotes are in, and in which themes are named; empty without any."""
    counts = Counter(quote.language for quote in report.quotes)
    return min(counts, key=lambda language: (-counts[language], language), default="")


def _numbered(blocks: Iterable[Block], texts: ReportTexts) -> tuple[Block, ...]:
    """Put numbers before the captions of figures and tables, each kind from 1."""
    figures, tables = count(1), count(1)
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Picture):
            block = replace(block, caption=texts.figure.format(n=next(figures), caption=block.caption))
        elif isinstance(block, Table):
            block = replace(block, caption=texts.table.format(n=next(tables), caption=block.caption))
        found.append(block)
    return tuple(found)


@dataclass(frozen=True)
class _Page:
    """The sections of a report in one language."""

    report: Report
    say: Wording
    texts: ReportTexts

    def notices(self) -> Iterator[Block]:
        """Say what must be known before reading on."""
        if self.report.synthetic:
            yield Paragraph(self.say.synthetic, "note")
        if self.report.internal:
            yield Paragraph(self.texts.internal_note, "note")
        elif self.report.release_asked:
            yield Paragraph(self.texts.release_note, "note")

    def brief(self) -> Iterator[Block]:
        """Say in a few lines who took part and what came out."""
        report, say, texts = self.report, self.say, self.texts
        yield Heading(2, texts.brief, "brief")
        points = list(self._went_in())
        if report.themes:
            below = sum(1 for theme in report.themes for _ in theme.with_subthemes()) - len(report.themes)
            points.append(
                texts.brief_themes.format(
                    themes=number(len(report.themes), say), subthemes=number(below, say)
                )
            )
            most = "; ".join(f"{theme.label} ({self._size(theme)})" for theme in report.themes[:3])
            points.append(texts.brief_most.format(themes=most))
        yield Points(tuple(points))
        yield Paragraph(texts.how_to_read, "muted")

    def taking_part(self) -> Iterator[Block]:
        """Say who took part, what was asked, what was read, and where every row went."""
        report, say, texts = self.report, self.say, self.texts
        yield Heading(2, texts.taking_part, "taking-part")
        first, last = month(report, say)
        if first:
            period = texts.period_month if first == last else texts.period
            yield Paragraph(period.format(first=first, last=last))
        if report.answered.roles:
            yield Table(
                texts.roles_caption,
                (say.role, say.people_column, say.messages_column),
                tuple(
                    (say.role_word(row.role), shown(row.people, say), shown(row.messages, say))
                    for row in report.answered.roles
                ),
            )
        if report.questions:
            yield Heading(3, texts.questions, "questions")
            yield Points(report.questions)
        yield Heading(3, texts.sources, "sources")
        yield Table(
            texts.sources_caption,
            (say.title_column, say.file, say.kind, say.rows),
            tuple(
                (one.title, one.file, say.kinds[one.kind], number(one.rows, say)) for one in report.sources
            ),
            right=3,
        )
        yield Heading(3, texts.where, "where")
        parts = ", ".join(
            say.outcomes_short[outcome].format(rows=number(rows, say)) for outcome, rows in report.outcomes
        )
        yield Paragraph(say.overview_to.format(rows=number(report.rows, say), parts=parts))
        yield Table(
            texts.where_caption,
            (say.outcome, say.rows),
            tuple((say.outcomes[outcome], number(rows, say)) for outcome, rows in report.outcomes),
        )

    def at_a_glance(self) -> Iterator[Block]:
        """Show all themes beside one another, with how to read the numbers."""
        report, say, texts = self.report, self.say, self.texts
        yield Heading(2, texts.at_a_glance, "at-a-glance")
        if not report.themes:
            yield Paragraph(say.no_themes)
            return
        yield size_figure(report, say, texts)
        yield Table(
            texts.sizes_caption,
            (say.theme_column, say.people_column, say.share_column, say.messages_column),
            tuple(
                (
                    theme.label,
                    shown(theme.count.people, say),
                    _percent(theme.count.share, say),
                    shown(theme.count.messages, say),
                )
                for theme in report.themes
            ),
        )
        yield Paragraph(say.how_strength, "muted")
        yield Paragraph(say.how_small.format(k=report.k), "muted")
        if any(theme.grade for theme in report.themes):
            yield Paragraph(say.how_delimitation, "muted")

    def theme(self, theme: ThemeTold) -> Iterator[Block]:
        """Tell a theme: how strong, what about, who, and the quotes."""
        say, texts, report = self.say, self.texts, self.report
        yield Heading(2, theme.label, f"theme-{theme.theme_id}")
        below = _told_apart(theme)
        if theme.definition:
            strong = strength(theme.count, report.answered, say)
            yield Paragraph(theme.definition, "lead")
            yield Paragraph(f"{texts.by_person}. {strong}{'.' if strong else ''}".strip(), "muted")
        else:
            yield Paragraph(
                describe(theme.count, report.answered, theme.keywords, [one.label for one in below], say),
                "lead",
            )
        yield Paragraph(self._figures(theme))
        for caution in self._cautions(theme):
            yield Paragraph(caution, "note")
        if theme.groups:
            yield Heading(3, say.who, f"who-{theme.theme_id}")
            yield self._role_table(theme)
        yield from self._quoted(theme, say.quotes, theme.of("main", MAIN), "")
        yield from self._quoted(theme, texts.counter, theme.of("counter", COUNTER), texts.counter_help)
        yield from self._quoted(
            theme, say.minority_quotes, theme.of("minority", MINORITY), say.minority_quotes_help
        )
        if below:
            yield Heading(3, say.subthemes, f"below-{theme.theme_id}")
            yield Table(
                f"{say.subthemes}: {theme.label}",
                (say.theme_column, say.people_column, say.messages_column),
                tuple(
                    (one.label, shown(one.count.people, say), shown(one.count.messages, say)) for one in below
                ),
            )
        yield Paragraph(f"{texts.theme_id}: {theme.theme_id}", "muted")

    def groups(self) -> Iterator[Block]:
        """Set groups side by side where there are two or more with a share that may be shown."""
        figure = group_figure(self.report, self.say, self.texts)
        if figure is None:
            return
        texts, say = self.texts, self.say
        yield Heading(2, texts.groups, "groups")
        yield figure
        yield Table(
            texts.groups_caption,
            (
                say.theme_column,
                say.role,
                say.people_column,
                texts.group_answered,
                say.share_column,
                texts.interval,
            ),
            tuple(
                (
                    theme.label,
                    say.role_word(group.count.role),
                    shown(group.count.people, say),
                    shown(group.count.answered, say),
                    _percent(group.count.share, say),
                    f"{percent(group.interval.low, say)}–{percent(group.interval.high, say)}"
                    if group.interval
                    else "–",
                )
                for theme in self.report.themes
                for group in theme.groups
            ),
            right=2,
        )
        yield Paragraph(texts.groups_note, "muted")

    def comparison(self) -> Iterator[Block]:
        """Compare the attention of the two roles, where there are two."""
        found, say, texts = self.report.comparison, self.say, self.texts
        chosen = {theme.theme_id for theme in self.report.themes}
        rows = [row for row in found.rows if row.theme_id in chosen] if found else []
        if found is None or not rows:
            return
        first, second = (say.role_word(side.name) for side in (found.first, found.second))
        yield Heading(2, texts.comparison.format(first=first, second=second), "comparison")
        yield Paragraph(texts.comparison_help, "muted")
        for caution in found.cautions:
            yield Paragraph(texts.comparison_cautions[caution], "note")
        yield Table(
            texts.comparison_caption,
            (
                say.theme_column,
                texts.attention_of.format(group=first),
                texts.attention_of.format(group=second),
                texts.difference,
                texts.outcome,
            ),
            tuple(
                (
                    row.label,
                    attention(row.first.attention, say),
                    attention(row.second.attention, say),
                    difference(row, say),
                    outcome(row, found, say, texts),
                )
                for row in rows
            ),
        )

    def over_rounds(self) -> Iterator[Block]:
        """Show how themes rose and fell, where there are rounds."""
        rounds, say, texts = self.report.rounds, self.say, self.texts
        figure = round_figure(self.report, say, texts)
        if rounds is None or figure is None:
            return
        of_people = rounds.counted == "people"
        chosen = {theme.theme_id for theme in self.report.themes}
        yield Heading(2, texts.rounds, "rounds")
        yield figure
        yield Table(
            texts.rounds_caption if of_people else texts.rounds_caption_messages,
            (say.theme_column, *(self._round(one.name) for one in rounds.periods)),
            tuple(
                (theme.label, *(_percent(cell.share, say) for cell in theme.cells))
                for theme in rounds.themes
                if theme.theme_id in chosen
            ),
        )
        yield Paragraph(texts.rounds_note, "muted")

    def method(self) -> Iterator[Block]:
        """Say how the themes were found, and what they do not say."""
        yield Heading(2, self.texts.method, "method")
        for _, text in method_paragraphs(self.report, self.say):
            yield Paragraph(text)
        yield Heading(2, self.texts.limits_title, "limits")
        yield Points(self.texts.limits)

    def appendix(self) -> Iterator[Block]:
        """List every chosen quote of every theme, with why it was chosen."""
        if not self.report.quotes:
            return
        yield Heading(2, self.texts.appendix, "appendix")
        yield Paragraph(self.texts.appendix_help, "muted")
        for theme in self.report.themes:
            listed: set[str] = set()
            for one in theme.with_subthemes():
                fresh = [quote for quote in one.quotes if quote.quote_id not in listed]
                listed |= {quote.quote_id for quote in fresh}
                if not fresh:
                    continue
                if one is theme or _told_apart(theme):
                    level = 3 if one is theme else 4
                    yield Heading(level, one.label, f"appendix-{theme.theme_id}-{one.theme_id}")
                yield from (self._passage(quote, f"all-{theme.theme_id}", full=True) for quote in fresh)

    def _went_in(self) -> Iterator[str]:
        answered, say, texts = self.report.answered, self.say, self.texts
        if answered.people.kind != "unknown":
            yield texts.went_in.format(
                messages=shown(answered.messages, say), people=shown(answered.people, say)
            )
        elif answered.messages.number != 0:
            yield texts.went_in_unknown.format(messages=shown(answered.messages, say))
        if answered.published:
            yield texts.went_in_published.format(
                passages=number(answered.passages, say), published=number(answered.published, say)
            )

    def _size(self, theme: ThemeTold) -> str:
        if theme.count.people.kind == "unknown":
            return counted(theme.count.messages, self.say.messages, self.say)
        return counted(theme.count.people, self.say.people, self.say)

    def _figures(self, theme: ThemeTold) -> str:
        """Write people and messages, the largest share of one person, and how sharply it is drawn."""
        spoke, say = theme.count, self.say
        parts = []
        if spoke.people.kind != "unknown":
            parts.append(counted(spoke.people, say.people, say))
            if spoke.share is not None:
                parts[-1] += f" ({percent(spoke.share, say)})"
        if self.report.answered.messages.number != 0:
            parts.append(counted(spoke.messages, say.messages, say))
        if self.report.answered.published:
            parts.append(f"{number(spoke.published, say)} {say.published}")
        if spoke.largest_share is not None:
            parts.append(f"{percent(spoke.largest_share, say)} {say.largest}")
        if theme.grade:
            parts.append(say.delimitation.format(grade=say.grades[theme.grade]))
        return " · ".join(parts)

    def _cautions(self, theme: ThemeTold) -> Iterator[str]:
        say = self.say
        for key, value in theme.cautions:
            if key == "role" and value not in theme.count.roles_shown:
                yield say.caution_small_role
            elif key in say.cautions:
                yield say.cautions[key].format(value=say.role_word(value) if key == "role" else value)

    def _role_table(self, theme: ThemeTold) -> Table:
        say = self.say
        return Table(
            f"{self.texts.roles_caption}: {theme.label}",
            (say.role, say.people_column, say.share_column, say.messages_column),
            tuple(
                (
                    say.role_word(one.count.role),
                    shown(one.count.people, say),
                    _percent(one.count.share, say),
                    shown(one.count.messages, say),
                )
                for one in theme.groups
            ),
        )

    def _quoted(
        self, theme: ThemeTold, title: str, quotes: tuple[Quote, ...], explained: str
    ) -> Iterator[Block]:
        if not quotes:
            return
        yield Heading(3, title, f"{quotes[0].part}-{theme.theme_id}")
        if explained:
            yield Paragraph(explained, "muted")
        yield from (self._passage(quote, theme.theme_id) for quote in quotes)

    def _passage(self, quote: Quote, where: str, *, full: bool = False) -> Passage:
        say, texts = self.say, self.texts
        origin = [say.role_word(quote.role)] if quote.role else []
        origin += [quote.file, place(quote.locator, say)]
        notes = [f"{told(quote.repeated, say)}."] if quote.repeated is not None else []
        if full:
            why = say.quote_reasons.get(quote.reason, quote.reason)
            notes.append(say.quote_chosen.format(reason=why) + ".")
        if self.report.internal and quote.released is not None:
            notes.append((texts.released if quote.released else texts.not_released) + ".")
        return Passage(
            anchor=f"q-{where}-{quote.quote_id}",
            quote_id=quote.quote_id,
            text=quote.text,
            language=quote.language,
            origin=tuple(part for part in origin if part),
            notes=tuple(notes),
        )

    def _round(self, name: str | None) -> str:
        return self.texts.round.format(name=name) if name else self.say.unknown


def _percent(share: float | None, say: Wording) -> str:
    return "–" if share is None else percent(share, say)


def _told_apart(theme: ThemeTold) -> tuple[ThemeTold, ...]:
    """Give the subthemes of a theme; an only one is the theme itself, and is not told of again."""
    return theme.subthemes if len(theme.subthemes) > 1 else ()
