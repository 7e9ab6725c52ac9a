"""A small drawn network whose every file is written down in tests, a large one, and any."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from graph.exports.network import Network, NetworkContact, NetworkMembership, NetworkPerson, NetworkPlace

KEY = b"a key of sixteen bytes or more"
#: Stands in every text that could tell who is meant, and nowhere in our own.
MARK = "¤"
_UNKNOWN: dict[str, Any] = dict.fromkeys(
    "grade score name code phone birth_year sex company workshop team residence onset sampled confirmed isolated "
    "outcome vaccine_doses window".split()
)


def day(number: int) -> date:
    """Return a day of May 2021."""
    return date(2021, 5, number)


def person(key: str, **more: Any) -> NetworkPerson:
    """Return somebody of whom nothing else is known."""
    return NetworkPerson(**{**_UNKNOWN, "kind": "worker", "level": 1, **more, "key": key})


def contact(source: str, target: str, setting: str, group: str, *spells: tuple[int, int]) -> NetworkContact:
    """Return a contact on days of May 2021; the group's name is its key in capitals."""
    days = tuple((day(first), day(last)) for first, last in spells)
    return NetworkContact(
        source=source, target=target, setting=setting, group=group, group_name=group.upper(), spells=days
    )


def member(key: str, setting: str, group: str, *, larger: str | None = None, **days: date) -> NetworkMembership:
    """Return a membership; ends that are not given are unknown."""
    return NetworkMembership(
        person=key,
        group=group,
        group_name=group.upper(),
        setting=setting,
        since=days.get("since"),
        until=days.get("until"),
        larger=larger,
    )


def network(**parts: Any) -> Network:
    """Return a network with these parts, else empty."""
    whole = {
        "what": "trace",
        "question": {"vi": "Ai tiếp xúc với An?", "en": "Who had contact with An?"},
        "rules": "vn-3638-2021",
        "as_of": day(20),
        "known_at": datetime(2021, 5, 20, 3, tzinfo=UTC),
        "people": (),
        "contacts": (),
        "memberships": (),
    }
    return Network(**{**whole, **parts})


def drawn() -> Network:
    """An, a case, has a team with Bình, who became a case, and a room with Chi; Bình rode with An before that."""
    work = {"company": "ABC", "workshop": "MAY", "team": "TO1"}
    return network(
        people=(
            person(
                "an", level=0, name="Lê Thị An", code="=1+1", phone="0912345678", birth_year=1985, sex="female",
                onset=day(10), confirmed=day(12), outcome="recovered", vaccine_doses=1, window=(day(7), day(12)),
                residence="P1", **work,
            ),
            person(
                "binh", name="Vũ Văn Bình", code="B2", birth_year=1990, sex="male", grade="near", score=0.25,
                sampled=day(14), vaccine_doses=0, **work,
            ),
            person("chi", kind="cohabitant", name="Hồ <Chi> & con", level=1, grade="near", score=1, residence="P1"),
        ),
        contacts=(
            contact("an", "binh", "team", "to1", (7, 8), (10, 12)),
            contact("binh", "an", "vehicle", "xe", (9, 9)),
            contact("an", "chi", "room", "p1", (7, 12)),
        ),
        memberships=(
            member("an", "company", "abc"),
            member("an", "team", "to1", larger="abc", since=day(1), until=day(8)),
            member("an", "team", "to1", larger="abc", since=day(10)),
            member("binh", "team", "to1", larger="abc"),
            member("an", "room", "p1", larger="nha", since=day(2)),
            member("chi", "room", "p1", larger="nha"),
            member("binh", "vehicle", "xe", until=day(9)),
        ),
        places=(NetworkPlace(group="nha", group_name="NHA", setting="house", larger="thon"),),
    )  # fmt: skip


