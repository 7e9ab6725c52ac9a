"""Rule sets in words: who is infectious when, who counts as what, what follows, and what of it is assumed."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.page import page
from service.pages.visit import Visit


@page("/rules", title="rules-title", needs=(Permission.RULES,))
async def rules(visit: Visit) -> None:
    """All rule sets, those of one disease together."""
    document = await visit.api.get("/rules")
    parts.note(visit.say("rules-about"))
    names = ("title", "disease", "in_force", "source")
    ordered = sorted(document["rules"], key=lambda one: (one["disease"] != "covid-19", one["disease"] or "~"))
    parts.Table(
        visit,
        [{"name": name, "label": visit.heading(name), "sort": True} for name in names],
        [
            {
                "key": one["id"],
                "title": {
                    "text": visit.both(one["title"]),
                    "to": f"/rules/{one['id']}",
                    "note": visit.say("rules-default") if one["id"] == document["default"] else one["id"],
                },
                "disease": one["disease"] or visit.say("rules-any"),
                "in_force": {"text": _force(visit, one["in_force"]), "sort": one["in_force"]["from"]},
                "source": one["source"],
            }
            for one in ordered
        ],
        caption=visit.say("rules-title"),
    ).classes("tv-stacked")


def _force(visit: Visit, force: Mapping[str, str | None]) -> str:
    if force["from"] is None and force["to"] is None:
        return visit.say("rules-undated")
    return f"{parts.dmy(force['from']) or '…'} – {parts.dmy(force['to']) or visit.word('now')}"


@page("/rules/{id}", title="rule-title", needs=(Permission.RULES,))
async def rule(visit: Visit) -> None:
    """One rule set, whole."""
    document = await visit.api.get(f"/rules/{quote(visit.keys['id'])}")
    parts.text("h2", visit.both(document["title"]))
    parts.facts(
        [
            (visit.word("source"), document["source"]),
            (visit.word("in_force"), _force(visit, document["in_force"])),
            (visit.word("disease"), document["disease"] or visit.say("rules-any")),
            (visit.say("rule-id"), document["id"]),
        ]
    )
    with parts.tag("div").classes("tv-halves"):
        with parts.tag("div"):
            _section(visit, "rule-window", _windows(visit, document))
            _section(visit, "rule-follow-up", _followed(visit, document["follow_up"]))
        with parts.tag("div"):
            _settings(visit, document)
            assumed = document.get("assumptions_vi") if visit.lang == "vi" else None
            _section(visit, "rule-assumptions", assumed or document["assumptions"])
    parts.link(visit.say("rule-all"), "/rules").classes("tv-button")


def _section(visit: Visit, heading: str, lines: Sequence[str]) -> None:
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say(heading))
        if not lines:
            parts.empty(visit.say("rule-nothing"))
        with parts.tag("ul"):
            for line in lines:
                parts.text("li", line)


def _windows(visit: Visit, document: Mapping[str, Any]) -> list[str]:
    """When a case is infectious: by the first of its days that is known."""
    lines = []
    for place, anchor in enumerate(document["anchors"]):
        before, after = document["before"].get(anchor, 0), document["after"].get(anchor)
        day = visit.say(f"rule-anchor-{anchor}")
        line = visit.say("rule-from", days=before, day=day) if before else visit.say("rule-from-day", day=day)
        if after is not None:
            line = visit.say("rule-at-most", line=line, days=after)
        lines.append(visit.say("rule-else", line=line) if place else line)
    return lines


def _settings(visit: Visit, document: Mapping[str, Any]) -> None:
    """Which shared settings make a contact, at which level, and how likely a day of it infects."""
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("rule-settings"))
        names = ("setting", "grade", "levels", "rate")
        parts.Table(
            visit,
            [
                {"name": name, "label": visit.say(f"rule-{name}"), "align": "right" if name == "rate" else "left"}
                for name in names
            ],
            [
                {
                    "key": setting,
                    "setting": visit.word(setting),
                    "grade": {"text": visit.word(one["grade"]), "tone": one["grade"]},
                    "levels": ", ".join(f"F{level}" for level in one["levels"]),
                    "rate": _rate(visit, one["daily_rate"]),
                }
                for setting, one in document["settings"].items()
            ],
            caption=visit.say("rule-settings"),
        )
        if document["max_level"] == 1:
            parts.note(visit.say("rule-depth-one"))
        else:
            through = visit.say(f"rule-through-{document['expand']}")
            parts.note(visit.say("rule-depth", level=document["max_level"], through=through))


def _rate(visit: Visit, rate: float) -> str:
    shown = f"{rate * 100:.2f} %"
    return shown.replace(".", ",") if visit.lang == "vi" else shown


def _followed(visit: Visit, follow_up: Mapping[str, Any] | None) -> list[str]:
    """What a contact keeps to, counted from the last exposure."""
    lines = []
    for grade, levels in (follow_up or {}).items():
        for level, regimen in levels.items():
            line = f"F{level}, {visit.word(grade)}: {_regimen(visit, regimen)}"
            if (lighter := regimen.get("vaccinated")) is not None:
                line = visit.say("rule-vaccinated", line=line, regimen=_regimen(visit, lighter))
            lines.append(line)
    return lines


def _regimen(visit: Visit, regimen: Mapping[str, Any]) -> str:
    kept = visit.say("rule-kept", days=regimen["days"], place=visit.say(f"rule-place-{regimen['place']}"))
    tests = ", ".join(map(str, regimen["tests"]))
    return visit.say("rule-tests", kept=kept, days=tests) if tests else kept
