"""Lists that were issued before, and what has changed since one of them."""

from collections.abc import Mapping
from typing import Any

from service.pages import parts
from service.pages.visit import Visit

#: So many lists are offered to compare with, so many changes of a kind shown at once.
_LISTS, _CHANGES = 30, 50


def show_lists(visit: Visit, asked: Mapping[str, Any]) -> None:
    """Offer the lists of the same cases to compare with; they are fetched when somebody asks."""
    box = parts.tag("div")

    async def offer() -> None:
        found = await visit.api.get("/lists", limit=_LISTS)
        own = [one for one in found["lists"] if _same(one, asked)]
        box.clear()
        with box:
            if not own:
                parts.note(visit.say("lists-none"))
            for one in own:
                label = visit.say("list-of", at=parts.moment(one["issued_at"]), by=one["issued_by"], total=one["total"])
                parts.link(label, visit.address(None, **{**visit.lists, "since": one["key"]}))

    with box:
        parts.button(visit.say("lists-compare"), offer)


def _same(one: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    return set(one.get("cases", ())) == set(asked.get("cases", ()))


def show_changes(visit: Visit, changes: Mapping[str, Any]) -> None:
    """Show who is new, gone or changed since an issued list, and because of what."""
    with parts.tag("section").classes("tv-card"):
        since = changes["since"]
        parts.text("h2", visit.say("changes-since", at=parts.moment(since["issued_at"])))
        for kind in ("new", "gone", "changed"):
            entries = changes[kind]
            parts.text("h3", f"{visit.word(f'change-{kind}')}: {changes['counts'][kind]}")
            with parts.tag("ul"):
                for entry in entries[:_CHANGES]:
                    person, level = entry["person"], entry["level"]
                    levels = " → ".join(f"F{one}" for one in (level["before"], level["now"]) if one is not None)
                    because = "; ".join(visit.both(cause) for cause in entry["because"])
                    parts.text("li", f"{person.get('name') or person['key']} ({levels}): {because}")
            if (more := len(entries) - _CHANGES) > 0:
                parts.note(visit.say("changes-more-page", count=more))
