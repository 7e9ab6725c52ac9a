"""truyvet trace and rules."""

import sys
from typing import Annotated, Any

import typer

from service.cli.console import dmy, failing, opened, out, out_json, paging, read_dates, save, table
from service.cli.logged import machine_user
from service.cli.options import Company, Confirmed, Isolated, Json, Limit, Offset, Onset, Output, Sampled
from service.messages import say, word

#: So many of each kind of change are printed; --json gives all.
CHANGES_SHOWN = 20


def trace(
    who: Annotated[list[str] | None, typer.Argument(help="công nhân hoặc khóa ca bệnh / workers or cases")] = None,
    onset: Onset = None,
    sampled: Sampled = None,
    confirmed: Confirmed = None,
    isolated: Isolated = None,
    as_of: Annotated[str | None, typer.Option(help="tính đến ngày; mặc định hôm nay / seen from this day")] = None,
    known_at: Annotated[str | None, typer.Option(help="như đã biết lúc đó / as known at this moment")] = None,
    rules: Annotated[str | None, typer.Option(help="bộ quy tắc / rule set")] = None,
    depth: Annotated[int | None, typer.Option(min=1, max=10, help="độ sâu: 1 = F1, 2 = F2 / depth")] = None,
    settings_: Annotated[str | None, typer.Option("--settings", help="room,team,... / narrows the settings")] = None,
    rates: Annotated[
        str, typer.Option(help="cited, region: tỷ lệ lây theo y văn hoặc ước lượng từ chính địa phương")
    ] = "cited",
    order: Annotated[
        str, typer.Option(help="list: theo bậc F, nguy cơ, điểm; chance: ai dễ đã nhiễm nhất đứng trước / likely first")
    ] = "list",
    group: Annotated[
        str | None, typer.Option(help="khóa nhóm, thay cho ca bệnh / a group's key, without a case")
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", help="với --group")] = None,
    to: Annotated[str | None, typer.Option(help="với --group")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="lưu danh sách này / keep this list as issued")] = False,
    since: Annotated[
        str | None, typer.Option(help="khóa danh sách đã lưu: ai mới, ai thôi, vì sao / changes since a kept list")
    ] = None,
    company: Company = None,
    output: Output = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Ai đã tiếp xúc với ca bệnh (F1), và với F1 (F2). Contacts of a case, level by level."""
    from graph.exports.contact_book import contacts_xlsx
    from graph.exports.contact_list import contacts_csv
    from graph.tracing.asking import answer
    from graph.tracing.question import Asked, AskedGroup
    from service.days import read_day, read_moment, required_day

    if group is not None and (who or from_ is None or to is None):
        raise typer.BadParameter("--group KEY --from DAY --to DAY")
    if group is None and not who:
        raise typer.BadParameter("WORKER|CASE...")
    if rates not in ("cited", "region"):
        raise typer.BadParameter("cited, region", param_hint="--rates")
    if order not in ("list", "chance"):
        raise typer.BadParameter("list, chance", param_hint="--order")
    asked: Asked | AskedGroup
    with failing():
        moment = read_moment(known_at, field="known_at")
        if group is not None:
            first, last = required_day(from_ or "", field="from"), required_day(to or "", field="to")
            asked = AskedGroup(group=group, first=first, last=last, known_at=moment)
        else:
            asked = Asked(
                who=who or [],
                company=company,
                dates=read_dates(onset, sampled, confirmed, isolated),
                as_of=read_day(as_of, field="as_of"),
                known_at=moment,
                rules=rules,
                depth=depth,
                settings=[name.strip() for name in settings_.split(",")] if settings_ else None,
                rates="region" if rates == "region" else "cited",
                order="chance" if order == "chance" else "list",
            )
    with opened() as (database, found):
        many, skip = (sys.maxsize, 0) if output is not None else (limit, offset)
        by = machine_user() if keep else None
        document = answer(
            database,
            asked,
            limit=many,
            offset=skip,
            own_rules=found.rules_dir,
            since=since,
            issue_by=by,
            hashed=output is not None,
        )
        if output is not None:
            document["limit"] = max(document["total"], 1)
            document["made_by"] = machine_user()
            save(output, document, csv=contacts_csv, xlsx=contacts_xlsx)
            out(say(found.lang, "written", path=output))
            return
    if as_json:
        out_json(document)
    else:
        print_trace(found.lang, document)


def print_trace(lang: str, document: dict[str, Any], *, most: int | None = None) -> None:
    """Print a trace: the question, the counts, the contacts with their reasons, what is missing."""
    out(document["question"][lang])
    counts = document["counts"]
    levels = ", ".join(f"F{level}: {count}" for level, count in sorted(counts["levels"].items())) or "F1: 0"
    grades = counts["grades"]
    out(say(lang, "trace-levels", counts=levels, near=grades.get("near", 0), distant=grades.get("distant", 0)))
    contacts = document["contacts"][:most]
    by_chance = document.get("order") == "chance"
    rows = [
        [
            contact["level"],
            word(lang, contact["grade"]) if contact["grade"] else "",
            contact["person"]["code"],
            contact["person"]["name"] + (f" [{word(lang, 'case')}]" if contact["case"] else ""),
            contact["person"]["company"],
            contact["person"]["team"] or contact["person"]["workshop"],
            dmy(contact["first_exposure"]),
            dmy(contact["last_exposure"]),
            contact["exposure_days"],
            "; ".join(_reason(lang, reason) for reason in contact["reasons"]),
            *([f"{contact['chance']:.1%}"] if by_chance else []),
        ]
        for contact in contacts
    ]
    if rows:
        columns = ("level", "grade", "code", "name", "company", "team", "from", "to", "days", "why")
        table(lang, (*columns, "chance") if by_chance else columns, rows)
    paging(lang, document, len(rows))
    out(f"{say(lang, 'missing-title')}:")
    for entry in document["missing"]:
        age = (
            say(lang, "age", day=dmy(entry["last_import"]), days=entry["days_old"])
            if entry["last_import"]
            else say(lang, "no-age")
        )
        out(say(lang, "missing-line", **{**entry, "age": age}))
    for rate in document.get("rates", ()):
        out(say(lang, "rate-line", **{**rate, "setting": word(lang, rate["setting"])}))
    if "changes" in document:
        print_changes(lang, document["changes"])
    if "list" in document:
        out(say(lang, "list-kept", key=document["list"]["key"], hash=document["list"]["hash"][:16]))


def print_changes(lang: str, changes: dict[str, Any]) -> None:
    """Print who is new, gone or changed since an issued list, and because of what."""
    out(say(lang, "changes-title", key=changes["since"]["key"], **changes["counts"]))
    for kind in ("new", "gone", "changed"):
        for entry in changes[kind][:CHANGES_SHOWN]:
            person, level = entry["person"], entry["level"]
            levels = " → ".join(f"F{number}" for number in (level["before"], level["now"]) if number is not None)
            because = "; ".join(cause[lang] for cause in entry["because"])
            name = f"{person.get('name') or person['key']} ({person.get('code') or person['key']})"
            out(f"  {word(lang, f'change-{kind}')}: {name}, {levels}: {because}")
        if (more := len(changes[kind]) - CHANGES_SHOWN) > 0:
            out(say(lang, "changes-more", count=more, kind=word(lang, f"change-{kind}")))


def _reason(lang: str, reason: dict[str, Any]) -> str:
    names = ", ".join(source["name"] for source in reason["with"][:2])
    more = reason["with_total"] - min(2, len(reason["with"]))
    who = f" · {names}{f' +{more}' if more else ''}" if names else ""
    name, setting = reason["group"]["name"], word(lang, reason["setting"])
    return f"{name if name.lower().startswith(setting) else f'{setting} {name}'}{who}"
