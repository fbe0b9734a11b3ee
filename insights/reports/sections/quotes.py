"""Quotes in a report: those that stand at their theme, and the appendix that lists all."""

from __future__ import annotations

from collections.abc import Iterator

from insights.repeats import told
from insights.reports.document import Block, Heading, Paragraph, Passage
from insights.reports.model import Quote, ThemeTold
from insights.reports.sections.telling import Telling
from insights.wording import place


def quoted(
    telling: Telling, theme: ThemeTold, title: str, quotes: tuple[Quote, ...], explained: str
) -> Iterator[Block]:
    """Set quotes of a theme under a title, with what explains it; nothing where there are none."""
    if not quotes:
        return
    yield Heading(3, title, f"{quotes[0].part}-{theme.theme_id}")
    if explained:
        yield Paragraph(explained, "muted")
    yield from (_passage(telling, quote, theme.theme_id) for quote in quotes)


def appendix(telling: Telling) -> Iterator[Block]:
    """List every chosen quote of every theme, with why it was chosen."""
    if not telling.report.quotes:
        return
    yield Heading(2, telling.texts.appendix, "appendix")
    yield Paragraph(telling.texts.appendix_help, "muted")
    for theme in telling.report.themes:
        listed: set[str] = set()
        for one in theme.with_subthemes():
            fresh = [quote for quote in one.quotes if quote.quote_id not in listed]
            listed |= {quote.quote_id for quote in fresh}
            if not fresh:
                continue
            if one is theme or theme.told_apart:
                level = 3 if one is theme else 4
                yield Heading(level, one.label, f"appendix-{theme.theme_id}-{one.theme_id}")
            yield from (_passage(telling, quote, f"all-{theme.theme_id}", full=True) for quote in fresh)


def _passage(telling: Telling, quote: Quote, where: str, *, full: bool = False) -> Passage:
    say, texts = telling.say, telling.texts
    origin = [say.role_word(quote.role)] if quote.role else []
    origin += [quote.file, place(quote.locator, say)]
    notes = [f"{told(quote.repeated, say)}."] if quote.repeated is not None else []
    if full:
        why = say.quote_reasons.get(quote.reason, quote.reason)
        notes.append(say.quote_chosen.format(reason=why) + ".")
    if telling.report.internal and quote.released is not None:
        notes.append((texts.released if quote.released else texts.not_released) + ".")
    return Passage(
        anchor=f"q-{where}-{quote.quote_id}",
        quote_id=quote.quote_id,
        text=quote.text,
        language=quote.language,
        origin=tuple(part for part in origin if part),
        notes=tuple(notes),
    )
