"""What a re-sent file changes, person by person: the list that is read before it is applied (``--check``).

A firm's first file has none: all its workers are new.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from loaders.codes import Text
from loaders.firm import Firm, KnownWorker
from loaders.form import BY_FIELD
from loaders.history.spells import Spell, Timeline, same_shift
from loaders.reconciling import attributes
from loaders.reconciling.plan import Plan
from loaders.showing import shown

Kind = Literal["new", "returned", "left", "moved", "ended", "added", "corrected"]
#: Their words, the graver kinds first.
KINDS: Mapping[Kind, Text] = {
    "left": Text(vi="nghỉ", en="left"),
    "moved": Text(vi="chuyển", en="moved"),
    "returned": Text(vi="trở lại", en="returned"),
    "new": Text(vi="mới", en="new"),
    "ended": Text(vi="thôi", en="ended"),
    "added": Text(vi="bổ sung", en="added"),
    "corrected": Text(vi="sửa", en="corrected"),
}
#: The field that tells of a kind of membership, and the property that repeats it as written.
_FIELDS = {"work": ("workshop", None), "home": ("residence", "residence_text"), "ride": ("vehicle", "travel")}
_HIDDEN = frozenset({"folded_name", "code"})
_FIELD_OF = {"residence_text": "residence", "travel": "vehicle", "birth_year": "birth_date"}
_LONGEST = 600
_SEXES = {"female": "Nữ", "male": "Nam"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One change of one person. ``field`` is the form's; ``before`` and ``after`` are what stood and will stand there.

    ``since`` is the first day of what is new, or the last day of work of someone who ``left``; ``until`` the last day
    where that is known. ``row`` is None for someone whom the file no longer lists.
    """

    kind: Kind
    person: str
    code: str
    name: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    since: date | None = None
    until: date | None = None
    sheet: str | None = None
    row: int | None = None

    def sentence(self) -> Text:
        """Return the difference as a line, in both languages."""
        return Text(vi=self._line("vi"), en=self._line("en"))

    def _line(self, lang: Literal["vi", "en"]) -> str:
        kind = getattr(KINDS[self.kind], lang)
        title = ""
        if self.field is not None and self.kind not in ("new", "returned", "left"):
            title = _title(self.field, lang)
        what = " → ".join(part for part in (self.before, self.after) if part)
        since, until = ("từ", "đến hết") if lang == "vi" else ("from", "until")
        days = " ".join(f"{word} {_dmy(day)}" for word, day in ((since, self.since), (until, self.until)) if day)
        said = "; ".join(part for part in (what, days) if part)
        head = " ".join(part for part in (kind, title) if part)
        return shown(f"{self.code} {self.name}: {head}{f' ({said})' if said else ''}", _LONGEST)


def _title(field: str, lang: str) -> str:
    column = BY_FIELD[field]
    return (column.title.split(" (")[0] if lang == "vi" else column.english).lower()


