"""Tallies are what counting one by one gives, whoever said what."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from runs_for_tests import Dialogue, Told, dialogue_with_roles, write_run

from insights.mentions import PERSON, ROLE, Spoken, mentions
from insights.runs import open_run
from insights.tallies import NOTHING, Tally, tally_all, tally_themes, total

LABELS = {"t1": "Loket", "t2": "Vertrouwen"}
ROLE_OF = {"p1": "bewoner", "p2": "bewoner", "p3": "professional", "p4": None}

statements = st.lists(
    st.tuples(
        st.sampled_from([*ROLE_OF, None]), st.sampled_from(["t1", "t2", None]), st.booleans(), st.booleans()
    ),
    min_size=1,
    max_size=14,
)


def one_by_one(frame: pl.DataFrame, everything: pl.DataFrame) -> Tally:
    """Count as a person would, from lists of who said what."""
    said = Counter(person for person in frame[PERSON] if person)
    of = Counter(person for person in everything[PERSON] if person)
    alone = sum(said[person] == of[person] for person in said)
    unknown = frame.height - said.total()
    return Tally(frame.height, len(said), unknown, alone, max(said.values(), default=0))


@settings(max_examples=40)
@given(statements)
def test_a_tally_is_what_counting_one_by_one_gives(said: list[tuple[str | None, str | None, bool, bool]]):
    told = tuple(
        Told(
            f"Zin {at}.",
            person,
            ROLE_OF.get(person or ""),
            theme,
            core=core,
            source="b" * 12 if far else "a" * 12,
        )
        for at, (person, theme, core, far) in enumerate(said)
    )
    with TemporaryDirectory() as folder:
        run = open_run(write_run(Path(folder) / "rollen", Dialogue(told, LABELS, public=("b" * 12,))))
        spoken, found = Spoken(run), mentions(run, 1)
        private, tallies = spoken.private, tally_themes(found, spoken)
        roles = [*private[ROLE].unique()]
        for theme in LABELS:
            own = found.filter(pl.col("theme_id") == theme).join(private, on="contribution_id")
            for role in roles:
                is_role = pl.col(ROLE).eq_missing(pl.lit(role))
                part, of_role = own.filter(is_role), private.filter(is_role)
                tally = tallies.get(theme, {}).get(role, NOTHING)
                assert tally == one_by_one(part, private)
                rest = of_role.join(part, on="contribution_id", how="anti")
                assert tally.behind_the_rest(tally_all(spoken)[role]) == Spoken.behind(rest)
            assert total(tallies.get(theme, {})) == one_by_one(own, private)
        assert total(tally_all(spoken)) == one_by_one(private, private)


def test_a_theme_that_nobody_mentioned_has_no_tally(tmp_path: Path) -> None:
    run = open_run(write_run(tmp_path / "rollen", dialogue_with_roles()))
    none = tally_themes(mentions(run, 1).clear(), Spoken(run))
    assert none == {} and total(none.get("t1", {})) == NOTHING
