"""How strong a theme is, and what it is about, in words made by template from counts and keywords only.

Nothing here stands between quotation marks or comes from a contribution's text, and nothing is more precise
than what :mod:`insights.counting` lets be shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from insights.counting import Answered, ThemeCount
from insights.wording import Wording, listed, number, shown

WORDS_SHOWN = 5


def strength(count: ThemeCount, answered: Answered, say: Wording) -> str:
    """Say how many mentioned the theme, never how many agree, with the denominator."""
    said = []
    if count.strength is not None:
        filled = {"people": shown(count.people, say), "answered": shown(count.answered, say)}
        said.append(say.strengths[count.strength].format(**filled))
    elif (
        count.people.kind == "unknown" and count.messages.kind != "unknown" and answered.messages.number != 0
    ):
        said.append(say.messages_strength.format(messages=shown(count.messages, say)))
    if answered.published:
        filled = {"published": number(count.published, say), "of": number(answered.published, say)}
        said.append(say.published_strength.format(**filled))
    return ". ".join(said)


def describe(
    count: ThemeCount, answered: Answered, keywords: Sequence[str], subthemes: Sequence[str], say: Wording
) -> str:
    """Describe a theme until a person does: who speaks, about what, in which words."""
    sentences = [strength(count, answered, say) + "."] if strength(count, answered, say) else []
    most = _majority_role(count)
    if most:
        sentences.append(say.mostly.format(role=say.role_word(most)))
    if subthemes:
        sentences.append(say.about.format(subthemes="; ".join(subthemes)))
    if keywords:
        sentences.append(say.about_words.format(words=listed(list(keywords[:WORDS_SHOWN]), say)))
    return " ".join(sentences)


def _majority_role(count: ThemeCount) -> str | None:
    """Give the role of more than half of the people of the theme, where both numbers are shown."""
    if not count.people.exact:
        return None
    half = (count.people.number or 0) / 2
    return next(
        (
            row.role
            for row in count.roles
            if row.role and row.people.exact and (row.people.number or 0) > half
        ),
        None,
    )
