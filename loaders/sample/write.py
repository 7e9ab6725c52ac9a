"""Write a whole sample: the workbooks of every firm and date, and truth.json with the graph that they describe."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from graph.errors import Invalid
from graph.model.keys import slug
from loaders.sample.dice import Dice
from loaders.sample.line_list import write_line_list
from loaders.sample.workbooks import write_roster
from loaders.sample.world import Membership, Worker, World

#: Firms send their form again every three days, by the rule of 2021.
ROSTER_DAYS = 3
MOST_WORKERS = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What the sample is about: its files in the order of their dates, and the case to look for."""

    files: tuple[Path, ...]
    workers: int
    index_name: str
    index_code: str
    index_company: str
    onset: date
    isolated: date
    cases: int = 0


def write_sample(
    directory: Path,
    *,
    workers: int,
    companies: int,
    seed: int,
    rosters: int = 1,
    messy: bool = False,
    as_of: date = date(2021, 5, 11),
    line_list: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Truth:
    """Write ``companies`` workbooks with ``workers`` workers in all, for each of ``rosters`` dates, and truth.json.

    ``line_list`` names a file for the cases of an outbreak in it. One seed gives the same bytes everywhere. Raises
    Invalid where there are fewer workers than companies.
    """
    if not 1 <= companies <= workers <= MOST_WORKERS or rosters < 1:
        raise Invalid(
            f"{workers} workers in {companies} companies cannot be: give each company at least one worker.",
            f"Không thể có {workers} công nhân ở {companies} công ty: mỗi công ty cần ít nhất một người.",
            field="workers",
        )
    directory.mkdir(parents=True, exist_ok=True)
    world = World(workers=workers, companies=companies, seed=seed, as_of=as_of)
    width = len(str(companies))
    files = []
    for number in range(rosters):
        day = as_of + timedelta(days=ROSTER_DAYS * number)
        if number:
            world.go_on(day)
        for firm in world.firms:
            stamp = f"-{day:%Y-%m-%d}" if rosters > 1 else ""
            path = directory / f"{firm.number + 1:0{width}d}-{slug(firm.name)}{stamp}.xlsx"
            style = Dice(seed, f"style {firm.number}") if messy else None
            write_roster(path, firm, list(world.roster(firm)), as_of=day, style=style)
            files.append(path)
            if progress is not None:
                progress(len(files), rosters * companies)
    case, onset = world.index, as_of - timedelta(days=1)
    truth = Truth(
        files=tuple(files),
        workers=workers,
        index_name=case.name,
        index_code=case.code,
        index_company=case.firm.name,
        onset=onset,
        isolated=as_of + timedelta(days=1),
        cases=0 if line_list is None else write_line_list(line_list, world, onset=onset),
    )
    _write_truth(directory / "truth.json", world, truth)
    return truth


def _write_truth(path: Path, world: World, truth: Truth) -> None:
    """Write truth.json person by person: a park of 269,000 does not fit twice."""
    head = {
        "seed": world.seed,
        "as_of": world.as_of.isoformat(),
        "workers": truth.workers,
        "companies": [{"name": firm.name, "tax_code": firm.tax_code, "workers": firm.size} for firm in world.firms],
        "files": [file.name for file in truth.files],
        "index_case": {
            "name": truth.index_name,
            "code": truth.index_code,
            "company": truth.index_company,
            "onset": truth.onset.isoformat(),
            "isolated": truth.isolated.isoformat(),
        },
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2])
        file.write(',\n "people": [')
        for number, person in enumerate(_people(world)):
            file.write(",\n  " if number else "\n  ")
            file.write(json.dumps(person, ensure_ascii=False))
        file.write("\n ]\n}\n")


def _people(world: World) -> Iterator[dict[str, Any]]:
    records: dict[int, list[Worker]] = defaultdict(list)
    for worker in world.workers:
        records[worker.person].append(worker)
    for person, found in sorted(records.items()):
        first = found[0]
        yield {
            "id": person,
            "name": first.name,
            "birth_date": first.birth_date.isoformat(),
            "citizen_id": first.citizen_id,
            "records": [
                {
                    "company": worker.firm.name,
                    "code": worker.code,
                    "memberships": [_membership(m) for m in worker.memberships],
                }
                for worker in found
            ],
        }


def _membership(membership: Membership) -> dict[str, Any]:
    return {
        "setting": membership.setting,
        "group": membership.group,
        "since": membership.since.isoformat() if membership.since else None,
        "until": membership.until.isoformat() if membership.until else None,
        "shift": membership.shift,
    }
