"""Numbers, dates, counts, places and reasons as a language writes them."""

from __future__ import annotations

import re
from datetime import date

from insights.small_numbers import Shown
from insights.wording.languages import Wording


def number(value: float, say: Wording, decimals: int = 0) -> str:
    """Write a number as the language does.

    >>> from insights.wording import EN, NL
    >>> number(2831, NL), number(0.83, NL, 2), number(2831, EN)
    ('2.831', '0,83', '2,831')
    """
    plain = f"{value:,.{decimals}f}"
    return plain.translate(str.maketrans(",.", say.thousands + say.decimal))


def percent(share: float, say: Wording) -> str:
    """Write a share between 0 and 1 as a whole percentage.

    >>> from insights.wording import NL
    >>> percent(0.123, NL)
    '12%'
    """
    return f"{number(share * 100, say)}%"


def day(value: date, say: Wording) -> str:
    """Write a date in full.

    >>> from insights.wording import NL
    >>> day(date(2026, 3, 18), NL)
    '18 maart 2026'
    """
    return f"{value.day} {say.months[value.month - 1]} {value.year}"


def shown(count: Shown, say: Wording) -> str:
    """Write a count as far as it may be shown.

    >>> from insights.wording import NL
    >>> shown(Shown("fewer", 5), NL), shown(Shown("exact", 2831), NL), shown(Shown("withheld"), NL)
    ('minder dan 5', '2.831', 'niet getoond')
    """
    if count.kind == "unknown":
        return say.unknown
    if count.number is None:
        return say.hidden
    figure = number(count.number, say)
    return {"fewer": say.fewer, "more": say.more}.get(count.kind, "{number}").format(number=figure)


def counted(count: Shown, unit: str, say: Wording) -> str:
    """Write a count with what it counts, in the order that reads well.

    >>> from insights.wording import NL
    >>> counted(Shown("exact", 12), "bijdragen", NL), counted(Shown("withheld"), "bijdragen", NL)
    ('12 bijdragen', 'bijdragen niet getoond')
    """
    figure = shown(count, say)
    return f"{unit} {figure}" if count.number is None else f"{figure} {unit}"


def place(locator: str, say: Wording) -> str:
    """Write a locator in words.

    >>> from insights.wording import NL
    >>> place("page=3;paragraph=2", NL)
    'pagina 3, alinea 2'
    """
    pairs = [part.partition("=") for part in locator.split(";") if part]
    return ", ".join(f"{say.locators.get(key, key)} {value}".strip() for key, _, value in pairs)


def listed(parts: list[str], say: Wording) -> str:
    """Join words with commas and a last "en" or "and".

    >>> from insights.wording import NL
    >>> listed(["loket", "formulier", "wachttijd"], NL)
    'loket, formulier en wachttijd'
    """
    last = " en " if say.language == "nl" else " and "
    return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def reason(text: str, say: Wording) -> str:
    """Write a reason of the ledger in the language of the page; one without a translation stays as it is.

    >>> from insights.wording import NL
    >>> reason("fewer than 30 different contributions: no themes are claimed", NL)
    'minder dan 30 verschillende bijdragen: er zijn geen thema’s gezocht'
    """
    figures = re.findall(r"\d+", text)
    known = say.reasons.get(text) or say.reasons.get(re.sub(r"\d+", "{}", text))
    return known.format(*(number(int(figure), say) for figure in figures)) if known else text