def large(people: int = 5000, contacts: int = 50_000) -> Network:
    """Return a cluster as large as packs must take."""
    chance = random.Random(1)
    keys = [f"cty-{number % 40}~nv{number}" for number in range(people)]
    groups = [f"g{number}" for number in range(people // 10)]
    settings = ("team", "room", "vehicle", "workshop")

    def one_contact() -> NetworkContact:
        first = chance.randrange(1, 12)
        source, target = chance.sample(keys, 2)
        place = chance.randrange(len(groups))
        return contact(source, target, settings[place % 4], groups[place], (first, first + 3), (first + 6, first + 9))

    return network(
        what="cluster",
        people=tuple(
            person(
                key, level=number % 3, name=f"Nguyễn Văn {number}", code=f"NV{number}", phone=f"09{number:08}",
                birth_year=1960 + number % 45, sex=("female", "male")[number % 2], company=f"Công ty {number % 40}",
                workshop=f"Xưởng {number % 9}", team=f"Tổ {number % 7}", onset=day(1 + number % 20), score=0.1,
                vaccine_doses=number % 4,
            )
            for number, key in enumerate(keys)
        ),
        contacts=tuple(one_contact() for _ in range(contacts)),
        memberships=tuple(
            member(key, settings[place % 4], groups[place], since=day(1))
            for key in keys
            for place in chance.sample(range(len(groups)), 2)
        ),
    )  # fmt: skip


_days = st.dates(date(2021, 1, 1), date(2021, 12, 31))
_texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6).map(lambda text: MARK + text)


def _spans(start: date, length: int) -> tuple[date, date]:
    return start, start + timedelta(days=length)


_spells = st.builds(_spans, _days, st.integers(0, 9))
_places = st.sampled_from([None, *(f"{MARK}{name}" for name in ("Tổ 1", "=A", "ABC", "Phòng\x02 3", "</x>", '"; --'))])


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Return any network; every text of it that could tell who is meant holds the MARK."""
    keys = draw(st.lists(_texts, unique=True, min_size=2, max_size=7))
    someone = st.sampled_from(keys)
    groups = draw(
        st.lists(st.tuples(_texts, _places.filter(bool)), unique_by=lambda one: one[0], min_size=1, max_size=4)
    )
    # A group has one setting and one name, as in the graph.
    settings = {key: draw(st.sampled_from(["team", "workshop", "company", "room", "vehicle"])) for key, _ in groups}
    group = st.sampled_from(groups)
    optional_day = st.none() | _days
    people = [
        draw(
            st.builds(
                NetworkPerson,
                key=st.just(key), kind=st.sampled_from(["worker", "cohabitant"]), level=st.integers(0, 3),
                grade=st.sampled_from([None, "near", "distant"]), score=st.none() | st.floats(0, 1),
                name=st.none() | _texts, code=st.none() | _texts, phone=st.none() | _texts,
                birth_year=st.none() | st.integers(1930, 2020), sex=st.sampled_from([None, "female", "male"]),
                company=_places, workshop=_places, team=_places, residence=_places,
                onset=_days, sampled=optional_day, confirmed=optional_day, isolated=optional_day,
                outcome=st.sampled_from([None, "recovered", "died"]), vaccine_doses=st.none() | st.integers(0, 3),
                window=st.none() | _spells, age_band=st.none(),
            )
        )
        for key in keys
    ]  # fmt: skip
    contacts = [
        NetworkContact(
            source=draw(someone), target=draw(someone), setting=settings[key], group=key, group_name=name,
            spells=tuple(draw(st.lists(_spells, max_size=3))),
        )
        for key, name in draw(st.lists(group, min_size=1, max_size=8))
    ]  # fmt: skip
    memberships = [
        NetworkMembership(
            person=draw(someone), group=key, group_name=name, setting=settings[key], since=draw(optional_day),
            until=draw(optional_day), larger=draw(st.sampled_from([None, *settings, f"{MARK}elsewhere"])),
        )
        for key, name in draw(st.lists(group, max_size=8))
    ]  # fmt: skip
    place = st.tuples(
        st.sampled_from([f"{MARK}elsewhere", f"{MARK}around"]),
        st.sampled_from(["workshop", "company", "house", "village"]),
        st.sampled_from([None, *settings, f"{MARK}around"]),
    ).filter(lambda one: one[0] not in settings)
    return network(
        what=draw(st.sampled_from(["trace", "cluster", "cases"])),
        question={"vi": draw(_texts), "en": draw(_texts)},
        people=tuple(people),
        contacts=tuple(contacts),
        memberships=tuple(memberships),
        places=tuple(
            NetworkPlace(group=key, group_name=f"{MARK}{key}", setting=setting, larger=larger)
            for key, setting, larger in draw(st.lists(place, unique_by=lambda one: one[0], max_size=3))
        ),
    )
