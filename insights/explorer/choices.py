"""Fields to choose one thing from a list, in a form of HTML."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from insights.explorer.pieces import NONE, fill, join, tongue
from insights.explorer.views import View
from insights.wording import Wording

Option = tuple[str, str, Markup]
"""Something to choose: its value, its text, and the attribute with the language of that."""


def role_options(roles: Iterable[str], view: View, say: Wording) -> list[Option]:
    """Offer roles: a usual one in the language of the page, another in its own."""
    return [(role, say.role_word(role), NONE if role in say.roles else tongue(view)) for role in roles]


def options(values: Iterable[Option], chosen: str) -> Markup:
    """Make the lines of a list, with the one that is ``chosen``."""
    return join(
        fill(
            '<option value="{value}"{lang}{now}>{text}</option>',
            value=value,
            lang=lang,
            now=Markup(" selected") if value == chosen else NONE,
            text=text,
        )
        for value, text, lang in values
    )


def choice(form: str, name: str, label: str, lines: Markup) -> Markup:
    """Make a labelled field of a ``form`` to choose a line from; ``name`` is its parameter of the address."""
    return fill(
        '<label for="{form}-{name}">{label}</label><select id="{form}-{name}" name="{name}">{lines}</select>',
        form=form,
        name=name,
        label=label,
        lines=lines,
    )