def _dmy(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def differences(
    plans: Sequence[Plan],
    firm: Firm,
    timelines: Mapping[str, Mapping[str, Timeline]],
    positions: Mapping[str, str],
    touched: set[str],
    day: date,
) -> list[Difference]:
    """Return what changes, in the order of the rows, then of the missing by their codes; groups by their keys.

    ``timelines`` has each person's by ``work``, ``home``, ``ride``; ``positions`` the new ones by person; ``touched``
    are those whose housemates change.
    """
    if not firm.workers:
        return []
    found: list[Difference] = []
    listed = set[str]()
    for plan in plans:
        listed.add(plan.key)
        one = Difference(
            kind="new", person=plan.key, code=plan.row.code, name=plan.row.name, sheet=plan.row.sheet, row=plan.row.row
        )
        known = firm.workers.get(plan.key)
        if known is not None:
            one = replace(one, code=str(known.properties["code"]))
        else:
            found.append(replace(one, field="workshop", after=plan.workplace))
            continue
        memberships = list(_memberships(one, known, timelines[plan.key], day))
        found += memberships
        told = {difference.field for difference in memberships}
        found += _properties(one, plan, known, told)
        if plan.key in positions:
            found.append(replace(one, kind="corrected", field="position", after=positions[plan.key]))
        if plan.key in touched:
            mates = ", ".join(mate.name for mate in plan.row.housemates)
            found.append(replace(one, kind="corrected", field="housemates", after=mates or None))
    for key, known in sorted(firm.workers.items()):
        if key not in listed:
            code, name = str(known.properties["code"]), str(known.properties["name"])
            one = Difference(kind="left", person=key, code=code, name=name)
            found += _memberships(one, known, timelines[key], day)
    return found


def _memberships(
    one: Difference, known: KnownWorker, timelines: Mapping[str, Timeline], day: date
) -> Iterator[Difference]:
    for kind, (field, _) in _FIELDS.items():
        timeline = timelines[kind]
        if timeline.changed:
            held = {"work": known.work, "home": known.homes, "ride": known.rides}[kind]
            before = _latest([spell for spell in held if spell.lasts(day)])
            yield _membership(replace(one, field=field), before, timeline, at_work=kind == "work")


def _membership(one: Difference, before: Spell | None, timeline: Timeline, *, at_work: bool) -> Difference:
    after = _latest(timeline.opened)
    if before is None:
        # Nothing held on that day: an earlier one may have been corrected, or one begins.
        kind: Kind = "corrected" if timeline.retracted else "returned" if at_work and timeline.kept else "added"
        return _told(one, kind, None, after)
    same_place = after is not None and after.group == before.group
    if after is not None and same_place and before.until is not None and same_shift(before, after):
        return _told(one, "corrected", None, after)  # a last day that was known is another one now
    if after is None or (same_place and after.until is not None and before.until != after.until):
        return _told(one, "left" if at_work else "ended", before, None, until=after.until if after else None)
    if after.group != before.group:
        return _told(one, "moved" if timeline.moved else "corrected", before, after)
    if not same_shift(before, after):
        moved = replace(one, field="shift", before=before.shift, after=after.shift)
        return replace(moved, kind="moved" if timeline.shifted else "corrected", since=after.since)
    return _told(one, "corrected", None, after)


def _told(one: Difference, kind: Kind, before: Spell | None, after: Spell | None, **days: Any) -> Difference:
    since = after.since if after else None
    return replace(
        one,
        kind=kind,
        before=before.group if before else None,
        after=after.group if after else None,
        **{"since": since, "until": after.until if after else None, **days},
    )


def _latest(spells: Sequence[Spell]) -> Spell | None:
    return max(spells, key=lambda spell: (spell.until or date.max, spell.since or date.min), default=None)


def _properties(one: Difference, plan: Plan, known: KnownWorker, told: set[str | None]) -> Iterator[Difference]:
    for name, value in attributes.differences(plan, known.properties).items():
        field = _FIELD_OF.get(name, name)
        if name in _HIDDEN or field in told or (name == "birth_date" and value is None):
            continue
        if name == "birth_year" and plan.row.birth_date is not None:
            continue
        before = known.properties.get(name)
        kind: Kind = "added" if before is None else "corrected"
        yield replace(one, kind=kind, field=field, before=_shown(before), after=_shown(value))


def _shown(value: Any) -> str | None:
    if isinstance(value, date):
        return _dmy(value)
    return None if value is None else _SEXES.get(value, str(value))


#: The fields whose before and after are keys of groups.
_GROUPS = frozenset({"workshop", "residence", "vehicle"})


def groups_of(found: Sequence[Difference]) -> set[str]:
    """Return the keys of the groups that the differences speak of, with the workshops of teams."""
    keys = {key for one in found if one.field in _GROUPS for key in (one.before, one.after) if key}
    return keys | {key.rpartition("~")[0] for key in keys if "~" in key}


def named(found: Sequence[Difference], names: Mapping[str, str]) -> list[Difference]:
    """Return the differences with the groups' names in place of their keys; a team's with its workshop's."""

    def name(key: str | None) -> str | None:
        if key is None or key not in names:
            return key
        workshop, _, team = key.rpartition("~")
        return (
            f"{names[key]}, {names[workshop]}"
            if team and workshop.count("~") == 1 and workshop in names
            else names[key]
        )

    return [
        replace(one, before=name(one.before), after=name(one.after)) if one.field in _GROUPS else one for one in found
    ]
