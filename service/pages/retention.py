"""How long data is kept: the clocks, what is due, the purge that removes it, and the proofs of earlier ones."""

from collections.abc import Mapping
from typing import Any

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.administration import sections
from service.pages.dialog import Dialog
from service.pages.page import page
from service.pages.sent_form import SentForm
from service.pages.visit import Visit

SHOWN = 50


@page("/administration/retention", title="retention-title", needs=(Permission.RETENTION,))
async def retention(visit: Visit) -> None:
    """The clocks and the purges."""
    sections(visit)

    async def work() -> None:
        document = await visit.api.get("/retention")
        purges = await visit.api.get("/retention/purges", limit=SHOWN, offset=visit.query.get("offset"))
        _due(visit, document)
        _clocks(visit, document)
        _purges(visit, purges, {clock["kind"]: visit.both(clock["what"]) for clock in document["clocks"]})

    parts.later(visit, work)


def _due(visit: Visit, document: Mapping[str, Any]) -> None:
    """How much is due, and the window that asks whether it is to go."""
    total, day = document["total"], parts.dmy(document["as_of"])
    with parts.tag("section").classes("tv-card"):
        parts.text("p", visit.say("retention-due", total=total, day=day)).classes("tv-name")
        if document["frozen"]:
            cases = len(document["open_cases"])
            parts.note(visit.say("retention-frozen", people=document["frozen"], cases=cases))
        if not total:
            parts.empty(visit.say("retention-none-due"))
            return
        box = parts.tag("div")
        parts.button(visit.say("retention-purge"), lambda: _ask(visit, box, document), main=True)


def _ask(visit: Visit, box: Any, document: Mapping[str, Any]) -> None:
    with Dialog(visit, box, heading=visit.say("retention-purge")):
        parts.text("p", visit.say("retention-purge-about", total=document["total"]))
        with parts.tag("ul"):
            for clock in document["clocks"]:
                if clock["due"]:
                    parts.text("li", f"{visit.both(clock['what'])}: {clock['due']} ({visit.word(clock['done'])})")
        SentForm(
            visit,
            "POST",
            "/retention/purge",
            [],
            submit=visit.say("retention-purge-do", total=document["total"]),
            fixed={"as_of": document["as_of"]},
            next_=visit.here,
            done=visit.say("retention-purged"),
        )


def _clocks(visit: Visit, document: Mapping[str, Any]) -> None:
    parts.text("h2", visit.say("retention-clocks"))
    right = ("retention-days", "due")
    names = ("data", "retention-days", "counted-from", "due", "then", "why")
    parts.Table(
        visit,
        [
            {
                "name": name,
                "label": visit.heading(name),
                "align": "right" if name in right else "left",
                "sort": name in right,
            }
            for name in names
        ],
        [_clock(visit, clock) for clock in document["clocks"]],
        caption=visit.say("retention-clocks"),
    ).classes("tv-stacked")


def _clock(visit: Visit, clock: Mapping[str, Any]) -> dict[str, Any]:
    own = clock["days"] != clock["default"]
    due = clock["due"]
    return {
        "key": clock["kind"],
        "data": {"text": visit.both(clock["what"]), "note": visit.say("retention-holds") if clock["frozen"] else ""},
        "retention-days": {
            "text": visit.say("retention-always") if clock["days"] is None else clock["days"],
            "sort": clock["days"],
            "note": visit.say("retention-default", days=clock["default"]) if own else "",
        },
        "counted-from": {
            "text": visit.both(clock["since"]) if clock["since"] else "",
            "note": visit.say("retention-before", day=parts.dmy(clock["before"])) if clock["before"] else "",
        },
        "due": {"text": due, "tone": "wrong", "sort": due}
        if due
        else {"text": "" if due is None else due, "sort": due},
        "then": visit.word(clock["done"]),
        "why": visit.both(clock["why"]) if clock["why"] else "",
    }


def _purges(visit: Visit, document: Mapping[str, Any], kinds: Mapping[str, str]) -> None:
    """The proofs: when, by whom, what went, and the digest that shows which records they were."""
    heading = visit.say("retention-purges")
    parts.text("h2", heading)
    if not document["purges"]:
        parts.empty(visit.say("retention-no-purges"))
        return
    names = ("number", "at", "actor", "removed", "hash")
    parts.Table(
        visit,
        [{"name": name, "label": visit.heading(name)} for name in names],
        [_purge(visit, purge, kinds) for purge in document["purges"]],
        caption=heading,
    )
    parts.paging(visit, document)


def _purge(visit: Visit, purge: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, Any]:
    counts = {kind: count for kind, count in purge["counts"].items() if count}
    removed = "; ".join(f"{kinds.get(kind, kind)}: {count}" for kind, count in counts.items())
    unfinished = purge["finished_at"] is None
    return {
        "key": purge["key"],
        "number": {"text": purge["number"], "note": purge["key"]},
        "at": {
            "text": parts.moment(purge["begun_at"]),
            "note": visit.say("retention-unfinished") if unfinished else parts.moment(purge["finished_at"]),
        },
        "actor": purge["by"],
        "removed": removed or visit.say("retention-nothing"),
        "hash": {"text": (purge["digest"] or "")[:16], "note": purge["digest"] or ""},
    }
