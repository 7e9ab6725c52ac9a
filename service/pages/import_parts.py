"""The parts of an import's report: findings, differences, columns, rows that were skipped."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from nicegui import ui

from loaders.form import BY_FIELD
from service.accounts.roles import Permission
from service.pages import parts
from service.pages.visit import Visit

_Part = Callable[[Visit, dict[str, Any], dict[str, Any]], Awaitable[None]]
_FILTERS = ("severity", "code", "column")
#: Titles may be long; the choice of a filter shows so much of one.
_LONGEST = 60


async def show_part(visit: Visit, name: str, document: dict[str, Any], asked: dict[str, Any]) -> None:
    """Show one part of a report. ``asked`` has the filters of the findings."""
    await PARTS[name](visit, document, asked)


async def _findings(visit: Visit, document: dict[str, Any], asked: dict[str, Any]) -> None:
    kinds = document["kinds"]
    if not kinds:
        parts.empty(visit.say("import-no-findings"))
        return
    whole = visit.say("import-whole-sheet")
    _filters(visit, kinds, asked)
    if not any(asked.values()) and len(kinds) > 1:
        _kinds(visit, kinds)
    if not document["findings"]:
        parts.empty(visit.say("import-filter-none"))
        return
    parts.text("p", visit.say("import-filtered", count=document["findings_total"])).classes("tv-small")
    parts.Table(
        visit,
        [
            {"name": "where", "label": visit.say("import-where")},
            {"name": "severity", "label": visit.say("import-severity")},
            {"name": "what", "label": visit.say("import-kind")},
            {"name": "column", "label": visit.say("import-column")},
            {"name": "value", "label": visit.say("import-value")},
        ],
        [
            {
                "key": str(at),
                "where": f"{one['sheet']}, {one['row'] or whole}",
                "severity": _severity(visit, one["severity"]),
                "what": {"text": visit.both(one["message"]), "note": visit.both(one["done"])},
                "column": _short(one["column"]),
                "value": one["value"],
            }
            for at, one in enumerate(document["findings"])
        ],
        caption=visit.say("import-part-findings", count=document["findings_total"]),
    ).classes("tv-stacked")
    parts.paging(visit, {**document, "total": document["findings_total"]}, **asked)


def _severity(visit: Visit, severity: str) -> dict[str, str]:
    return {"text": visit.say(f"import-severity-{severity}"), "tone": "wrong" if severity == "error" else "plain"}


def _short(title: str | None) -> str:
    return (title or "").split(" (")[0]


def _filters(visit: Visit, kinds: list[dict[str, Any]], asked: Mapping[str, Any]) -> None:
    options = {
        "severity": {one["severity"]: visit.say(f"import-severity-{one['severity']}") for one in kinds},
        "code": {one["code"]: visit.both(one["message"]) for one in kinds},
        "column": {one["column"]: _short(one["column"])[:_LONGEST] for one in kinds if one["column"]},
    }
    labels = {
        "severity": visit.say("import-severity"),
        "code": visit.say("import-kind"),
        "column": visit.say("import-column"),
    }

    def narrow(name: str, value: Any) -> None:
        ui.navigate.to(visit.address(None, **{**asked, name: value or None}))

    with parts.tag("div").classes("tv-filters tv-row").props(f'role=group aria-label="{visit.say("import-filters")}"'):
        for name in _FILTERS:
            with parts.tag("div").classes("tv-field"):
                parts.text("label", labels[name]).props(f"for=tv-filter-{name}")
                _select(visit, name, options[name], asked.get(name), narrow)


def _select(
    visit: Visit, name: str, options: Mapping[str, str], chosen: str | None, narrow: Callable[[str, Any], None]
) -> None:
    with parts.tag("select").props(f"id=tv-filter-{name}") as select:
        for value, label in {"": visit.say("import-filter-all"), **options}.items():
            option = parts.text("option", label)
            option._props["value"] = value
            if value == (chosen or ""):
                option._props["selected"] = True
    select.on("change", lambda event: narrow(name, event.args), js_handler="(event) => emit(event.target.value)")


def _kinds(visit: Visit, kinds: list[dict[str, Any]]) -> None:
    """Which kinds of findings there are, the gravest first: each leads to its own."""
    parts.text("h2", visit.say("import-kinds"))
    parts.Table(
        visit,
        [
            {"name": "severity", "label": visit.say("import-severity")},
            {"name": "what", "label": visit.say("import-kind")},
            {"name": "column", "label": visit.say("import-column")},
            {"name": "count", "label": visit.say("import-count"), "align": "right"},
        ],
        [
            {
                "key": str(at),
                "severity": _severity(visit, one["severity"]),
                "what": {
                    "text": visit.both(one["message"]),
                    "to": visit.address(None, **{name: one[name] for name in _FILTERS}),
                },
                "column": _short(one["column"]),
                "count": one["count"],
            }
            for at, one in enumerate(kinds)
        ],
        caption=visit.say("import-kinds"),
    ).classes("tv-stacked")
    parts.text("h2", visit.say("import-part-findings", count=sum(one["count"] for one in kinds)))


async def _differences(visit: Visit, document: dict[str, Any], _: dict[str, Any]) -> None:
    if not document["differences"]:
        parts.empty(visit.say("import-no-differences"))
        return
    parts.Table(
        visit,
        [
            {"name": "what", "label": visit.say("import-difference")},
            {"name": "where", "label": visit.say("import-where")},
        ],
        [
            {
                "key": str(at),
                "what": visit.both(one["message"]),
                "where": f"{one['sheet']}, {one['row']}" if one["row"] else "",
            }
            for at, one in enumerate(document["differences"])
        ],
        caption=visit.say("import-part-differences", count=document["differences_total"]),
    )
    parts.paging(visit, {**document, "total": document["differences_total"]}, show="differences")


async def _columns(visit: Visit, document: dict[str, Any], _: dict[str, Any]) -> None:
    if not document["columns"]:
        parts.empty(visit.say("import-no-columns"))
        return
    parts.Table(
        visit,
        [
            {"name": "title", "label": visit.say("import-column")},
            {"name": "field", "label": visit.say("import-read-as")},
            {"name": "how", "label": visit.say("import-how")},
        ],
        [
            {
                "key": str(at),
                "title": {"text": one["title"], "note": f"{one['sheet']}, {one['column']}"},
                "field": _field(visit, one["field"]),
                "how": _how(visit, one),
            }
            for at, one in enumerate(document["columns"])
        ],
        caption=visit.say("import-part-columns", count=len(document["columns"])),
    ).classes("tv-stacked")
    if visit.may(Permission.MAPPINGS) and document["company_key"]:
        await _remembered(visit, document["company_key"])


def _field(visit: Visit, field: str | None) -> Any:
    if field is None or field not in BY_FIELD:
        return {"text": visit.say("import-not-read"), "tone": "plain"}
    return BY_FIELD[field].english if visit.lang == "en" else _short(BY_FIELD[field].title)


def _how(visit: Visit, column: Mapping[str, Any]) -> str:
    source = column["source"]
    if source == "guess":
        return visit.say("import-source-guess", share=parts.percent(column["confidence"]))
    if column["field"] is None and source == "title":
        return visit.say("import-unknown-title")
    return visit.say(f"import-source-{source}")


async def _remembered(visit: Visit, company: str) -> None:
    """What was confirmed of this firm's titles, which can be forgotten."""
    mappings = (await visit.api.get("/mappings", company=company))["mappings"]
    if not mappings:
        return
    box = parts.tag("section")

    async def forget(_: str, key: str) -> None:
        await visit.api.ask("DELETE", f"/mappings/{key}")
        box.clear()
        with box:
            parts.note(visit.say("import-forgotten"))
            await _remembered(visit, company)

    with box:
        parts.text("h2", visit.say("import-remembered"))
        parts.Table(
            visit,
            [
                {"name": "columns", "label": visit.say("import-read-as")},
                {"name": "at", "label": visit.say("import-remembered-at")},
                {"name": "forget", "label": visit.say("import-forget")},
            ],
            [
                {
                    "key": one["key"],
                    "columns": "; ".join(f"{title}: {_named(visit, name)}" for title, name in one["columns"].items()),
                    "at": parts.moment(one["confirmed_at"]),
                    "forget": {"text": "", "acts": [{"name": "forget", "label": visit.say("import-forget")}]},
                }
                for one in mappings
            ],
            caption=visit.say("import-remembered"),
            on_act=forget,
        )


def _named(visit: Visit, field: str) -> str:
    found = _field(visit, field)
    return found if isinstance(found, str) else str(found["text"])


async def _skipped(visit: Visit, document: dict[str, Any], _: dict[str, Any]) -> None:
    if not document["skipped"]:
        parts.empty(visit.say("import-no-skipped"))
        return
    parts.Table(
        visit,
        [{"name": "where", "label": visit.say("import-where")}, {"name": "why", "label": visit.say("import-why")}],
        [
            {"key": str(at), "where": f"{one['sheet']}, {one['row']}", "why": visit.say(f"import-why-{one['why']}")}
            for at, one in enumerate(document["skipped"])
        ],
        caption=visit.say("import-part-skipped", count=len(document["skipped"])),
    )


#: The parts by their name in the address, the first one first.
PARTS: Mapping[str, _Part] = {
    "findings": _findings,
    "differences": _differences,
    "columns": _columns,
    "skipped": _skipped,
}
