"""truyvet analyse closures: what if these were stopped or split, and which teams and workshops of a firm to stop."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from service.cli.console import dmy, opened, out, out_json, paging, progress_bar, table
from service.cli.options import DISEASE, AsOf, Company, Disease, Json, KnownAt, Limit, Offset, Rules
from service.messages import say, word

app = typer.Typer(no_args_is_help=True, help="Đóng những đâu? Closures: what if, and what to stop.")

Days = Annotated[int, typer.Option(min=1, max=60, help="số ngày tới / days to come")]
LatentDays = Annotated[
    int | None, typer.Option(min=0, max=60, help="ngày từ nhiễm đến lây / from infection to infecting others")
]
Incubation = Annotated[float | None, typer.Option(min=0.1, max=60, help="trung vị ủ bệnh (ngày) / median incubation")]
Delay = Annotated[
    float | None, typer.Option(min=0, max=60, help="ngày từ khởi phát đến cách ly; 2 / from onset to isolation")
]


class Unit(StrEnum):
    """What may be stopped."""

    team = "team"
    workshop = "workshop"
    company = "company"


@app.command("what-if")
def what_if(
    stop: Annotated[list[str] | None, typer.Option(help="khóa nhóm cần dừng / key of a group to stop")] = None,
    split: Annotated[list[str] | None, typer.Option(help="khóa nhóm chia đôi / key of a group to split")] = None,
    company: Company = None,
    days: Days = 14,
    runs: Annotated[int, typer.Option(min=1, max=5_000, help="số lần mô phỏng / simulated runs")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="số khởi đầu ngẫu nhiên / seed")] = 1,
    latent_days: LatentDays = None,
    incubation_median: Incubation = None,
    delay_days: Delay = None,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    as_json: Json = False,
) -> None:
    """Nếu dừng hoặc chia các nhóm này thì sao? What if these groups were stopped or split?"""
    from graph.analysis.closures import WhatIf, what_if_document
    from graph.analysis.natural_history import natural_history
    from service.views import view_asked

    with opened() as (database, found), progress_bar() as told:
        view = view_asked(found, disease, as_of, known_at, rules)
        document = what_if_document(
            database,
            view,
            WhatIf(stop=stop or (), split=split or (), days=days, runs=runs, seed=seed),
            natural_history(
                view.disease, latent_days=latent_days, incubation_median=incubation_median, delay_days=delay_days
            ),
            company=company,
            progress=told,
        )
    if as_json:
        out_json(document)
    else:
        _print_what_if(found.lang, document)


def _print_what_if(lang: str, document: dict[str, Any]) -> None:
    days = {"first": dmy(document["from"]), "last": dmy(document["to"])}
    for measure in document["measures"]:
        named = {"setting": word(lang, measure["setting"]), "group": _where(measure["group"])}
        out(say(lang, f"measure-{measure['measure']}", **named, people=measure["people"]))
    out(
        say(
            lang,
            "what-if-line",
            **days,
            people=document["people"],
            idled=document["idled"],
            at_risk=document["at_risk"],
            hidden=_interval(document["hidden"]),
            runs=document["runs"],
        )
    )
    before, after = document["before"], document["after"]
    rows = [
        [word(lang, "contacts-mean"), before["contacts"]["mean"], after["contacts"]["mean"]],
        [word(lang, "contacts-people"), before["contacts"]["people"], after["contacts"]["people"]],
        [word(lang, "components"), before["components"]["total"], after["components"]["total"]],
        [word(lang, "largest-component"), before["components"]["largest"], after["components"]["largest"]],
        [
            word(lang, "joined-to-risk"),
            before["components"]["people_at_risk"],
            after["components"]["people_at_risk"],
        ],
        [word(lang, "secondary-cases"), *(_interval(side["secondary_cases"]) for side in (before, after))],
        [word(lang, "none"), *(f"{side['secondary_cases']['none']:.0%}" for side in (before, after))],
    ]
    table(lang, ("measure", "before", "after"), rows)
    out(say(lang, "averted-line", averted=_interval(document["averted"])))


def _where(group: dict[str, Any]) -> str:
    """Return a group's name with the workshop that it is in."""
    return ", ".join([group["name"], *group["in"][:-1]])


def _interval(summary: dict[str, float]) -> str:
    return f"{summary['mean']:.1f} ({summary['low']:.0f}–{summary['high']:.0f})"


@app.command()
def advise(
    company: Annotated[str, typer.Option(help="công ty (khóa hoặc một phần tên) / company's key or part of its name")],
    share: Annotated[float, typer.Option(help="tỷ lệ nguy cơ cần chặn / share of the risk")] = 0.8,
    unit: Annotated[list[Unit] | None, typer.Option(help="được dừng những gì / what may be stopped")] = None,
    days: Days = 14,
    latent_days: LatentDays = None,
    incubation_median: Incubation = None,
    delay_days: Delay = None,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Dừng những tổ, phân xưởng nào để ít người nghỉ nhất. The fewest workers to stop for a share of the risk."""
    from graph.analysis.adviser import advice_document
    from graph.analysis.natural_history import natural_history
    from service.views import view_asked

    with opened() as (database, found):
        view = view_asked(found, disease, as_of, known_at, rules)
        document = advice_document(
            database,
            view,
            natural_history(
                view.disease, latent_days=latent_days, incubation_median=incubation_median, delay_days=delay_days
            ),
            company=company,
            share=share,
            settings=tuple(one.value for one in unit or Unit),
            days=days,
            limit=limit,
            offset=offset,
        )
    if as_json:
        out_json(document)
    else:
        _print_advice(found.lang, document)


def _print_advice(lang: str, document: dict[str, Any]) -> None:
    advice = document["advice"]
    counts = {name: document[name] for name in ("workers", "at_risk")}
    days = {"first": dmy(document["from"]), "last": dmy(document["to"])}
    out(
        say(
            lang,
            "advice-risk",
            company=", ".join(one["name"] for one in document["companies"]),
            risk=f"{document['risk']:.2f}",
            **counts,
            **days,
        )
    )
    if not advice["stop"]:
        out(say(lang, "advice-none"))
    else:
        named = "; ".join(f"{word(lang, one['setting'])} {_where(one['group'])}" for one in advice["stop"])
        how = "advice-exact" if advice["exact"] else "advice-greedy"
        out(say(lang, "advice-line", units=named, idled=advice["workers_idled"], share=f"{advice['share']:.0%}"))
        out(say(lang, how, least=advice["workers_at_least"], times=f"{advice['at_most_times_the_fewest']:.2f}"))
        keys = " ".join(f"--stop {one['group']['key']}" for one in advice["stop"])
        firms = document["companies"]
        scope = f" --company {firms[0]['key']}" if len(firms) == 1 else ""
        out(f"  truyvet analyse closures what-if {keys}{scope}")
    rows = [
        [
            word(lang, one["setting"]),
            _where(one["group"]),
            one["workers"],
            f"{one['share'] or 0:.1%}",
            one["group"]["key"],
        ]
        for one in document["units"]
    ]
    if rows:
        table(lang, ("setting", "group", "workers", "risk", "key"), rows)
    paging(lang, document, len(rows))
