"""What is recorded of a contact from the day's work: an isolation, a test, that somebody moved or was lost."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from service.pages import parts
from service.pages.dialog import Dialog
from service.pages.sent_form import SentForm, choice, day
from service.pages.visit import Visit


class Acts:
    """The buttons of a row, and the window in which the day and the rest is asked."""

    def __init__(self, visit: Visit, people: Iterable[Mapping[str, Any]], on: date) -> None:
        self._visit, self._on = visit, on.isoformat()
        self._names = {entry["person"]["key"]: entry["person"]["name"] for entry in people}
        self._box = parts.tag("div")

    def of(self, todo: Sequence[str]) -> list[dict[str, str]]:
        """Return the buttons that fit what is to be done."""
        wanted = [
            *(["isolate"] if "isolate" in todo else []),
            *(["test"] if {"test", "overdue"} & set(todo) else []),
            *(["found"] if "find" in todo else []),
            "notice",
        ]
        return [{"name": act, "label": self._visit.say(f"today-act-{act}")} for act in wanted]

    def ask(self, act: str, key: str) -> None:
        """Open the window for one act and one person of the table."""
        if key not in self._names:
            return
        visit = self._visit
        dialog = Dialog(visit, self._box, heading=visit.say(f"today-act-{act}"))
        with dialog:
            parts.text("p", self._names[key] or key).classes("tv-name")
            path, fields, fixed = self._asked(act)
            SentForm(
                visit,
                "POST",
                path,
                fields,
                submit=visit.say("today-record"),
                fixed={"worker": key, **fixed},
                empties="left-out",
                next_=visit.here,
                done=visit.say("today-recorded"),
            )

    def _asked(self, act: str) -> tuple[str, list[dict[str, Any]], dict[str, str]]:
        """Return the route, its fields, and what is sent with them."""
        visit = self._visit
        on = day(visit, "on", label=visit.say("today-on"), value=self._on)
        until = day(visit, "until", label=visit.say("today-until"), optional=True)
        place = {"name": "place", "label": visit.say("today-where"), "longest": 300, "optional": True}
        if act == "isolate":
            return "/isolations", [on, place, until], {}
        if act == "test":
            results = [(name, visit.word(name)) for name in ("negative", "positive")]
            result = choice("result", label=visit.say("today-result"), options=[("", ""), *results])
            result["help"] = visit.say("today-positive")
            method = {"name": "method", "label": visit.say("today-method"), "longest": 40, "optional": True}
            return "/tests", [{**on, "label": visit.say("today-day")}, result, method], {}
        if act == "found":
            return (
                "/follow-up/events",
                [
                    day(visit, "on", label=visit.say("today-lost-on")),
                    day(visit, "until", label=visit.say("today-lost-until"), value=self._on),
                ],
                {"kind": "lost"},
            )
        kinds = [(name, visit.say(f"today-notice-{name}")) for name in ("lost", "moved")]
        kind = choice("kind", label=visit.say("today-what"), options=kinds, value="lost")
        return "/follow-up/events", [kind, on, place], {}
