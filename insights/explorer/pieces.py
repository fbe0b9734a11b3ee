"""Pieces of any page as HTML. Every value is escaped where it is filled in: no text is read as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from insights.explorer.views import LANGUAGE_IN_FORMS, PATHS, Page, View
from insights.wording import Wording, listed, number

NONE = Markup("")


def fill(template: str, **values: object) -> Markup:
    """Fill an HTML template; values that are not HTML themselves are escaped.

    >>> fill("<p>{text}</p>", text="<b>1 & 2</b>")
    Markup('<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>')
    """
    return Markup(template).format(**values)


def join(parts: Iterable[Markup]) -> Markup:
    """Put pieces after one another."""
    return NONE.join(parts)


def filled(text: str, /, **values: object) -> Markup:
    """Fill a text of the page; values that are HTML, such as :func:`own` words, stay what they are.

    >>> filled("R&D: {theme}", theme=own("Loket", View(lang="en", tongue="nl")))
    Markup('R&amp;D: <span lang="nl">Loket</span>')
    """
    return Markup.escape(text).format(**values)


def own(text: str, view: View, language: str = "") -> Markup:
    """Write words of the run: marked with their language where that is not the language of the page.

    Without a ``language`` they are in that of the run.

    >>> own("Loket", View(lang="nl", tongue="nl"))
    Markup('Loket')
    """
    lang = tongue(view, language) if text else NONE
    return fill("<span{lang}>{text}</span>", lang=lang, text=text) if lang else Markup.escape(text)


def tongue(view: View, language: str = "") -> Markup:
    """Give the attribute with the language of words of the run; nothing where it is that of the page."""
    language = language or view.tongue
    return fill(' lang="{language}"', language=language) if language not in ("", view.lang) else NONE


def plain(text: str | Markup) -> str:
    """Give a text without the languages of its words, for an attribute."""
    return text.striptags() if isinstance(text, Markup) else text


def role_name(role: str | None, view: View, say: Wording) -> Markup:
    """Write a usual role in the language of the page, another in its own."""
    return group_name("role", role, view, say)


def group_name(by: str, name: str | None, view: View, say: Wording) -> Markup:
    """Write the name of a group, a usual role in the language of the page, anything else in its own."""
    if name and name.isdecimal():
        return fill("{by} {number}", by=property_name(by, view, say), number=name)
    known = name is None or (by == "role" and name in say.roles)
    return Markup.escape(say.group_word(by, name)) if known or not name else own(name, view)


def property_name(by: str, view: View, say: Wording) -> Markup:
    """Write what groups are made by; a background column as the source calls it."""
    word = say.property_word(by)
    return Markup.escape(word) if by in say.properties else own(word, view)


def series(parts: Iterable[Markup], say: Wording) -> Markup:
    """Join pieces with commas and a last "en" or "and"."""
    return Markup(listed(list(parts), say))


def heading(text: str | Markup, level: int = 2) -> Markup:
    """Make a heading."""
    return fill("<h{level}>{text}</h{level}>", level=level, text=text)


def paragraph(text: str | Markup, kind: str = "") -> Markup:
    """Make a paragraph; nothing for an empty text."""
    return fill('<p class="{kind}">{text}</p>', kind=kind, text=text) if text else NONE


def anchor(address: str, text: str | Markup, of: str = "") -> Markup:
    """Make a real link; ``of`` tells a screen reader which of several links with the same text this is."""
    name = fill(' aria-label="{text}: {of}"', text=plain(text), of=of) if of else NONE
    return fill('<a href="{address}"{name}>{text}</a>', address=address, name=name, text=text)


def more(address: str, text: str | Markup) -> Markup:
    """Make a link on a line of its own, that leads on."""
    return fill('<p class="more">{link}</p>', link=anchor(address, text))


def folded(summary: str | Markup, content: Markup) -> Markup:
    """Something that opens on demand."""
    return fill("<details><summary>{summary}</summary>{content}</details>", summary=summary, content=content)


def columns(main: Markup, aside: Markup) -> Markup:
    """Make what a page is for, with what goes along beside it; below it on a narrow screen."""
    return fill('<div class="columns"><div>{main}</div><div>{aside}</div></div>', main=main, aside=aside)


def crumbs(view: View, say: Wording, *above: tuple[str, str | Markup] | None) -> Markup:
    """Make the way back: the overview, then the pages above this one as addresses with their names."""
    first: tuple[str, str | Markup] = view.link("overview"), say.back_to_overview
    steps = [first, *(step for step in above if step)]
    links = Markup(' <span aria-hidden="true">›</span> ').join(
        anchor(address, text) for address, text in steps
    )
    return fill('<nav class="crumbs" aria-label="{name}">{links}</nav>', name=say.way_back, links=links)


def table(
    caption: str | Markup,
    head: Iterable[str | Markup],
    rows: Iterable[Iterable[str | Markup]],
    right: int = 1,
) -> Markup:
    """Make a table with a caption and headers; columns from ``right`` on hold numbers."""

    def cells(row: Iterable[str | Markup]) -> Markup:
        first, *rest = row
        tail = join(
            fill('<td class="{kind}">{cell}</td>', kind="right" if index >= right else "", cell=cell)
            for index, cell in enumerate(rest, 1)
        )
        return fill('<tr><th scope="row">{first}</th>{tail}</tr>', first=first, tail=tail)

    titles = join(
        fill(
            '<th scope="col" class="{kind}">{title}</th>', kind="right" if index >= right else "", title=title
        )
        for index, title in enumerate(head)
    )
    return fill(
        '<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
        "<table><caption>{caption}</caption>"
        "<thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table></div>",
        name=plain(caption),
        caption=caption,
        titles=titles,
        body=join(cells(row) for row in rows),
    )


def meter(share: float, kind: str = "") -> Markup:
    """Show a bar beside a number that says the same in figures."""
    width = f"{min(1.0, max(0.0, share)) * 100:.1f}"
    return fill(
        '<span class="meter {kind}" aria-hidden="true"><span style="width:{width}%"></span></span>',
        kind=kind,
        width=width,
    )


def pager(view: View, page: Page, pages: int, say: Wording) -> Markup:
    """Links to the previous and the next page of a list; nothing for a list of one page."""
    if pages <= 1:
        return NONE
    now = min(view.page, pages)
    before = anchor(view.same(page, page=now - 1), say.previous_page) if now > 1 else NONE
    after = anchor(view.same(page, page=now + 1), say.next_page) if now < pages else NONE
    return fill(
        '<nav class="pager" aria-label="{name}">{before}<span>{place}</span>{after}</nav>',
        name=say.pager,
        before=before,
        place=say.page_of.format(page=number(now, say), pages=number(pages, say)),
        after=after,
    )


def filters(choices: Iterable[tuple[str, str | Markup, bool]]) -> Markup:
    """Links that narrow a list: address, text and whether it is the choice now."""
    now = Markup(' aria-current="true"')
    items = join(
        fill('<li><a href="{to}"{now}>{text}</a></li>', to=address, now=now if chosen else NONE, text=text)
        for address, text, chosen in choices
    )
    return fill('<ul class="filters">{items}</ul>', items=items)


def form(view: View, page: Page, fields: Markup, submit: str, /, **kept: str) -> Markup:
    """Make a form that asks for a page, as :func:`ask` does, with a button below its fields."""
    button = fill('<p><button type="submit" class="main">{submit}</button></p>', submit=submit)
    return ask(view, page, join([fields, button]), **kept)


def ask(view: View, page: Page, fields: Markup, /, **kept: str) -> Markup:
    """Make a form that asks for a page, with run and language and what is ``kept`` of the view.

    Its answers are parameters of the address, so that what it leads to can be kept and passed on; buttons are
    among the ``fields``.
    """
    hidden = {"run": view.run, LANGUAGE_IN_FORMS: view.lang, **kept}
    return fill(
        '<form method="get" action="{path}">{hidden}{fields}</form>',
        path=PATHS[page],
        hidden=join(
            fill('<input type="hidden" name="{name}" value="{value}">', name=name, value=value)
            for name, value in hidden.items()
            if value
        ),
        fields=fields,
    )


def facts(pairs: Iterable[tuple[str, str, str]]) -> Markup:
    """Make a few large figures, each with a figure beside it and what it is."""
    items = join(
        fill(
            "<div><dt>{name}</dt><dd>{value} <small>{beside}</small></dd></div>",
            name=name,
            value=value,
            beside=beside,
        )
        for value, beside, name in pairs
    )
    return fill('<dl class="facts">{items}</dl>', items=items)


def definitions(pairs: Iterable[tuple[str, str | Markup]]) -> Markup:
    """Names with values, in two columns; pairs without a value are left out."""
    items = join(
        fill("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in pairs if value
    )
    return fill('<dl class="where">{items}</dl>', items=items)
