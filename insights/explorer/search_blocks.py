"""Pieces of the page that searches: the form, what was found, and the collection that a reader makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from insights.explorer.choices import Option, choice, options, role_options
from insights.explorer.pieces import NONE, anchor, ask, fill, heading, join, own, paragraph, tongue
from insights.explorer.quote_blocks import byline, origin
from insights.explorer.search_selection import COLLECTION, MEANING, Result, Searched
from insights.explorer.texts.search import SearchTexts
from insights.explorer.views import MOST, View
from insights.runs import Run
from insights.searching.filters import Filters, Narrowing
from insights.small_numbers import Shown
from insights.wording import Wording, counted, number


def one_form(view: View, searched: Searched, *parts: Markup) -> Markup:
    """Put the question and what was found in one form: nothing ticked is lost by paging or searching on."""
    here = {one.unit_id for one in searched.page.rows}
    hidden = _hidden_picks(one for one in view.pick if one not in here)
    return fill('<div class="searching">{form}</div>', form=ask(view, "search", join([hidden, *parts])))


def search_fields(
    run: Run, view: View, narrowing: Narrowing, filters: Filters, texts: SearchTexts, say: Wording
) -> Markup:
    """Ask for words or a sentence, and what to narrow them to."""
    ways = join(
        fill(
            '<label><input type="radio" name="how" value="{value}"{now}> {text}</label>',
            value=value,
            now=Markup(" checked") if (view.how == MEANING) == (value == MEANING) else NONE,
            text=text,
        )
        for value, text in (("words", texts.by_words), (MEANING, texts.by_meaning))
    )
    narrowed = any(value for value in vars(filters).values())
    fields = fill(
        '<label class="what" for="q">{what}</label>'
        '<div class="seek">'
        '<input type="search" id="q" name="q" value="{q}" maxlength="300" autocomplete="off">'
        '<button type="submit" class="main">{submit}</button></div>'
        '<fieldset class="ways"><legend>{how}</legend>{ways}</fieldset>'
        "<details{open}><summary>{narrow}</summary>{choices}</details>",
        what=texts.what,
        q=view.q,
        submit=texts.submit,
        how=texts.how,
        ways=ways,
        open=Markup(" open") if narrowed else NONE,
        narrow=texts.narrow,
        choices=_choices(run, view, narrowing, filters, texts, say),
    )
    return fill('<div role="search" class="ask">{fields}</div>', fields=fields)


def tips(texts: SearchTexts, *, opened: bool) -> Markup:
    """Show how to search more precisely."""
    lines = join(
        fill("<dt>{sign}</dt><dd>{text}</dd>", sign=sign, text=text) for sign, text in texts.tip_lines
    )
    return fill(
        '<details{open}><summary>{title}</summary><dl class="tips">{lines}</dl></details>',
        open=Markup(" open") if opened else NONE,
        title=texts.tips,
        lines=lines,
    )


def told(searched: Searched, view: View, texts: SearchTexts, say: Wording, k: int) -> Markup:
    """Say what was found, what was not asked for, and what is not among it."""
    if searched.problem:
        near = texts.look_at.format(near=searched.near) if searched.near else ""
        return fill(
            '<div class="note" role="status"><p>{problem}</p>{near}</div>',
            problem=texts.problems[searched.problem],
            near=paragraph(near),
        )
    notes = [
        texts.meaning_absent if searched.absent else "",
        texts.dropped if searched.dropped else "",
    ]
    said = join(paragraph(note, "note") for note in notes)
    if not view.q.strip():
        return said
    left_out = texts.left_out.format(words=", ".join(searched.left_out)) if searched.left_out else ""
    lines = [
        paragraph(left_out, "muted"),
        paragraph(texts.role_small.format(k=number(k, say)) if searched.filters.role else "", "muted"),
        paragraph(texts.not_quoted if searched.held_back else "", "muted"),
    ]
    return join([said, _how_many(searched, view, texts, say), *lines])


def result_list(searched: Searched, view: View, texts: SearchTexts, say: Wording) -> Markup:
    """Show what was found as quotes that can be ticked, with the buttons that keep what is ticked."""
    if not searched.page.total:
        return NONE
    items = join(
        _result(place_, one, view, texts, say)
        for place_, one in enumerate(searched.page.rows, searched.page.first)
    )
    found = fill(
        '<ol class="quotes found" start="{first}">{items}</ol>{pages}'
        '<div class="kept"><p>{kept} {where}</p>'
        '<button type="submit" name="page" value="{page}">{more}</button>'
        '<button type="submit" class="main" name="show" value="{collection}">{look}</button></div>',
        first=searched.page.first,
        pages=_pager(searched.page.page, searched.page.pages, say),
        page=searched.page.page,
        items=items,
        kept=_kept(view.pick, texts, say),
        where=texts.kept_here,
        more=texts.keep_more,
        collection=COLLECTION,
        look=texts.keep_look,
    )
    return join([heading(texts.results), found])


def _pager(now: int, pages: int, say: Wording) -> Markup:
    """Offer the page before and the one after, as buttons of the form that holds what is ticked."""
    if pages <= 1:
        return NONE
    turn = '<button type="submit" name="page" value="{page}">{text}</button>'
    return fill(
        '<nav class="pager" aria-label="{name}">{before}<span>{place}</span>{after}</nav>',
        name=say.pager,
        before=fill(turn, page=now - 1, text=say.previous_page) if now > 1 else NONE,
        place=say.page_of.format(page=number(now, say), pages=number(pages, say)),
        after=fill(turn, page=now + 1, text=say.next_page) if now < pages else NONE,
    )


def quote_item(
    one: Result, index: int, beside: Markup, view: View, texts: SearchTexts, say: Wording
) -> Markup:
    """Show one quote with what matched marked in it, its role, source and theme."""
    at = say.to_source_of.format(number=number(index, say))
    theme = {"theme": one.theme.theme_id} if one.theme else {}
    link = anchor(view.link("source", **theme, unit=one.unit_id), say.to_source, at)
    of_theme = (
        fill(
            "<span>{word}: {link}</span>",
            word=texts.in_theme,
            link=anchor(view.link("theme", **theme), own(one.theme.label, view)),
        )
        if one.theme
        else fill("<span>{none}</span>", none=texts.no_theme)
    )
    near = (
        fill('<span class="near-word">{word}</span>', word=texts.nearness[one.nearness])
        if one.nearness
        else NONE
    )
    parts = origin(one.role, one.source, one.locator, view, say)
    return fill(
        '<blockquote lang="{lang}" dir="auto">{text}</blockquote>{by}',
        lang=one.language,
        text=_marked(one),
        by=byline(parts, join([near, of_theme, link, beside])),
    )


def _marked(one: Result) -> Markup:
    """Put marks around what matched, which are underlined as well as coloured."""
    parts, reached = [], 0
    for start, end in one.marks:
        parts.append(
            fill("{before}<mark>{hit}</mark>", before=one.text[reached:start], hit=one.text[start:end])
        )
        reached = end
    return join([*parts, Markup.escape(one.text[reached:])])


def _result(index: int, one: Result, view: View, texts: SearchTexts, say: Wording) -> Markup:
    box = fill(
        '<label class="box"><input type="checkbox" name="pick" value="{unit}"{now} aria-label="{of}">'
        " {keep}</label>",
        unit=one.unit_id,
        now=Markup(" checked") if one.unit_id in view.pick else NONE,
        of=texts.keep_of.format(number=number(index, say)),
        keep=texts.keep,
    )
    return fill(
        "<li>{box}<div>{quote}</div></li>", box=box, quote=quote_item(one, index, NONE, view, texts, say)
    )


def _how_many(searched: Searched, view: View, texts: SearchTexts, say: Wording) -> Markup:
    if not searched.page.total:
        if searched.by_meaning:
            return paragraph(texts.none_near, "lead")
        wide = anchor(view.link("search", q=view.q, how=view.how, pick=view.pick), texts.none_narrowed)
        narrowed = any(vars(searched.filters).values())
        return join(
            [
                paragraph(texts.none.format(query=view.q.strip()), "lead"),
                paragraph(texts.none_how),
                fill('<p class="more">{link}</p>', link=wide) if narrowed else NONE,
            ]
        )
    if searched.by_meaning:
        far = searched.page.page == 1 and searched.page.rows[0].nearness == "hardly"
        lead = texts.hardly if far else texts.meaning_lead
        return join([paragraph(lead, "lead"), paragraph(texts.meaning_help, "muted")])
    found = searched.found
    if found is None:
        return NONE
    sentences = []
    if found.messages.number != 0:
        messages = counted(found.messages, say.messages, say)
        known = found.people.kind != "unknown"
        people = counted(found.people, say.people, say)
        sentences.append((texts.found_by if known else texts.found).format(messages=messages, people=people))
    if found.published:
        published = counted(Shown("exact", found.published), say.published, say)
        sentences.append(texts.found_public.format(published=published))
    return paragraph(" ".join(sentences), "lead")


def _kept(picks: Sequence[str], texts: SearchTexts, say: Wording) -> str:
    if not picks:
        return ""
    if len(picks) >= MOST:
        return texts.collection_full.format(most=number(MOST, say))
    return texts.kept_one if len(picks) == 1 else texts.kept.format(number=number(len(picks), say))


def kept_line(view: View, texts: SearchTexts, say: Wording) -> Markup:
    """Say how many quotes were kept, with a link to them and one that lets them go; nothing for none."""
    if not view.pick:
        return NONE
    link = anchor(view.same("search", show=COLLECTION, page=1), texts.to_collection)
    none = anchor(view.same("search", pick=()), texts.let_go)
    return fill(
        '<p class="picked-so-far"><strong>{kept}</strong> {link} {none}</p>',
        kept=_kept(view.pick, texts, say),
        link=link,
        none=none,
    )


def _hidden_picks(picks: Iterable[str]) -> Markup:
    return join(fill('<input type="hidden" name="pick" value="{unit}">', unit=unit) for unit in picks)


def _choices(
    run: Run, view: View, narrowing: Narrowing, filters: Filters, texts: SearchTexts, say: Wording
) -> Markup:
    """Offer what a search can be narrowed to, as far as there is something to choose."""
    lang = tongue(view)
    titles = run.sources.sort("title", "source_id").select("source_id", "title").iter_rows()
    sources = [(source, title, lang) for source, title in titles]
    roles = role_options(narrowing.roles, view, say)
    questions = [(one, one, lang) for one in narrowing.questions]
    rounds = [(one, one, lang) for one in narrowing.rounds]
    parts = [
        _themes(run, lang, filters.theme, texts),
        _select("who", texts.role, texts.every_role, roles, filters.role),
        _select("question", texts.question, texts.every_question, questions, filters.question),
        _select("round", texts.round, texts.every_round, rounds, filters.round),
        _select(
            "source", texts.source, texts.every_source, sources if len(sources) > 1 else [], filters.source
        ),
    ]
    none = NONE if roles else paragraph(texts.no_roles, "muted")
    return fill('<div class="chosen">{parts}</div>{none}', parts=join(parts), none=none)


def _themes(run: Run, lang: Markup, chosen: str, texts: SearchTexts) -> Markup:
    if not run.levels:
        return NONE
    rows = run.themes.sort("label", "theme_id").select("theme_id", "parent_id", "level", "label").rows()
    tops = [(theme, label, lang) for theme, _, level, label in rows if level == 1]
    groups = [
        (label, [(theme, name, lang) for theme, parent, _, name in rows if parent == top])
        for top, label, _ in tops
    ]
    more = join(
        fill(
            '<optgroup label="{title}">{options}</optgroup>',
            title=texts.subthemes.format(theme=label),
            options=options(below, chosen),
        )
        for label, below in groups
        if len(below) > 1
    )
    return _labelled(
        "theme", texts.theme, join([options([("", texts.every_theme, NONE), *tops], chosen), more])
    )


def _select(name: str, title: str, every: str, values: Sequence[Option], chosen: str) -> Markup:
    if not values:
        return NONE
    return _labelled(name, title, options([("", every, NONE), *values], chosen))


def _labelled(name: str, title: str, lines: Markup) -> Markup:
    return fill("<div>{choice}</div>", choice=choice("choose", name, title, lines))
