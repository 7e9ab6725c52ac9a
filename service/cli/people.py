"""truyvet find, show, list: people, one person, who shares a setting."""

from typing import Annotated, Any

import typer

from service.cli.console import counted, dmy, opened, out, out_json, paging, table
from service.cli.options import Company, Json, Limit, Offset
from service.messages import say, word


def find(
    text: Annotated[str, typer.Argument(help="tên, mã, CCCD hoặc số điện thoại / name, code, ID or phone")],
    company: Company = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Tìm người theo tên (có dấu hoặc không), mã, CCCD, điện thoại. Find people."""
    from graph.clock import today
    from graph.database import Transaction
    from graph.search import Matches, companies_meant
    from graph.search import find as search

    with opened() as (database, settings):

        def work(transaction: Transaction) -> Matches:
            companies = companies_meant(transaction, company)
            return search(transaction, text, day=today(), companies=companies, limit=limit, offset=offset)

        document = database.read(work).to_document(limit=limit, offset=offset)
    if as_json:
        out_json(document)
        return
    rows = [[*person_row(entry["person"]), entry["matched"]] for entry in document["people"]]
    if rows:
        table(settings.lang, [*PERSON_COLUMNS, "matched"], rows)
    out(say(settings.lang, "found", total=document["total"]))
    paging(settings.lang, document, len(rows))


PERSON_COLUMNS = ("key", "code", "name", "born", "company", "workshop", "team", "residence")


def person_row(person: dict[str, Any]) -> list[object]:
    """Return a person as a row of PERSON_COLUMNS."""
    born = dmy(person["birth_date"]) or person["birth_year"]
    names = ("company", "workshop", "team", "residence")
    return [person["key"], person["code"], person["name"], born, *(person[name] for name in names)]


def show(
    worker: Annotated[str, typer.Argument(help="khóa, mã, CCCD hoặc tên / key, code, ID or name")],
    company: Company = None,
    as_json: Json = False,
) -> None:
    """Một người: nơi làm, nơi ở, xe theo ngày; còn thiếu gì. One person: memberships with days, gaps."""
    from graph.clock import today
    from graph.database import Transaction
    from graph.people import person_document
    from graph.search import meant

    with opened() as (database, settings):

        def work(transaction: Transaction) -> dict[str, Any]:
            key = meant(transaction, worker, day=today(), company=company)
            return person_document(transaction, key, day=today())

        document = database.read(work)
    if as_json:
        out_json(document)
        return
    counted(document)
    _print_person(settings.lang, document)


def _print_person(lang: str, document: dict[str, Any]) -> None:
    person = document["person"]
    out(f"{person['name']}  ({person['key']})")
    shown = {**person, "birth_date": dmy(person["birth_date"]), "sex": word(lang, person["sex"] or "")}
    names = (
        "code",
        "birth_date",
        "sex",
        "citizen_id",
        "phone",
        "home_address",
        "company",
        "workshop",
        "team",
        "residence",
    )
    for name in names:
        if shown[name]:
            out(f"  {word(lang, 'born' if name == 'birth_date' else name)}: {shown[name]}")
    rows = [
        [
            word(lang, m["setting"]),
            m["group"]["name"],
            dmy(m["since"]) or "?",
            dmy(m["until"]) or word(lang, "now"),
            m["shift"],
            f"{m['sheet']}, {word(lang, 'row')} {m['row']}" if m["row"] else "",
        ]
        for m in document["memberships"]
    ]
    table(lang, ("setting", "group", "from", "to", "shift", "source"), rows)
    doses = ", ".join(f"{d['dose']}: {dmy(d['date'])} {d['vaccine'] or ''}".strip() for d in document["vaccinations"])
    lines = {
        "gaps": ", ".join(word(lang, gap) for gap in document["gaps"]),
        "housemates": ", ".join(mate["name"] for mate in document["housemates"]),
        "same-as": ", ".join(same["key"] for same in document["same_as"]),
        "cases": ", ".join(case["key"] for case in document["cases"]),
        "doses": doses,
    }
    for name, text in lines.items():
        if text:
            out(f"{say(lang, name)}: {text}")


def list_(
    worker: Annotated[str, typer.Argument(help="khóa, mã, CCCD hoặc tên / key, code, ID or name")],
    same: Annotated[str, typer.Option(help="team, workshop, company, room, house, vehicle")],
    on: Annotated[str | None, typer.Option(help="ngày; mặc định hôm nay / day, today unless given")] = None,
    company: Company = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Ai cùng tổ, phân xưởng, công ty, phòng, nhà, xe vào ngày đó. Who shares a setting on a day."""
    from graph.clock import today
    from graph.database import Transaction
    from graph.same import same_setting
    from graph.search import meant
    from service.days import read_day

    with opened() as (database, settings):
        day = read_day(on, field="on") or today()

        def work(transaction: Transaction) -> dict[str, Any]:
            key = meant(transaction, worker, day=day, company=company)
            return same_setting(transaction, key, same, day=day, limit=limit, offset=offset)

        document = database.read(work)
    if as_json:
        out_json(document)
        return
    groups = document["group"] if isinstance(document["group"], list) else [document["group"]]
    names = ", ".join(group["name"] for group in groups if group)
    out(f"{word(settings.lang, same)}: {names or '—'} ({dmy(document['on'])})")
    rows = [
        [*person_row(entry["person"]), dmy(entry["since"]), dmy(entry["until"]), entry["shift"]]
        for entry in document["people"]
    ]
    if rows:
        table(settings.lang, [*PERSON_COLUMNS, "from", "to", "shift"], rows)
    out(say(settings.lang, "found", total=document["total"]))
    paging(settings.lang, document, len(rows))
