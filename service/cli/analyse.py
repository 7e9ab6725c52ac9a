"""truyvet analyse: clusters, attack rates, common sources of the registered cases."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from service.cli.analysing import analysed
from service.cli.console import dmy, failing, out, paging, table
from service.cli.options import DISEASE, AsOf, Company, Disease, Json, KnownAt, Limit, Offset, Rules
from service.messages import say, word

app = typer.Typer(no_args_is_help=True, help="Phân tích các ca bệnh. Analyses of the cases.")


class By(StrEnum):
    """What attack rates go by."""

    setting = "setting"
    room = "room"
    house = "house"
    team = "team"
    workshop = "workshop"
    company = "company"
    vehicle = "vehicle"
    shift = "shift"
    vaccination = "vaccination"
    age = "age"
    sex = "sex"


@app.command()
def clusters(
    key: Annotated[str | None, typer.Argument(help="khóa một ca của chùm / any case of one cluster")] = None,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Các chùm ca bệnh, hoặc một chùm. Clusters of cases, or one of them."""
    from graph.analysis.clusters import cluster_document, clusters_document

    told = analysed(
        lambda tx, view: (
            cluster_document(tx, view, key)
            if key is not None
            else clusters_document(tx, view, limit=limit, offset=offset)
        ),
        (disease, as_of, known_at, rules),
        as_json=as_json,
    )
    if told is not None:
        (_print_clusters if key is None else _print_cluster)(*told)


def _print_clusters(lang: str, document: dict[str, Any]) -> None:
    counts = {"cases": document["cases"], "clusters": document["total"], "alone": document["alone"]}
    out(say(lang, "clusters-line", **counts, undated=document["undated"]))
    rows = [
        [
            one["name"],
            one["size"],
            word(lang, "active" if one["active"] else "closed"),
            dmy(one["first"]),
            dmy(one["last"]),
            f"{one['growth']['before']} → {one['growth']['last']}",
            one["index"]["person"]["name"],
            one["key"],
        ]
        for one in document["clusters"]
    ]
    if rows:
        table(lang, ("cluster", "size", "state", "first", "last", "growth", "index", "key"), rows)
    paging(lang, document, len(rows))


def _print_cluster(lang: str, document: dict[str, Any]) -> None:
    out(f"{document['name']}: {document['size']}, {word(lang, 'active' if document['active'] else 'closed')}")
    rows = [
        [
            dmy(case["anchor"]),
            case["person"]["code"],
            case["person"]["name"],
            case["person"]["company"],
            case["links_in"],
            case["links_out"],
            case["key"],
        ]
        for case in document["cases"]
    ]
    table(lang, ("on", "code", "name", "company", "links_in", "links_out", "key"), rows)
    names = {case["key"]: case["person"]["name"] for case in document["cases"]}
    for link in document["links"]:
        shared = "; ".join(
            f"{word(lang, one['setting'])} {one['group']['name'] or ''} {dmy(one['from'])}–{dmy(one['to'])}"
            for one in link["shared"]
        )
        out(f"  {names[link['from']]} → {names[link['to']]}: {shared}")


