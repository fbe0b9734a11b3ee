"""What became of a form: the decisions that were kept, or why not, with what others decided meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from corpora.errors import OogstError
from insights.decisions.deciding import Deciding, Maker
from insights.explorer.editing import editor
from labels.decisions import Decision, StaleDecision

ANSWER: Final = "answer"
"""Where an answer waits in the session until it was shown, once."""
TURNED: Final = "turned"
"""Where it waits that somebody just went to another page of a list."""


class Incomplete(Exception):
    """Something in a form is not filled in; ``need`` is a key of the texts."""

    def __init__(self, need: str) -> None:
        super().__init__(need)
        self.need = need


@dataclass(frozen=True)
class Filled:
    """What somebody filled in: values by the name of the field, and what of a list was picked, in order."""

    values: Mapping[str, Any]
    picked: tuple[str, ...]

    def text(self, name: str, need: str = "") -> str:
        """Give a text without white space around it. Raises :class:`Incomplete` where it is needed."""
        found = str(self.values.get(name) or "").strip()
        if need and not found:
            raise Incomplete(need)
        return found

    def some(self, least: int = 1) -> tuple[str, ...]:
        """Give what was picked. Raises :class:`Incomplete` where that is too little."""
        if len(self.picked) < least:
            raise Incomplete("two" if least > 1 else "picked")
        return self.picked


@dataclass(frozen=True)
class Answer:
    """The decisions of a form that were ``decided``, and why it ``stopped`` before the end, if it did.

    ``between`` are the decisions of others that overtook it, ``problem`` a key of the texts, ``message`` what
    the log said; ``text`` is what was filled in.
    """

    form: str
    decided: tuple[Decision, ...] = ()
    between: tuple[Decision, ...] = ()
    problem: str = ""
    message: str = ""
    text: str = ""

    @property
    def stopped(self) -> bool:
        """Whether something was not decided."""
        return bool(self.between or self.problem or self.message)


Task = Callable[[Deciding, Filled], Iterable[Decision]]


@dataclass(frozen=True)
class Sheet:
    """A form about a run as it was drawn: by ``version``, what its maker knew of the decisions then.

    ``rows`` are the ids of the passages to pick from; one ``alone`` is always meant, and ``kept`` were picked
    before, here or on other pages of the list. What is filled in stays in the session under the form's name
    until it was decided.
    """

    name: str
    run: Path
    version: int
    rows: tuple[str, ...] = ()
    alone: bool = False
    kept: tuple[str, ...] = ()

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """What was picked on other pages of the list."""
        return tuple(one for one in self.kept if one not in self.rows)

    def key(self, name: str) -> str:
        """Name a field of this form, for the session."""
        return f"{self.name}:{name}"

    @property
    def filled(self) -> Filled:
        """What is filled in now."""
        start = f"{self.name}:"
        values = {
            str(key).removeprefix(start): value
            for key, value in st.session_state.items()
            if str(key).startswith(start)
        }
        here = (row for row in self.rows if self.alone or values.get(f"pick:{row}"))
        return Filled(values, (*self.elsewhere, *here))

    def turn(self, page: int) -> None:
        """Go to another page of the list; what was picked goes along in the address."""
        st.query_params["page"] = str(page)
        st.query_params["pick"] = list(self.filled.picked)
        st.session_state[TURNED] = page

    def carry_out(self, task: Task) -> None:
        """Decide what was filled in, by the version the form was drawn from; keep the input where refused."""
        by, filled, decided = editor(), self.filled, list[Decision]()
        text = " · ".join(filled.text(name) for name in ("name", "description", "why") if filled.text(name))
        refused: dict[str, Any] = {}
        try:
            if not by:
                return
            deciding = Deciding.about(self.run, Maker(by, filled.text("why")), self.version)
            for one in task(deciding, filled):
                decided.append(one)
        except Incomplete as fault:
            refused = {"problem": fault.need}
        except StaleDecision as fault:
            refused = {"between": fault.between}
        except OogstError as fault:
            refused = {"message": str(fault)}
        answer = Answer(self.name, tuple(decided), text=text, **refused)
        st.session_state[ANSWER] = answer
        if not answer.stopped:
            self._empty()

    def _empty(self) -> None:
        """Empty the fields and the pick; what was kept of a description stays in view."""
        st.query_params.pop("pick", None)
        for name, value in self.filled.values.items():
            if not name.startswith("button:") and name != "description":
                fresh = False if isinstance(value, bool) else "" if name != "target" else None
                st.session_state[self.key(name)] = fresh


def take_answer() -> Answer | None:
    """Give the answer that was not shown yet, once."""
    found = st.session_state.pop(ANSWER, None)
    return found if isinstance(found, Answer) else None
