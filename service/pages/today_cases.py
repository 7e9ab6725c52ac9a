"""Beside the day's work: cases of the last days with their lists, and firms whose data is old."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from service.accounts.roles import Permission
from service.pages import parts
from service.pages.visit import Visit

#: A case is new for so long, and its list is missed for so long.
NEW, RECENT = timedelta(days=3), timedelta(days=14)
#: A firm's data is old after so many days.
OLD_DAYS = 3
#: As many are looked through; more recent cases than that stand on the page of cases.
_MOST, _SHOWN = 2000, 12
_DAYS = ("confirmed", "sampled", "onset")


def case_day(case: Mapping[str, Any]) -> str:
    """Return the day since when a case is known, as far as its days tell.

    >>> case_day({"confirmed": None, "sampled": "2021-05-12", "onset": "2021-05-10"})
    '2021-05-12'
    """
    return next((str(case[name]) for name in _DAYS if case[name]), "")


async def lists_of_cases(visit: Visit) -> dict[str, list[Mapping[str, Any]]]:
    """Return the issued lists by the key of the case, the latest first."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for entry in (await visit.api.get("/lists", limit=_MOST))["lists"]:
        for case in entry["cases"]:
            found.setdefault(case, []).append(entry)
    return found


async def recent_cases(visit: Visit, day: date) -> None:
    """Show the cases of the last two weeks: which are new, and of which no list is issued yet."""
    if not visit.may(Permission.CASES):
        return
    cases = (await visit.api.get("/cases", limit=_MOST))["cases"]
    first, now = (day - RECENT).isoformat(), day.isoformat()
    recent = [case for case in cases if not case["retracted"] and first <= case_day(case) <= now]
    recent.sort(key=case_day, reverse=True)
    new = sum(case_day(case) >= (day - NEW).isoformat() for case in recent)
    lists = await lists_of_cases(visit) if recent else {}
    missing = [case for case in recent if case["key"] not in lists]
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("today-cases"))
        if not recent:
            parts.empty(visit.say("today-no-recent"))
            return
        with parts.tag("p"):
            parts.chip(visit.say("today-new", count=new), "case" if new else "")
            parts.chip(visit.say("today-unlisted", count=len(missing)), "wrong" if missing else "good")
        with parts.tag("ul").classes("tv-lines"):
            for case in [*missing, *(case for case in recent if case["key"] in lists)][:_SHOWN]:
                _case(visit, case, lists.get(case["key"], []), now)
        if len(recent) > _SHOWN:
            parts.link(visit.say("today-more-cases", count=len(recent) - _SHOWN), "/cases")


def _case(visit: Visit, case: Mapping[str, Any], lists: list[Mapping[str, Any]], now: str) -> None:
    person = case["person"]
    with parts.tag("li"):
        parts.link(person["name"] or person["key"], f"/cases/{case['key']}").classes("tv-name")
        about = parts.joined(parts.dmy(case_day(case)), person["company"])
        parts.text("span", about).classes("tv-small")
        if lists:
            said = visit.say("today-listed", at=parts.moment(lists[0]["issued_at"]))
            parts.link(said, f"/lists/{lists[0]['key']}").classes("tv-small")
        elif visit.may(Permission.TRACE):
            parts.link(visit.say("today-issue"), visit.address("/trace", case=case["key"], as_of=now))


async def stale_companies(visit: Visit) -> None:
    """Show the firms whose latest file is older than three days: whom their lists do not know yet nobody finds."""
    companies = (await visit.api.get("/companies", limit=_MOST))["companies"]
    old = [one for one in companies if one["days_old"] is None or one["days_old"] > OLD_DAYS]
    old.sort(key=lambda one: one["days_old"] if one["days_old"] is not None else 10**6, reverse=True)
    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("today-stale", count=len(old)))
        if not old:
            parts.empty(visit.say("today-fresh"))
        with parts.tag("ul").classes("tv-lines"):
            for one in old[:_SHOWN]:
                with parts.tag("li"):
                    parts.link(one["name"], f"/companies/{one['key']}")
                    said = (
                        visit.say("today-file", day=parts.dmy(one["last_import"]), days=one["days_old"])
                        if one["last_import"]
                        else visit.say("today-no-file")
                    )
                    parts.text("span", said).classes("tv-small")
        if len(old) > _SHOWN:
            parts.link(visit.say("today-more-companies", count=len(old) - _SHOWN), "/companies")
