"""One person's rights: everything that is held is shown and handed out, corrected, or erased."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.administration import sections
from service.pages.dialog import Dialog
from service.pages.narrowing import narrow
from service.pages.page import page
from service.pages.saving import save
from service.pages.sent_form import SentForm
from service.pages.visit import Visit

_DAY, _MOMENT = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT")
#: What can be corrected by hand: PATCH /api/persons/{key}.
FIELDS = ("name", "birth_date", "sex", "citizen_id", "phone", "home_address")


@page("/administration/persons", title="rights-title", needs=(Permission.RIGHTS,))
async def persons(visit: Visit) -> None:
    """One person's data, by the key that stands in the address."""
    sections(visit)
    key = visit.query.get("key", "").strip()
    parts.note(visit.say("rights-about"))
    narrow(visit, "key", label=visit.say("rights-key"), submit=visit.say("rights-show"), longest=300, found_by_key=True)
    if not key:
        parts.empty(visit.say("rights-nobody"))
        return
    document = await visit.api.get(f"/persons/{quote(key, safe='~')}/data")
    held = parts.tag("div")
    with held:
        _ways(visit, key, held)
        for record in document["records"]:
            _record(visit, record)
        _lists(visit, document["lists"])
        parts.note(visit.both(document["left_out"]))


def _ways(visit: Visit, key: str, held: Any) -> None:
    box = parts.tag("div")

    async def hand_over() -> None:
        address = f"/api/persons/{quote(key, safe='~')}/data"
        await save(visit, "GET", address, name="person.json", seconds=60)

    def erase() -> None:
        with Dialog(visit, box, heading=visit.say("rights-erase")):
            parts.text("p", visit.say("rights-erase-about"))
            SentForm(
                visit,
                "DELETE",
                f"/persons/{quote(key, safe='~')}",
                [{"name": "reason", "label": visit.say("rights-reason"), "longest": 500}],
                submit=visit.say("rights-erase"),
                on_answer=lambda answer: _erased(visit, held, answer),
            )

    with parts.tag("div").classes("tv-actions"):
        parts.button(visit.say("rights-save"), hand_over)
        parts.button(visit.say("rights-erase"), erase)


def _erased(visit: Visit, held: Any, answer: Mapping[str, Any]) -> None:
    """Tell, in place of what was held, what went, what is kept and why, and what is not reached."""
    held.clear()
    with held, parts.tag("section").classes("tv-card").props("role=status"):
        parts.text("h2", visit.say("rights-erased" if answer["deleted"] else "rights-unnamed"))
        parts.text("p", visit.say("rights-went", records=answer["records"], lists=answer["lists"]))
        for heading, sentences in (("rights-kept", answer["kept"]), ("rights-not-reached", answer["not_reached"])):
            if sentences:
                parts.text("h3", visit.say(heading))
                with parts.tag("ul"):
                    for sentence in sentences:
                        parts.text("li", _sentence(visit, sentence))


def _sentence(visit: Visit, entry: Mapping[str, Any]) -> str:
    """Return why something is kept, with until when, or what is not reached."""
    if "why" not in entry:
        return str(visit.both(entry))
    why = str(visit.both(entry["why"]))
    return visit.say("rights-until", why=why, day=parts.dmy(entry["until"])) if entry["until"] else why


def _record(visit: Visit, record: Mapping[str, Any]) -> None:
    """One roster's record of the person: fields, where it belongs, what else hangs on it."""
    known = record["properties"]
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", str(known.get("name") or record["record"]))
        parts.text("p", record["record"]).classes("tv-small")
        _fields(visit, record)
        others = [(name, value) for name, value in known.items() if name not in (*FIELDS, "folded_name", "code_key")]
        with parts.tag("details"):
            parts.text("summary", visit.say("rights-other-fields", count=len(others)))
            parts.facts((visit.word(name), _value(visit, value)) for name, value in others)
        _memberships(visit, record["memberships"])
        for kind in ("cases", "events", "meetings", "joins"):
            if record[kind]:
                parts.text("h3", visit.say(f"rights-{kind}"))
                with parts.tag("ul"):
                    for entry in record[kind]:
                        parts.text("li", _told(visit, entry))
        parts.facts([(visit.say("rights-housemates"), record["housemates"] or None)])


