"""Pieces of the map: the map itself, its legend, and the same as a list.

A point is a link to its source. Points and the labels on the map are hidden from screen readers and from the
tab key: the legend and the list below have the same links, in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup, escape

from insights.explorer.map_selection import Area, Point, Said, Shown
from insights.explorer.map_style import COLOURS
from insights.explorer.pieces import NONE, anchor, fill, filled, folded, heading, join, own, pager, paragraph
from insights.explorer.quote_blocks import byline, origin, said
from insights.explorer.texts.map import MapTexts
from insights.explorer.views import View
from insights.wording import Wording, counted, number

CLOSE: Final = 1.75
"""Enlarged from where on points are larger and all labels have their names; the script has it too."""
LETTER: Final = 0.0118
"""Width of a letter of a label, where the map is 2 wide."""
LINE: Final = 0.075
"""Height of a label, likewise."""


def map_section(shown: Shown, view: View, texts: MapTexts, say: Wording) -> Markup:
    """Show the map with its legend beside it."""
    z, x, y = shown.start
    kind = "many" if len(shown.points) > 1200 else ""
    points = _dots(shown.points, shown.focus, view)
    labels = join(_label(area, short, view) for area, short in _labels(shown.areas, shown.focus))
    drawing = fill(
        '<div class="map{close}" role="group" tabindex="0" aria-label="{name}" aria-describedby="map-keys" '
        'data-start="{start}" style="--z:{z};--x:{x};--y:{y}">'
        '<div class="plane {kind}" aria-hidden="true">{points}{labels}</div>'
        '<div class="said-here" aria-hidden="true" hidden>'
        '<span class="which"></span><span class="words"></span></div></div>',
        close=" closer" if z > CLOSE else "",
        name=texts.region,
        start=f"{z:.3f} {x:.4f} {y:.4f}",
        z=f"{z:.3f}",
        x=f"{x:.4f}",
        y=f"{y:.4f}",
        kind=kind,
        points=points,
        labels=labels,
    )
    legend = fill(
        '<ol class="legend">{items}</ol>',
        items=join(_legend(area, shown.focus, view, texts, say) for area in shown.areas),
    )
    every = anchor(view.link("map"), texts.every_theme)
    back = fill('<p class="more">{every}</p>', every=every) if shown.focus else NONE
    return fill(
        '<div class="mapping"><div>{drawing}{zoomers}{drawn}{keys}</div>'
        "<div>{title}{legend}{back}</div></div>",
        drawing=drawing,
        zoomers=_zoomers(texts),
        drawn=paragraph(_drawn(shown, texts, say), "muted"),
        keys=fill('<p class="muted" id="map-keys">{keys}</p>', keys=texts.keys),
        title=heading(texts.themes),
        legend=legend,
        back=back,
    )


def reading_help(texts: MapTexts) -> Markup:
    """Say how the map is read, and what it does not say."""
    return folded(texts.how_title, join(paragraph(text) for text in (*texts.how, texts.apart)))


def list_section(shown: Shown, view: View, texts: MapTexts, say: Wording) -> Markup:
    """Show the units of the map as a list, a page at a time, with links to their source and theme."""
    title: str | Markup = texts.as_list
    if shown.focus:
        title = filled(texts.as_list_of, theme=own(shown.focus.theme.label, view))
    items = join(
        _item(index, one, view, texts, say) for index, one in enumerate(shown.listed.rows, shown.listed.first)
    )
    return join(
        [
            heading(title),
            paragraph(texts.as_list_help, "muted"),
            fill('<ol class="quotes" start="{first}">{items}</ol>', first=shown.listed.first, items=items),
            pager(view, "map", shown.listed.pages, say),
        ]
    )


def no_map(path: str, texts: MapTexts) -> Markup:
    """Say why there is no map, and how to get one."""
    command = texts.no_command.format(path=path)
    return join(
        [
            paragraph(texts.no_map, "lead"),
            paragraph(texts.no_map_how),
            fill("<p><code>{command}</code></p>", command=command),
        ]
    )


def colour_of(area: int) -> int:
    """Give the number of the colour of an area, 0 for what is in none."""
    return (area - 1) % len(COLOURS) + 1 if area else 0


def _dots(points: Iterable[Point], focus: Area | None, view: View) -> Markup:
    """Draw points.

    There are thousands of them, so that what those of a theme share is written once, and values are escaped
    one by one and not by a template.
    """
    begins: dict[str, Markup] = {}
    found = []
    for point in points:
        if point.theme_id not in begins:
            begins[point.theme_id] = _begin(point, focus, view)
        found.append(
            f'{begins[point.theme_id]}{escape(point.unit_id)}" style="--u:{point.x:.4f};--v:{point.y:.4f}" '
            f'lang="{escape(point.language)}" data-said="{escape(point.said)}"></a>'
        )
    return Markup("".join(found))


def _begin(point: Point, focus: Area | None, view: View) -> Markup:
    """Give the beginning of every point of the theme that one is of, up to the unit in its address."""
    theme = {"theme": point.theme_id} if point.theme_id else {}
    return fill(
        '<a class="dot c{colour}{pale}" tabindex="-1" data-of="{area}" href="{to}&amp;unit=',
        colour=colour_of(point.area),
        pale=" pale" if focus and point.area != focus.number else "",
        area=point.area,
        to=view.link("source", **theme),
    )


def _label(area: Area, short: bool, view: View) -> Markup:
    return fill(
        '<a class="label c{colour}{short}" tabindex="-1" href="{to}" style="--u:{x};--v:{y}" '
        'data-theme="{number}" data-name="{number}. {name}">'
        "<span>{number}</span><span>{own}</span></a>",
        colour=colour_of(area.number),
        short=" short" if short else "",
        to=view.link("map", theme=area.theme.theme_id),
        x=f"{area.x:.4f}",
        y=f"{area.y:.4f}",
        number=area.number,
        name=area.theme.label,
        own=own(area.theme.label, view),
    )


def _labels(areas: Sequence[Area], focus: Area | None) -> list[tuple[Area, bool]]:
    """Say of every area whether its label is its number only: where its name would cover another's."""
    taken: list[tuple[float, float, float]] = []
    found: list[tuple[Area, bool]] = []
    for area in sorted(areas, key=lambda one: (one is not focus, -one.width, one.number)):
        half = LETTER * (len(area.theme.label) + 4)
        clear = (
            all(abs(area.y - y) > LINE or abs(area.x - x) > half + other for x, y, other in taken)
            and abs(area.x) + half < 1.04
        )
        taken.append((area.x, area.y, half if clear else 3 * LETTER))
        found.append((area, not clear))
    return found


