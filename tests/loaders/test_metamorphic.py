"""Metamorphic laws: a firm in any disguise is read as the same firm; what is damaged is told in its cell."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, note, settings
from hypothesis import strategies as st

from graph.database import Database
from loaders.guarded import Asked, read_roster
from loaders.importing import import_file
from loaders.options import Options
from loaders.rows import Roster, WorkerRow
from tests.disguises.disguise import Disguise, Disguised, disguise, disguises
from tests.disguises.firms import AS_OF, COMPANY, TAX_CODE, Firm, firms
from tests.disguises.pages import write
from tests.drawing import run, wipe
from tests.workbooks import everything

PLAIN = Disguise()
#: Shrinking writes and reads hundreds of workbooks; the failing one is small enough.
PHASES = (Phase.explicit, Phase.generate)
#: What a row says of where it stands, or of how its place to live is written.
_WRITTEN = ("sheet", "row")


def read(laid: Disguised, ending: str) -> Roster:
    with tempfile.TemporaryDirectory() as folder:
        found = read_roster(write(laid.pages, Path(folder) / f"{laid.pages[0].name}{ending}"), Asked())
    assert isinstance(found, Roster), found
    return found


def meaning(row: WorkerRow) -> dict[str, Any]:
    """Return what a row says of its worker; of the residence the parts, as they compare."""
    found = {one.name: getattr(row, one.name) for one in fields(row) if one.name not in _WRITTEN}
    found["filled"] = row.filled - {"family_name", "given_name", "male", "female", "number", "company", *_PARTS}
    if row.residence:
        parts = (row.residence.room, row.residence.house, row.residence.village, row.residence.commune)
        found["residence"] = tuple(part.casefold() for part in parts)
    return found


_PARTS = ("room", "house", "village", "commune")


def meanings(rows: Iterable[WorkerRow]) -> list[dict[str, Any]]:
    return [meaning(row) for row in rows]


def check_rows(laid: Disguised, roster: Roster) -> None:
    """Every worker's row is kept or rejected, once; nothing else is; what is skipped is no worker's."""
    ended = [(row.sheet, row.row) for row in (*roster.rows, *roster.rejected)]
    assert sorted(ended) == sorted(laid.places.values())
    assert {(row.sheet, row.row) for row in roster.skipped} <= laid.others


@given(firm=firms(), how=disguises())
@settings(max_examples=150, deadline=None, derandomize=True, phases=PHASES)
def test_a_firm_in_any_disguise_is_the_same_firm(firm: Firm, how: Disguise) -> None:
    plain = read(disguise(firm, PLAIN), ".xlsx")
    laid = disguise(firm, how)
    found = read(laid, how.ending)
    note(str([(finding.code, finding.value) for finding in found.findings]))
    assert meanings(found.rows) == meanings(plain.rows)
    assert (found.company, found.tax_code, found.as_of) == (COMPANY, TAX_CODE, AS_OF)
    assert (found.rejected, plain.rejected) == ((), ())
    check_rows(laid, found)


@pytest.fixture
def graph(prepared: Database) -> Callable[[Disguised, str], tuple[set[str], dict[str, int]]]:
    """Import pages into an empty graph; return all that it then says but rows and spellings, and the counts."""

    def imported(laid: Disguised, ending: str) -> tuple[set[str], dict[str, int]]:
        wipe(prepared)
        with tempfile.TemporaryDirectory() as folder:
            path = write(laid.pages, Path(folder) / f"{laid.pages[0].name}{ending}")
            report = import_file(prepared, path, options=Options())
        assert report.state == "done"
        run(prepared, "MATCH ()-[m]->() REMOVE m.sheet, m.row")
        run(prepared, "MATCH (w:Worker) REMOVE w.residence_text")
        run(prepared, "MATCH (r:Residence) SET r.name = toLower(r.name)")
        return everything(prepared), report.rows

    return imported


@given(firm=firms(), how=disguises())
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_firm_in_any_disguise_is_the_same_graph(
    graph: Callable[[Disguised, str], tuple[set[str], dict[str, int]]], firm: Firm, how: Disguise
) -> None:
    plain, rows = graph(disguise(firm, PLAIN), ".xlsx")
    found, others = graph(disguise(firm, how), how.ending)
    assert found == plain
    count = len(firm.workers)
    assert rows == others == {"read": count, "created": count, "changed": 0, "unchanged": 0, "rejected": 0}


@dataclass(frozen=True)
class Damage:
    """A cell that says nothing good, and the finding that tells of it."""

    column: str
    value: str
    code: str
    rejects: bool = False


DAMAGES = (
    Damage("code", "", "code-missing", rejects=True),
    Damage("name", "", "name-missing", rejects=True),
    Damage("citizen_id", "12345", "citizen-id-length"),
    Damage("citizen_id", "2.4E+10", "citizen-id-digits-lost"),
    Damage("citizen_id", "999088000123", "citizen-id-province"),
    Damage("phone", "12345", "phone-bad"),
    Damage("phone", "hỏi chị Hoa", "phone-bad"),
    Damage("birth_date", "31/02/1995", "date-impossible"),
    Damage("birth_date", "01/01/2035", "date-future"),
    Damage("residence_since", "01/01/2035", "date-future"),
    Damage("sex", "khác", "sex-unclear"),
    Damage("dose_1_vaccine", "Thuốc nam", "vaccine-unknown"),
    Damage("vehicle", "???", "vehicle-unclear"),
)


@given(firm=firms(), how=disguises(), damage=st.sampled_from(DAMAGES), who=st.integers(0, 6))
@settings(max_examples=150, deadline=None, derandomize=True, phases=PHASES)
def test_damage_is_told_in_its_cell_and_harms_nobody_else(firm: Firm, how: Disguise, damage: Damage, who: int) -> None:
    laid = disguise(firm, how)
    assume(damage.column in laid.columns)
    victim = who % len(firm.workers)
    laid.put(victim, damage.column, damage.value)
    found = read(laid, how.ending)
    place = (*laid.places[victim], laid.columns[damage.column][1], damage.code)
    assert place in [(one.sheet, one.row, one.column, one.code) for one in found.findings]
    rejected = [laid.places[victim]] if damage.rejects else []
    assert [(row.sheet, row.row) for row in found.rejected] == rejected
    check_rows(laid, found)
    others = {row.code: meaning(row) for row in read(disguise(firm, PLAIN), ".xlsx").rows}
    mine = others.pop(firm.workers[victim]["code"])
    got = {row.code: meaning(row) for row in found.rows}
    hurt = got.pop(mine["code"], None)
    assert got == others
    if hurt is not None:
        # A birth date that cannot be read leaves the ID without what it is held against, and nothing else.
        fields_hurt = {name for name in mine if hurt[name] != mine[name]} - {"filled"}
        assert fields_hurt <= HURT.get(damage.column, {damage.column})


HURT = {
    "birth_date": {"birth_date", "birth_year"},
    "dose_1_vaccine": {"doses"},
    "vehicle": {"travel"},
}


@given(firm=firms(), how=disguises(), who=st.integers(0, 6))
@settings(max_examples=50, deadline=None, derandomize=True, phases=PHASES)
def test_of_a_code_used_twice_the_first_row_is_kept(firm: Firm, how: Disguise, who: int) -> None:
    laid = disguise(firm, how)
    later = 1 + who % (len(firm.workers) - 1)
    laid.put(later, "code", firm.workers[0]["code"])
    found = read(laid, how.ending)
    check_rows(laid, found)
    assert [(row.sheet, row.row) for row in found.rejected] == [laid.places[later]]
    place = (*laid.places[later], laid.columns["code"][1], "code-duplicate")
    assert place in [(one.sheet, one.row, one.column, one.code) for one in found.findings]
    assert len(found.rows) == len(firm.workers) - 1
