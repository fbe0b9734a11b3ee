"""Decisions: what people decide about themes, units and quotes, each with who, when and why.

A theme that was found by a machine is a suggestion; a decision holds from then on, also in later runs.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any, Final

from corpora.errors import OogstError, nearest
from labels.anchors import Anchor

RENAME, DESCRIBE, MERGE, SPLIT, MOVE = "rename", "describe", "merge", "split", "move"
EXCLUDE, PIN, RESTORE = "exclude", "pin", "restore"
RELEASE, WITHHOLD = "release", "withhold"
ACCEPT, REJECT = "accept", "reject"
MUST_LINK, CANNOT_LINK, UNDO = "must_link", "cannot_link", "undo"
KINDS: Final = (
    RENAME,
    DESCRIBE,
    MERGE,
    SPLIT,
    MOVE,
    EXCLUDE,
    PIN,
    RESTORE,
    RELEASE,
    WITHHOLD,
    ACCEPT,
    REJECT,
    MUST_LINK,
    CANNOT_LINK,
    UNDO,
)
OF_QUOTES: Final = (EXCLUDE, PIN, RESTORE, RELEASE, WITHHOLD)
"""What is decided about quotes; all other passages are units."""
SHAPING: Final = (MERGE, SPLIT, REJECT, UNDO)
"""What changes which themes there are, and so what every decision that names one of them rests on."""
FORMAT: Final = 2
"""Of a decision as JSON; in the first, which had no number, ``release`` meant what ``restore`` does now."""
_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    RENAME: ("theme", "text"),
    DESCRIBE: ("theme", "text"),
    MERGE: ("theme", "themes"),
    SPLIT: ("theme",),
    MOVE: ("theme", "passages"),
    EXCLUDE: ("passages",),
    PIN: ("theme", "passages"),
    RESTORE: ("passages",),
    RELEASE: ("passages",),
    WITHHOLD: ("passages",),
    ACCEPT: ("theme",),
    REJECT: ("theme",),
    MUST_LINK: ("passages",),
    CANNOT_LINK: ("passages",),
    UNDO: ("undoes",),
}


class DecisionError(OogstError):
    """A decision that says too little, or that names what is not there."""


class StaleDecision(DecisionError):
    """A decision made on an older state of the same theme, unit or quote; ``between`` is what changed it."""

    def __init__(self, decision: Decision, between: tuple[Decision, ...]) -> None:
        self.between = between
        told = "\n".join(f"  {one.sentence}" for one in between)
        super().__init__(
            f"refused: {decision.kind} was decided on version {decision.base} of the decisions, and "
            f"since then this was decided about the same:\n{told}\n"
            "Look at it as it is now, and decide again."
        )


def now() -> str:
    """Give the moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Decision:
    """One decision of a person.

    ``theme`` is the theme it is about, or that a merger or a move ends in; ``themes`` are those merged into
    it; ``subtheme`` splits off as a whole, ``passages`` are the units or the quote it is about; ``text`` the
    new label or description; ``undoes`` the id of the decision that no longer holds, and ``touches`` what
    that one was about. ``called`` is what the theme was called at the time. ``base`` is the number of the
    last decision its maker knew, ``number`` its own place in the log. Raises :class:`DecisionError` when a
    part that its kind needs is missing.
    """

    kind: str
    by: str
    why: str = ""
    on: str = field(default_factory=now)
    run: str = ""
    base: int = 0
    theme: str = ""
    themes: tuple[str, ...] = ()
    subtheme: str = ""
    passages: tuple[Anchor, ...] = ()
    text: str = ""
    undoes: str = ""
    touches: tuple[str, ...] = ()
    called: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    number: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            known = f"{', '.join(KINDS)}{nearest(self.kind, KINDS)}"
            raise DecisionError(f"a decision of kind '{self.kind}' does not exist; it is one of {known}.")
        if not self.by.strip():
            raise DecisionError(f"nobody decided this {self.kind}: say who, with --by.")
        missing = [part for part in _NEEDS[self.kind] if not getattr(self, part)]
        if missing:
            raise DecisionError(f"a decision to {self.kind} needs {' and '.join(missing)}.")
        if self.kind == SPLIT and bool(self.subtheme) == bool(self.passages):
            raise DecisionError("a theme is split by units or by a subtheme: name either.")
        if self.kind == SPLIT and self.passages and not self.text:
            raise DecisionError("a theme that is split off by its units needs a name: give it with --label.")
        if self.kind in (MUST_LINK, CANNOT_LINK) and len({one.id for one in self.passages}) < 2:
            raise DecisionError(f"a decision to {self.kind} is about two passages or more.")

    @property
    def made(self) -> str:
        """The id of the theme that a split makes; it follows from what is split off."""
        parts = [self.theme, self.subtheme, *sorted(one.id for one in self.passages)]
        return "t" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]

    @property
    def about(self) -> frozenset[str]:
        """What it changes, as keys: ``theme:…``, ``unit:…``, ``quote:…``, ``decision:…``."""
        kind = "quote" if self.kind in OF_QUOTES else "unit"
        keys = {f"{kind}:{one.id}" for one in self.passages}
        if self.kind not in (MOVE, *OF_QUOTES) and self.theme:
            keys |= {f"theme:{one}" for one in (self.theme, *self.themes, self.subtheme) if one}
        if self.kind == SPLIT:
            keys.add(f"theme:{self.made}")
        if self.undoes:
            keys |= {f"decision:{self.undoes}", *self.touches}
        return frozenset(keys)

    @property
    def rests_on(self) -> frozenset[str]:
        """What must still be there for it to make sense: the theme of a move or of a quote."""
        return frozenset({f"theme:{self.theme}"} if self.theme else ()) - self.about

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        passages = ", ".join(one.id for one in self.passages)
        theme = f'"{self.called}" ({self.theme})' if self.called else self.theme
        what = {
            RENAME: f'{theme} is called "{self.text}"',
            DESCRIBE: f"{theme} is described",
            MERGE: f"{', '.join(self.themes)} merged into {theme}",
            SPLIT: f"{self.subtheme or passages} split from {theme}",
            MOVE: f"{passages} moved to {theme}",
            EXCLUDE: f"{passages} is not to be quoted{f' with {theme}' if self.theme else ''}",
            PIN: f"{passages} pinned to {theme}",
            RESTORE: f"{passages} neither pinned nor excluded{f' with {theme}' if self.theme else ''}",
            RELEASE: f"{passages} may be published",
            WITHHOLD: f"{passages} may not be published",
            ACCEPT: f"{theme} accepted",
            REJECT: f"{theme} rejected",
            MUST_LINK: f"{passages} belong together",
            CANNOT_LINK: f"{passages} do not belong together",
            UNDO: f"decision {self.undoes} undone",
        }[self.kind]
        why = f": {self.why}" if self.why else ""
        return f"#{self.number} {self.on} {self.by}: {what}{why}"

    def clashes(self, earlier: Decision) -> bool:
        """Whether a decision that its maker did not know of is about the same."""
        if self.about & earlier.about:
            return True
        shaped = earlier.kind in SHAPING and bool(earlier.about & self.rests_on)
        return shaped or (self.kind in SHAPING and bool(self.about & earlier.rests_on))

    def numbered(self, number: int) -> Decision:
        """Give it with its place in the log."""
        return replace(self, number=number)

    def as_json(self) -> str:
        """Give it as one line of JSON, without the parts that are empty."""
        values = {name: value for name, value in asdict(self).items() if value not in ("", (), 0)}
        values["format"] = FORMAT
        return json.dumps(values, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Decision:
        """Make it of what :meth:`as_json` wrote, now or before there were formats.

        Raises :class:`DecisionError` where that is not one.
        """
        known = {one.name for one in fields(cls)}
        try:
            values = dict(values)
            written = values.pop("format", 1)
            if written not in range(1, FORMAT + 1):
                raise DecisionError(
                    f"a decision has format {written}; it was written by a newer version of Oogst. "
                    "Install that one."
                )
            if written == 1 and values.get("kind") == RELEASE:
                values["kind"] = RESTORE
            if unknown := sorted(set(values) - known):
                raise DecisionError(
                    f"a decision has no part '{unknown[0]}'{nearest(unknown[0], known)}; "
                    "it was written by a newer version of Oogst, or is none."
                )
            lists = {name: tuple(values.get(name, ())) for name in ("themes", "touches")}
            passages = tuple(Anchor(**one) for one in values.get("passages", ()))
            return cls(**{**values, **lists, "passages": passages})
        except (TypeError, AttributeError) as fault:
            raise DecisionError(f"this is not a decision: {fault}.") from fault