def _legend(area: Area, focus: Area | None, view: View, texts: MapTexts, say: Wording) -> Markup:
    now = Markup(' aria-current="true"') if focus == area else NONE
    known = area.counts.people.kind != "unknown"
    figures = [counted(area.counts.people, say.people, say)] if known else []
    if area.counts.messages.number != 0:
        figures.append(counted(area.counts.messages, say.messages, say))
    beside = anchor(view.link("theme", theme=area.theme.theme_id), texts.to_theme, area.theme.label)
    return fill(
        '<li><span class="number c{colour}">{number}</span><div><p><a href="{to}"{now}>{name}</a></p>'
        '<p class="muted">{figures}</p>{beside}</div></li>',
        colour=colour_of(area.number),
        number=area.number,
        to=view.link("map", theme=area.theme.theme_id),
        now=now,
        name=own(area.theme.label, view),
        figures=" · ".join(figures),
        beside=fill("<p>{beside}</p>", beside=beside) if focus == area else NONE,
    )


def _zoomers(texts: MapTexts) -> Markup:
    return fill(
        '<div class="zoomers" role="group" aria-label="{zoom}">'
        '<button type="button" data-zoom="1.5" aria-label="{more}">+</button>'
        '<button type="button" data-zoom="0.6667" aria-label="{less}">−</button>'
        '<button type="button" data-zoom="all">{whole}</button></div>',
        zoom=texts.zoom,
        more=texts.zoom_in,
        less=texts.zoom_out,
        whole=texts.whole,
    )


def _drawn(shown: Shown, texts: MapTexts, say: Wording) -> str:
    own = sum(shown.focus is None or point.area == shown.focus.number for point in shown.points)
    filled = {"drawn": number(own, say), "number": number(shown.units, say)}
    sentence = (texts.drawn_all if own == shown.units else texts.drawn_some).format(**filled)
    return f"{sentence} {texts.focused}" if shown.focus else sentence


def _item(index: int, one: Said, view: View, texts: MapTexts, say: Wording) -> Markup:
    at = say.to_source_of.format(number=number(index, say))
    theme = {"theme": one.area.theme.theme_id} if one.area else {}
    link = anchor(view.link("source", **theme, unit=one.unit_id), say.to_source, at)
    of = (
        fill(
            "<span>{number}. {link}</span>",
            number=one.area.number,
            link=anchor(view.link("theme", **theme), own(one.area.theme.label, view)),
        )
        if one.area
        else fill("<span>{alone}</span>", alone=texts.alone)
    )
    by = byline(origin(None, one.source, one.locator, view, say), join([of, link]))
    return fill("<li>{said}{by}</li>", said=said(one.text, one.language), by=by)
