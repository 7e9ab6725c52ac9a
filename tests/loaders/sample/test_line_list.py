"""The outbreak of a sample: it begins with the index case, stays in its groups, and is the same from the same seed."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl

from loaders.sample import write_sample
from loaders.sample.dice import Dice
from loaders.sample.line_list import DAYS
from loaders.sample.outbreak import hazards, spread
from loaders.sample.register import key_of, register_of
from loaders.sample.world import World

AS_OF = date(2021, 5, 11)


def test_the_line_list_is_of_people_on_the_rosters(tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    truth = write_sample(tmp_path / "a", workers=400, companies=3, seed=4, as_of=AS_OF, line_list=path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    head = [str(cell.value).split("\n")[1] for cell in sheet[4]]
    rows = [dict(zip(head, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=5)]
    assert len(rows) == truth.cases > 5
    assert (rows[0]["Worker code"], rows[0]["Onset"]) == (truth.index_code, datetime(2021, 5, 10))
    people = json.loads((tmp_path / "a/truth.json").read_text(encoding="utf-8"))["people"]
    known = {(record["company"], record["code"]): one["name"] for one in people for record in one["records"]}
    last = datetime(2021, 5, 10) + timedelta(days=DAYS)
    for row in rows:
        assert known[row["Company"], row["Worker code"]] == row["Full name"]
        assert row["Sampled"] == row["Isolated"] == row["Confirmed"] - timedelta(days=1)
        assert row["Confirmed"] <= last
        assert row["Onset"] is None or timedelta(0) <= row["Sampled"] - row["Onset"] <= timedelta(days=2)
    assert any(row["Onset"] is None for row in rows), "some never fall ill"
    write_sample(tmp_path / "b", workers=400, companies=3, seed=4, as_of=AS_OF, line_list=tmp_path / "again.xlsx")
    assert path.read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_who_is_isolated_at_once_infects_nobody() -> None:
    world = World(workers=200, companies=2, seed=3, as_of=AS_OF)
    park = register_of(world, AS_OF.toordinal())
    index = key_of(world.index)

    def infected(last: int) -> int:
        first = AS_OF.toordinal()
        found = spread(
            park, index, hazards({"team": 0.3}), Dice(1, "x"), onset=first, until=first + 20, isolated=lambda _: last
        )
        teams = {group for stay in park.of_person[index] for group, setting in stay.chain if setting == "team"}
        for one in found.values():
            if one.links == 1:
                assert teams & {group for stay in park.of_person[one.person] for group, _ in stay.chain}
        return len(found)

    assert infected(0) == 1
    assert infected(AS_OF.toordinal() + 3) > 3