@app.command("attack-rates")
def attack_rates_(
    by: Annotated[By, typer.Option(help="theo gì / by what")] = By.workshop,
    from_: Annotated[str | None, typer.Option("--from", help="từ ngày / first day")] = None,
    to: Annotated[str | None, typer.Option(help="đến ngày / last day")] = None,
    company: Company = None,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    limit: Limit = 200,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Tỷ lệ tấn công theo nơi hoặc đặc điểm. Cases over people exposed."""
    from graph.analysis.attack_rates import attack_rates
    from graph.search import companies_meant
    from service.days import read_day

    with failing():
        first, last = read_day(from_, field="from"), read_day(to, field="to")
    told = analysed(
        lambda tx, view: attack_rates(
            tx,
            view,
            by.value,
            first=first,
            last=last,
            companies=companies_meant(tx, company),
            limit=limit,
            offset=offset,
        ),
        (disease, as_of, known_at, rules),
        as_json=as_json,
    )
    if told is None:
        return
    lang, document = told
    out(
        say(
            lang,
            "attack-rates-line",
            by=word(lang, by.value).lower(),
            first=dmy(document["from"]),
            last=dmy(document["to"]),
        )
    )
    if by is By.setting:
        out(say(lang, "secondary-line", pending=document["pending"], ill_before=document["ill_before"]))
    rows = [
        [
            _value(lang, by, rate),
            rate["cases"],
            rate["people"],
            f"{rate['rate'] or 0:.1%} ({rate['low']:.1%}–{rate['high']:.1%})",
            _ratio(rate["risk_ratio"]),
            rate["unit"]["key"] if rate["unit"] else "",
        ]
        for rate in document["rates"]
    ]
    if rows:
        table(lang, (by.value, "cases", "people", "attack-rate", "risk-ratio", "key"), rows)
    paging(lang, document, len(rows))


def _value(lang: str, by: By, rate: dict[str, Any]) -> str:
    if rate["unit"]:
        return ", ".join([rate["unit"]["name"] or rate["unit"]["key"], *rate["unit"]["in"]])
    known: str | None = rate["value"]
    return word(lang, "unknown") if known is None else word(lang, known) if by in (By.sex, By.setting) else known


def _ratio(ratio: dict[str, float] | None) -> str:
    return "–" if ratio is None else f"{ratio['ratio']:.1f} ({ratio['low']:.1f}–{ratio['high']:.1f})"


@app.command()
def leaks(
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Các công ty nối với nhau qua phòng, nhà, xe, người. What joins firms, and which clean ones come next."""
    from graph.analysis.leaks import leaks_document

    told = analysed(
        lambda tx, view: leaks_document(tx, view, limit=limit, offset=offset),
        (disease, as_of, known_at, rules),
        as_json=as_json,
    )
    if told is None:
        return
    lang, document = told
    clean = document["clean_total"]
    out(say(lang, "leaks-line", infected=len(document["infected"]), near=clean["1"], far=clean["2"]))
    nearest = [
        [firm["company"], firm["hops"], _joined_by(lang, firm["joined_by"]), ", ".join(firm["through"][:2])]
        for firm in document["clean"]
    ]
    if nearest:
        table(lang, ("company", "hops", "joined-by", "through"), nearest)
    rows = [
        [
            *(f"{firm['company']} ({firm['cases']})" for firm in pair["companies"]),
            _joined_by(lang, pair["joined_by"]),
            ", ".join(place["name"] for place in pair["places"][:2]),
        ]
        for pair in document["pairs"]
    ]
    if rows:
        table(lang, ("company", "other-company", "joined-by", "place"), rows)
    paging(lang, document, len(rows))


def _joined_by(lang: str, counts: dict[str, int]) -> str:
    return ", ".join(f"{word(lang, name)} {number}" for name, number in counts.items())


@app.command("common-source")
def common_source(
    cases: Annotated[list[str], typer.Argument(help="khóa các ca bệnh / keys of cases")],
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Các ca đã ở chung những đâu khi có thể bị lây. Where cases were together while they can have been infected."""
    from graph.analysis.common_source import common_sources

    told = analysed(
        lambda tx, view: common_sources(tx, view, cases, limit=limit, offset=offset),
        (disease, as_of, known_at, rules),
        as_json=as_json,
    )
    if told is None:
        return
    lang, document = told
    number = len(document["cases"])
    rows = [
        [
            word(lang, source["setting"]),
            source["group"]["name"],
            f"{source['cases']}/{number}",
            source["people"],
            f"{source['chance']:.1e}",
            f"{dmy(source['from'])}–{dmy(source['to'])}",
            source["group"]["key"],
        ]
        for source in document["sources"]
    ]
    if rows:
        table(lang, ("setting", "group", "cases", "people", "by-chance", "days", "key"), rows)
    else:
        out(say(lang, "common-none"))
    if document["smallest_set"]["sources"]:
        named = ", ".join(source["group"]["name"] for source in document["smallest_set"]["sources"])
        out(say(lang, "common-set", groups=named, cases=document["smallest_set"]["cases"], all=number))
    paging(lang, document, len(rows))
