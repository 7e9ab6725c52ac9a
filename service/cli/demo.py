"""truyvet demo: sample workbooks -> import -> one case -> its contacts -> the page's address."""

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import Conflict
from service.cli.console import dmy, opened, out
from service.cli.imports import _bar, _print, _print_total, summary
from service.cli.tracing import print_trace
from service.messages import MESSAGES, say

if TYPE_CHECKING:
    from graph.database import Database

#: The trace is asked this often, to show what the first time costs and what it is afterwards.
ASKED = 10
#: So many contacts of each level are printed.
SHOWN = 8
MOST = 50_000


def demo(
    workers: Annotated[int, typer.Option(min=10)] = 7000,
    companies: Annotated[int, typer.Option(min=1)] = 5,
) -> None:
    """Chạy thử trọn vẹn trên dữ liệu mẫu. The whole thing on sample data; may be run again."""
    from graph.cases import DEFAULT_DISEASE, Dates, register
    from graph.clock import now, today
    from graph.search import company_keys, resolve
    from graph.tracing.asking import answer
    from graph.tracing.question import Asked
    from loaders.importing import import_files
    from loaders.options import Options
    from loaders.sample import write_sample

    with opened(prepare=True) as (database, found):
        lang, folder = found.lang, found.data_dir / f"sample-{workers}-{companies}"
        truth = write_sample(folder, workers=workers, companies=companies, seed=1)
        _refuse_other_data(database, found.data_dir)
        out(say(lang, "demo-sample", companies=companies, workers=workers, path=folder))
        out(say(lang, "demo-import"))
        reports = []
        started = time.perf_counter()
        with _bar("import", files=len(truth.files)) as told:
            for report in import_files(database, truth.files, options=Options(), progress=told):
                reports.append(summary(report, whole=False))
                told("files", len(reports), len(truth.files))
                _print(lang, report, several=True)
        _print_total(lang, reports, time.perf_counter() - started)
        out(
            say(
                lang,
                "demo-case",
                name=truth.index_name,
                code=truth.index_code,
                company=truth.index_company,
                onset=dmy(truth.onset.isoformat()),
                isolated=dmy(truth.isolated.isoformat()),
            )
        )
        dates = Dates(onset=truth.onset, isolated=truth.isolated)
        case = database.write(
            lambda tx: register(
                tx,
                resolve(tx, truth.index_code, day=today(), companies=company_keys(tx, truth.index_company)),
                dates,
                disease=DEFAULT_DISEASE,
                today=today(),
                now=now(),
            )
        )
        asked = Asked(who=[case["key"]], as_of=truth.isolated + timedelta(days=3))
        times = []
        # Neo4j plans and compiles a question when it is asked for the first times; a desk asks all night.
        for _ in range(ASKED):
            started = time.perf_counter()
            document = answer(database, asked, limit=MOST, offset=0, own_rules=found.rules_dir)
            times.append(round((time.perf_counter() - started) * 1000))
        out(say(lang, "demo-trace", first=times[0], again=times[-1]))
        document["contacts"] = _first_of_each_level(document["contacts"])
        print_trace(lang, document)
        address = f"http://{found.host}:{found.port}"
        tries = f'.venv/bin/truyvet find "dang thi dao"   ·   .venv/bin/truyvet trace {case["key"]} -o f1-f2.xlsx'
        out(say(lang, "demo-page", command=".venv/bin/truyvet serve", address=address, find=tries))


def _first_of_each_level(contacts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    levels = sorted({contact["level"] for contact in contacts})
    return [c for level in levels for c in [c for c in contacts if c["level"] == level][:SHOWN]]


def _refuse_other_data(database: "Database", folder: Path) -> None:
    """Made-up workers are never mixed with real ones; those of earlier demonstrations are known by their files."""
    from graph.clock import today
    from loaders.values.companies import company_slug

    heads = (json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("sample-*/truth.json"))
    made_up = {company_slug(company["name"]) for head in heads for company in head["companies"]}
    for company in database.ask("quality/companies", companies=None, day=today())["companies"]:
        if company["key"] not in made_up:
            vi, en = (text.format(folder=folder, company=company["name"]) for text in MESSAGES["demo-foreign"])
            raise Conflict(en, vi)
