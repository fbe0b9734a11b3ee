"""Kaart: everything that was said as points, what is alike close together; and the same as a list."""

from __future__ import annotations

from insights.explorer import pieces, sentences
from insights.explorer.map_blocks import list_section, map_section, no_map, reading_help
from insights.explorer.map_selection import has_map, show_map
from insights.explorer.map_style import STYLE
from insights.explorer.screen import open_page, show_page
from insights.explorer.scripts import MAP, add_script
from insights.explorer.texts.map import map_texts

view, say, run = open_page()
texts = map_texts(view.lang)
title = say.map

if not run.levels:
    blocks = [pieces.heading(say.map, 1), pieces.paragraph(sentences.no_themes(run, say), "note")]
elif not has_map(run):
    blocks = [pieces.heading(say.map, 1), no_map(str(run.path), texts)]
else:
    shown = show_map(run, view)
    label = shown.focus.theme.label if shown.focus else ""
    title = f"{say.map}: {label}" if label else say.map
    named = pieces.fill("{map}: {theme}", map=say.map, theme=pieces.own(label, view)) if label else say.map
    blocks = [
        STYLE,
        pieces.heading(named, 1),
        pieces.paragraph(texts.intro, "lead"),
        map_section(shown, view, texts, say),
        reading_help(texts),
        list_section(shown, view, texts, say),
    ]
show_page(view, say, run, "map", title, *blocks)
add_script(MAP)