def _told(visit: Visit, entry: Mapping[str, Any]) -> str:
    """Return a fact as it is kept, with the names and days that people read."""
    known = ((name, value) for name, value in entry.items() if value not in (None, "", []))
    return "; ".join(f"{visit.word(name)}: {_value(visit, value)}" for name, value in known)


def _value(visit: Visit, value: Any) -> str:
    text = str(value)
    if _DAY.fullmatch(text):
        return parts.dmy(text)
    return parts.moment(text) if _MOMENT.match(text) else visit.word(text)


def _fields(visit: Visit, record: Mapping[str, Any]) -> None:
    """What can be corrected, with who corrected it before."""
    box = parts.tag("div")
    known, corrected = record["properties"], {one["field"]: one for one in record["corrections"]}
    path = f"/persons/{quote(record['record'], safe='~')}"

    def ask(act: str, name: str) -> None:
        if name not in FIELDS:
            return
        reason = {"name": "reason", "label": visit.say("rights-reason"), "longest": 500}
        value = {"name": f"set.{name}", "label": visit.say(f"rights-field-{name}"), "optional": True, "longest": 300}
        value["value"] = str(_shown(visit, name, known) or "")
        with Dialog(visit, box, heading=visit.say(f"rights-{act}")):
            parts.text("p", visit.say(f"rights-{act}-about"))
            SentForm(
                visit,
                "PATCH",
                path,
                [value, reason] if act == "correct" else [reason],
                submit=visit.say(f"rights-{act}"),
                fixed={} if act == "correct" else {"release": [name]},
                next_=visit.here,
                done=visit.say("rights-corrected"),
            )

    def row(name: str) -> dict[str, Any]:
        acts = ["correct", *(["release"] if name in corrected else [])]
        by = corrected.get(name)
        return {
            "key": name,
            "field": visit.say(f"rights-field-{name}"),
            "value": {
                "text": _shown(visit, name, known) or "",
                "note": visit.say("rights-corrected-by", by=by["by"], at=parts.moment(by["at"])) if by else "",
            },
            "do": {"text": "", "acts": [{"name": act, "label": visit.say(f"rights-{act}")} for act in acts]},
        }

    columns = [{"name": name, "label": visit.say(f"rights-column-{name}")} for name in ("field", "value", "do")]
    parts.Table(visit, columns, [row(name) for name in FIELDS], caption=visit.say("rights-fields"), on_act=ask)


def _shown(visit: Visit, name: str, known: Mapping[str, Any]) -> Any:
    if name == "birth_date":
        return parts.dmy(known.get("birth_date")) or known.get("birth_year")
    return visit.word(known.get("sex")) if name == "sex" else known.get(name)


def _memberships(visit: Visit, memberships: Sequence[Mapping[str, Any]]) -> None:
    """Where the person belonged, since when, and which cell of which file told it."""
    parts.text("h3", visit.say("rights-memberships"))
    names = ("setting", "group", "days", "source")
    labels = {"days": visit.say("rights-days")}
    parts.Table(
        visit,
        [{"name": name, "label": labels.get(name) or visit.heading(name)} for name in names],
        [
            {
                "key": str(at),
                "setting": visit.word(one["setting"]),
                "group": one["name"] or one["group"],
                "days": f"{parts.dmy(one.get('since')) or '…'} – {parts.dmy(one.get('until')) or '…'}",
                "source": {
                    "text": one["source"]["file"] or "",
                    "note": " ".join(
                        str(part) for part in (one.get("sheet"), visit.word("row"), one.get("row")) if part
                    )
                    if one.get("row")
                    else "",
                },
            }
            for at, one in enumerate(memberships)
        ],
        caption=visit.say("rights-memberships"),
    ).classes("tv-stacked")


def _lists(visit: Visit, lists: Sequence[Mapping[str, Any]]) -> None:
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("rights-lists"))
        if not lists:
            parts.empty(visit.say("rights-no-lists"))
        with parts.tag("ul"):
            for one in lists:
                said = visit.say("rights-listed", at=parts.moment(one["issued_at"]), by=one["issued_by"])
                parts.text("li", f"{said} · F{one['level']}" if one.get("level") is not None else said)
