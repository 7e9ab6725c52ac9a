"""Pairs of records that may be one person, decided side by side."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nicegui.element import Element

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.narrowing import narrow
from service.pages.page import page
from service.pages.visit import Visit

#: So many pairs are on one page: as many as one decides without a rest.
SHOWN = 20
STATES = ("open", "accepted", "rejected")
#: Reasons that speak against one person; they are marked.
_AGAINST = frozenset({"other-name", "other-birth-year", "other-birth-date", "other-phone", "other-sex"})
_WORDS = (
    "identity-one", "identity-other", "identity-field", "identity-accept", "identity-reject", "identity-undo",
    "identity-differs", "identity-now-accepted", "identity-now-rejected", "identity-now-open", "identity-for",
)  # fmt: skip


@page("/identity", title="identity-title", needs=(Permission.IDENTITY,))
async def identity(visit: Visit) -> None:
    """Who is who: same person, or not."""
    state = visit.query.get("state", STATES[0])
    state = state if state in STATES else STATES[0]
    parts.text("p", visit.say("identity-about")).classes("tv-note")
    with parts.tag("nav").classes("tv-tabs").props(f'aria-label="{visit.say("identity-states")}"'):
        for name in STATES:
            link = parts.link(visit.say(f"identity-{name}"), _address(visit, state=name))
            if name == state:
                link.props("aria-current=page")
    narrow(
        visit,
        "company",
        label=visit.say("identity-company"),
        submit=visit.say("identity-narrow"),
        kept={"state": None if state == STATES[0] else state},
    )
    parts.later(visit, lambda: _pairs(visit, state), waiting="identity-searching")


def _address(visit: Visit, *, state: str, company: str | None = None) -> str:
    company = visit.query.get("company") if company is None else company
    return visit.address(None, state=None if state == STATES[0] else state, company=company)


async def _pairs(visit: Visit, state: str) -> None:
    offset, company = visit.query.get("offset", ""), visit.query.get("company") or None
    document = await visit.api.get(
        "/identity", state=state, company=company, limit=SHOWN, offset=int(offset) if offset.isdecimal() else 0
    )
    if not document["pairs"]:
        parts.empty(visit.say("identity-none-open" if state == STATES[0] and not company else "identity-none"))
        return
    parts.text("p", visit.say("identity-total", total=document["total"])).classes("tv-count")
    parts.text("p", visit.say("identity-keys")).classes("tv-small tv-keyboard")
    PairList(visit, document["pairs"])
    parts.paging(visit, document, state=None if state == STATES[0] else state, company=company)


class PairList(Element, component=Path(__file__).parent / "static" / "pair_list.js"):
    """Pairs side by side; the browser sends what is decided."""

    def __init__(self, visit: Visit, pairs: list[dict[str, Any]]) -> None:
        super().__init__()
        self._props.update(
            pairs=[_shown(visit, pair) for pair in pairs],
            terms={name.removeprefix("identity-"): visit.say(name) for name in _WORDS},
            states={name: visit.say(f"identity-{name}") for name in STATES},
        )


def _shown(visit: Visit, pair: dict[str, Any]) -> dict[str, Any]:
    one, other = pair["people"]
    return {
        "key": pair["key"],
        "state": pair["state"],
        "about": _about(visit, pair),
        "reasons": [{"text": visit.word(name), "against": name in _AGAINST} for name in pair["reasons"]],
        "rows": [
            *_rows(_person_facts(visit, one), _person_facts(visit, other), marking=_differs),
            *_rows(_place_facts(visit, one), _place_facts(visit, other), marking=lambda *_: False),
        ],
        "names": [person["name"] or person["key"] for person in pair["people"]],
    }


def _rows(
    one: dict[str, str], other: dict[str, str], *, marking: Callable[[str, str], bool]
) -> Iterator[dict[str, Any]]:
    for label, value in one.items():
        if value or other[label]:
            yield {"label": label, "one": value, "other": other[label], "differs": marking(value, other[label])}


def _about(visit: Visit, pair: dict[str, Any]) -> str:
    if pair["decided_by"] is not None:
        rule = pair["decided_by"] == "rule"
        who = visit.say("identity-by-rule") if rule else pair["decided_by"]
        return visit.say("identity-decided", who=who, at=parts.moment(pair["decided_at"]))
    return "" if pair["score"] is None else visit.say("identity-alike", share=round(100 * pair["score"]))


def _person_facts(visit: Visit, person: dict[str, Any]) -> dict[str, str]:
    """Return, by its name, what tells people apart: where it differs the two may be two."""
    return {
        visit.word("name"): person["name"] or "",
        visit.say("identity-birth"): parts.dmy(person["birth_date"]) or str(person["birth_year"] or ""),
        visit.word("sex"): visit.word(person["sex"]),
        visit.word("citizen_id"): person["citizen_id"] or "",
        visit.word("phone"): person["phone"] or "",
        visit.say("identity-residence"): person["residence"] or "",
        visit.word("home_address"): person["home_address"] or "",
    }


def _place_facts(visit: Visit, person: dict[str, Any]) -> dict[str, str]:
    """Return, by its name, where a record comes from: one person may well be on two rosters."""
    unit = ", ".join(part for part in (person["workshop"], person["team"]) if part)
    return {
        visit.say("identity-firm"): person["company"] or "",
        visit.word("code"): person["code"] or "",
        visit.say("identity-unit"): unit,
        visit.say("identity-record"): visit.say("identity-roster" if person["kind"] == "worker" else "identity-named"),
    }


def _differs(one: str, other: str) -> bool:
    """Tell whether both are known and not the same."""
    return bool(one and other and one != other)
