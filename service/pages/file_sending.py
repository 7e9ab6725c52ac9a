"""Files on their way to the API: the browser sends them itself, checks each first, and shows what it would change."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from nicegui.element import Element

from loaders.form import FORM
from service.accounts.roles import Role
from service.pages.visit import Visit

_STATIC = Path(__file__).parent / "static"
_WORDS = (
    "sending-drop", "sending-choose", "sending-folder", "sending-options", "sending-company", "sending-as-of",
    "sending-in-file", "sending-partial", "sending-correction", "sending-confirm", "sending-no-sheet",
    "sending-check-all", "sending-apply-all", "sending-stop", "sending-clear", "sending-leave", "sending-overall",
    "sending-of-day", "sending-held", "sending-columns", "sending-column-is", "sending-leave-open", "sending-ignore",
    "sending-likely",
    "sending-other-columns", "sending-read-so", "sending-would", "sending-did", "sending-more", "sending-nothing",
    "sending-apply", "sending-report", "sending-report-new", "sending-repeated", "sending-seconds-left",
    "sending-minutes-left",
)  # fmt: skip
_STAGES = (
    "sending-stage-send", "sending-stage-queued", "sending-stage-read", "sending-stage-check", "sending-stage-write",
)  # fmt: skip
#: What may become of a row, and what else a report counts.
TALLY = ("read", "created", "changed", "unchanged", "rejected", "moved", "left", "warnings")
_STATES = ("running", "held", "refused", "failed", "checked", "applied", "wrong", "done")
#: So many firms are offered while one types; any other can be named as well.
FIRMS = 1000


async def firms(visit: Visit) -> list[dict[str, str]]:
    """Return the firms whose files one may send: key and name, by name."""
    document = await visit.api.get("/companies", sort="name", limit=FIRMS)
    return [{"key": one["key"], "name": one["name"]} for one in document["companies"]]


class FileSending(Element, component=_STATIC / "file_sending.js"):
    """Drop or choose files, say how to import them, check, then apply.

    ``single``: one file, sent again, with the options of ``preset``. ``on_ended`` is told when files were checked or
    applied.
    """

    def __init__(
        self,
        visit: Visit,
        *,
        companies: Sequence[Mapping[str, str]],
        single: bool = False,
        preset: Mapping[str, Any] | None = None,
        on_ended: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__()
        firm = visit.me["role"] == Role.FIRM
        # A firm's account sends for its own firm; only one with several firms says for which.
        offered = list(companies) if not firm or len(companies) > 1 else []
        given = dict(preset or {})
        if firm and offered:
            given.setdefault("company", offered[0]["key"])
        elif "company" in given:  # typed as people write it
            given["company"] = next(
                (one["name"] for one in offered if one["key"] == given["company"]), given["company"]
            )
        self._props.update(
            companies=offered,
            choose=firm and bool(offered),
            free=not firm,
            single=single,
            preset=given,
            fields=[{"value": one.field, "label": one.english if visit.lang == "en" else one.title} for one in FORM],
            lang=visit.lang,
            terms={
                "heading": visit.say("imports-send"),
                **{name.removeprefix("sending-"): visit.template(name) for name in _WORDS},
                **stages(visit),
                **(
                    {"drop": visit.say("sending-drop-one"), "choose": visit.say("sending-choose-one")} if single else {}
                ),
                "mend": visit.say("import-mend"),
                "state-new": visit.say("sending-state-new"),
                **{f"state-{state}": visit.say(f"import-state-{state}") for state in _STATES},
                **{f"count-{name}": visit.say(f"import-tally-{name}") for name in TALLY},
            },
        )
        if on_ended is not None:
            self.on("ended", lambda: on_ended())


class ImportProgress(Element, component=_STATIC / "import_progress.js"):
    """How far an import is; the page is read again when it has ended."""

    def __init__(self, visit: Visit, key: str, *, label: str) -> None:
        super().__init__()
        terms = {**stages(visit), "seconds-left": visit.template("sending-seconds-left")}
        self._props.update(name=key, label=label, terms=terms)


def stages(visit: Visit) -> dict[str, str]:
    """Return what the stages of an import are called."""
    return {name.removeprefix("sending-"): visit.say(name) for name in _STAGES}
