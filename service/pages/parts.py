"""What many pages are made of: text in its own tag, links, facts, tables, and the states empty, waiting and failed."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nicegui import ui
from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement

from service.pages.asking import Refused
from service.pages.visit import Visit

_HERE = Path(__file__).parent
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
#: What a field of HTML holds at first, as an attribute: a property Vue would set again whenever it draws the page,
#: over what somebody is typing.
INITIAL = "^value"
#: What stands in a form's fields when it is sent. What the page's line has told of them by then may be older.
FILLED = "(event) => emit(Object.fromEntries(new FormData(event.target)))"
#: As contact_list.js has it.
_LEGAL_FORM = re.compile(
    r"^(công ty|cty)\s+(tnhh|cp|cổ phần|trách nhiệm hữu hạn)(\s+(mtv|một thành viên))?\s+", re.IGNORECASE
)


def tag(name: str) -> Element:
    """Return an element of HTML that holds others."""
    return ui.element(name)


def text(name: str, content: object) -> TextElement:
    """Return an element of HTML with a text, which is never taken for HTML."""
    return TextElement(tag=name, text="" if content is None else str(content))


def link(content: object, address: str) -> Element:
    """Return a link to a page of ours."""
    return ui.link(str(content), address)


def button(content: str, act: Callable[[], Any] | None = None, *, main: bool = False) -> Element:
    """Return a button; ``main`` is the one that most people want here."""
    made = TextElement(tag="button", text=content).props("type=button")
    made.classes("tv-button tv-main" if main else "tv-button")
    if act is not None:
        made.on("click", lambda: act())
    return made


def dmy(day: str | date | None) -> str:
    """Return a day as people write it.

    >>> dmy("2021-05-10"), dmy(None)
    ('10/05/2021', '')
    """
    if day is None:
        return ""
    return (date.fromisoformat(day) if isinstance(day, str) else day).strftime("%d/%m/%Y")


def moment(at: str | None) -> str:
    """Return a moment, which documents tell in UTC, as the clocks of the province show it.

    >>> moment("2021-05-10T18:30:00.000000000+00:00")
    '11/05/2021 01:30'
    """
    if at is None:
        return ""
    return datetime.fromisoformat(_to_micro(at)).astimezone(_ZONE).strftime("%d/%m/%Y %H:%M")


def _to_micro(at: str) -> str:
    """Neo4j tells nanoseconds, which Python does not read."""
    head, dot, tail = at.partition(".")
    digits = tail[: len(tail) - len(tail.lstrip("0123456789"))]
    return head + dot + digits[:6] + tail[len(digits) :]


def joined(*some: object) -> str:
    """Return what is known of some things as one line.

    >>> joined(1995, "CN00001", None, "")
    '1995 · CN00001'
    """
    return " · ".join(str(one) for one in some if one)


def short(company: str | None) -> str:
    """Return a firm's name without its legal form, where room is short.

    >>> short("Công ty TNHH Bao bì Minh Quang"), short("Công ty Cổ phần Thái Dương"), short("Dệt may ABC")
    ('Bao bì Minh Quang', 'Thái Dương', 'Dệt may ABC')
    """
    return _LEGAL_FORM.sub("", company or "")


def percent(share: float | None) -> str:
    """Return a share as whole percents, nothing where it is unknown.

    >>> percent(0.6833), percent(None)
    ('68 %', '')
    """
    return "" if share is None else f"{share * 100:.0f} %"


def problem(visit: Visit, sentence: str, *, again: bool = False) -> None:
    """Say what went wrong and what to do; with ``again``, trying once more may help."""
    with tag("section").classes("tv-problem").props("role=alert"):
        text("h2", visit.say("not-so"))
        text("p", sentence)
        if again:
            link(visit.say("again"), visit.here).classes("tv-button")


def empty(sentence: str) -> None:
    """Say that there is nothing, and what to do about it."""
    text("p", sentence).classes("tv-empty")


def note(sentence: str) -> None:
    """Say something beside the matter."""
    text("p", sentence).classes("tv-note")


def tell(sentence: str, *, wrong: bool = False) -> None:
    """Say something for a moment, also to who hears the page."""
    ui.notify(sentence, type="negative" if wrong else "positive", timeout=8000 if wrong else 4000, close_button="×")


def facts(entries: Iterable[tuple[str, object]]) -> None:
    """Show names and values; what is unknown is left out."""
    with tag("dl").classes("tv-facts"):
        for name, value in entries:
            if value not in (None, ""):
                text("dt", name[:1].upper() + name[1:])
                text("dd", value)


def chip(content: object, tone: str = "") -> Element:
    """Return a word that is set apart; ``tone`` is near, distant, level-1, setting-team, wrong, good."""
    return text("span", content).classes(f"tv-chip {f'tv-{tone}' if tone else ''}".strip())


def later(visit: Visit, work: Callable[[], Awaitable[None]], waiting: str = "working") -> None:
    """Show that something is being worked out, and then that: for what takes longer than a page may."""
    box = tag("div")
    with box, tag("p").classes("tv-waiting").props("role=status"):
        tag("span").classes("tv-spinner")
        text("span", visit.say(waiting))

    async def work_out() -> None:
        try:
            with box:
                filled = tag("div")
                with filled:
                    await work()
            for child in list(box.default_slot.children):
                if child is not filled:
                    child.delete()
        except Refused as refused:
            box.clear()
            with box:
                problem(visit, refused.sentence(visit.lang), again=refused.status >= 500)
        except Exception:
            box.clear()
            with box:
                problem(visit, visit.say("broken"), again=True)
            raise

    ui.timer(0, work_out, once=True)


class Table(Element, component=_HERE / "static" / "table.js"):
    """A table that the browser draws from data: thousands of rows cost the service nothing.

    ``columns``: name, label, ``align`` (left or right), ``sort`` (a column that is sorted by clicks) or
    ``to`` (the address by which it is sorted) with ``sorted`` (ascending, descending, None).
    A row holds by column a text, a number or a mapping: ``text``, ``to`` (an address), ``tone`` (as of a chip),
    ``note`` (a second line), ``sort`` (what it is sorted by), ``acts`` (names and labels of buttons).
    """

    def __init__(
        self,
        visit: Visit,
        columns: Sequence[Mapping[str, Any]],
        rows: Sequence[Mapping[str, Any]],
        *,
        caption: str,
        on_act: Callable[[str, str], Any] | None = None,
    ) -> None:
        super().__init__()
        self._props.update(columns=list(columns), rows=list(rows), caption=caption, lang=visit.lang)
        if on_act is not None:
            self.on("act", lambda event: on_act(event.args["act"], event.args["key"]))


def paging(visit: Visit, document: Mapping[str, Any], **query: Any) -> None:
    """Show which part of a list this is, and links to the parts before and after."""
    total, limit, offset = document["total"], document["limit"], document["offset"]
    if total <= limit and not offset:
        return
    with tag("nav").classes("tv-paging").props(f'aria-label="{visit.say("pages")}"'):
        text("span", visit.say("part", first=offset + 1, last=min(offset + limit, total), total=total))
        if offset:
            link(visit.say("before"), visit.address(None, **query, offset=max(0, offset - limit) or None))
        if offset + limit < total:
            link(visit.say("after"), visit.address(None, **query, offset=offset + limit))
