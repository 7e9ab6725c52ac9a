"""Disguises: ways in which a firm may lay out, title and spell the same facts.

Nothing here changes what a file means, and each choice is independent of the others; so any mixture of them has to be
read as the same firm.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from hypothesis import strategies as st

from loaders.form import BY_FIELD
from tests.disguises.firms import AS_OF, COMPANY, FIELDS, TAX_CODE, Firm, Worker
from tests.disguises.legacy import tcvn3, vni
from tests.disguises.pages import Cells, Page

#: Columns of the table as it stands in the file: a field or a part of one.
PARTS = ("room", "house", "village", "commune")
_DATES = ("birth", "since", "residence_since", "vehicle_since", "dose_1_date", "dose_2_date")


@dataclass(frozen=True, kw_only=True)
class Disguise:
    """One way of sending a firm. The values of a plain form come first, so that hypothesis shrinks towards it."""

    order: tuple[float, ...] = ()
    spelling: tuple[int, ...] = ()
    title_case: str = "plain"
    state_heading: bool = False
    company_in: str = "heading"
    numbers: bool = False
    english: bool = False
    residence: str = "whole"
    doses: str = "flat"
    birth: str = "date"
    name_in: int = 1
    sheets: str = "one"
    above: str = "filled"
    groups: bool = False
    gaps: bool = False
    footer: bool = False
    shift_right: int = 0
    extra: bool = False
    repeat_titles: bool = False
    hidden: bool = False
    ending: str = ".xlsx"
    dates: str = "real"
    numeric: bool = False
    phone: str = "plain"
    name: str = "plain"
    place: str = "plain"


def disguises() -> st.SearchStrategy[Disguise]:
    """Draw any mixture."""
    return st.builds(
        Disguise,
        order=st.tuples(*[st.floats(0, 1, width=16)] * 26),
        spelling=st.tuples(*[st.integers(0, 30)] * 26),
        title_case=st.sampled_from(["plain", "upper", "unaccented", "star", "line break", "spaces"]),
        state_heading=st.booleans(),
        company_in=st.sampled_from(["heading", "column", "both"]),
        numbers=st.booleans(),
        english=st.booleans(),
        residence=st.sampled_from(["whole", "parts", "under one title"]),
        doses=st.sampled_from(["flat", "under one title"]),
        birth=st.sampled_from(["date", "by sex"]),
        name_in=st.sampled_from([1, 2]),
        sheets=st.sampled_from(["one", "by workshop", "by heading"]),
        above=st.sampled_from(["filled", "ditto", "merged"]),
        groups=st.booleans(),
        gaps=st.booleans(),
        footer=st.booleans(),
        shift_right=st.integers(0, 2),
        extra=st.booleans(),
        repeat_titles=st.booleans(),
        hidden=st.booleans(),
        ending=st.sampled_from([".xlsx", ".xls", ".ods", ".csv"]),
        dates=st.sampled_from(["real", "serial", "slashes", "dots", "short year", "iso", "words"]),
        numeric=st.booleans(),
        phone=st.sampled_from(["plain", "+84", "dotted", "old"]),
        name=st.sampled_from(["plain", "upper", "nfd", "spaces", "tcvn3", "vni", "title"]),
        place=st.sampled_from(["plain", "dashes", "upper"]),
    ).map(_possible)


def _possible(one: Disguise) -> Disguise:
    """A .csv has one sheet, no merged cells and no types; a name in a legacy font is in one column."""
    if one.ending == ".csv":
        one = replace(
            one,
            sheets="one" if one.sheets == "by workshop" else one.sheets,
            above="ditto" if one.above == "merged" else one.above,
            numeric=False,
        )
        one = replace(one, dates="slashes" if one.dates in ("real", "serial") else one.dates)
    if one.name in ("tcvn3", "vni", "title"):
        one = replace(one, name_in=1)
    return one


@dataclass
class Disguised:
    """A firm's pages, and where each worker's cells stand: (sheet, row from 1, titles by column of the table)."""

    pages: list[Page]
    places: dict[int, tuple[str, int]] = field(default_factory=dict)
    columns: dict[str, tuple[int, str]] = field(default_factory=dict)
    others: set[tuple[str, int]] = field(default_factory=set)

    def put(self, worker: int, column: str, value: Any) -> None:
        """Overwrite one cell."""
        sheet, row = self.places[worker]
        page = next(page for page in self.pages if page.name == sheet)
        page.rows[row - 1][self.columns[column][0]] = value


def disguise(firm: Firm, how: Disguise) -> Disguised:
    """Lay a firm out."""
    if any(worker.get("birth") and not worker.get("sex") for worker in firm.workers):
        how = replace(how, birth="date")
    columns = list(_columns(firm, how))
    ordered = [name for _, name in sorted(zip(how.order or range(len(columns)), columns, strict=False))]
    ordered += [name for name in columns if name not in ordered]
    ordered = _together(ordered)
    found = Disguised(pages=[])
    numbered = list(enumerate(firm.workers))
    if how.sheets == "by heading":
        _page("Danh sách", numbered, [name for name in ordered if name != "workshop"], how, found)
    elif how.sheets == "by workshop":
        parts = [(shop, list(some)) for shop, some in groupby(numbered, key=lambda one: one[1]["workshop"])]
        for shop, some in parts:
            _page(shop, some, [name for name in ordered if name != "workshop"], how, found)
    else:
        _page("Danh sách", numbered, ordered, how, found)
    return found


def _columns(firm: Firm, how: Disguise) -> Iterator[str]:
    """Give the columns that the table has."""
    for name in [*firm.fields(), *(["company"] if how.company_in != "heading" else [])]:
        if name == "name" and how.name_in == 2:
            yield from ("family_name", "given_name")
        elif name == "residence" and how.residence != "whole":
            yield from PARTS
        elif name == "birth" and how.birth == "by sex":
            yield from ("male", "female")
        elif name == "sex" and how.birth == "by sex":
            if "birth" not in firm.fields():
                yield from ("male", "female")
        elif name == "birth":
            yield "birth_date"
        else:
            yield name
    if how.extra:
        yield from ("number", "salary")


def _together(columns: list[str]) -> list[str]:
    """Put what may stand under one title side by side."""
    for group in (PARTS, ("male", "female"), ("family_name", "given_name"), ("dose_1_date", "dose_1_vaccine"),
                  ("dose_2_date", "dose_2_vaccine")):  # fmt: skip
        some = [name for name in group if name in columns]
        if some:
            at = columns.index(some[0])
            before = [name for name in columns[:at] if name not in some]
            columns = [*before, *some, *(name for name in columns[at:] if name not in some)]
    return columns


def _title(column: str, place: int, how: Disguise) -> tuple[str, ...]:
    """Return a column's titles from the top."""
    if how.residence == "under one title" and column in PARTS:
        return ("Nơi ở hiện tại", {"room": "Phòng số", "house": "Nhà trọ", "village": "Thôn", "commune": "Xã"}[column])
    if column in ("male", "female"):
        return ("Năm sinh", {"male": "Nam", "female": "Nữ"}[column])
    if how.doses == "under one title" and column.startswith("dose_"):
        return (f"Mũi {column[5]}", "Ngày" if column.endswith("date") else "Loại")
    if column == "salary":
        return ("Phụ cấp",)
    known = BY_FIELD[column]
    titles = [known.title, *known.titles]
    return (_cased(titles[how.spelling[place] % len(titles)] if how.spelling else titles[0], how.title_case),)


def _cased(title: str, case: str) -> str:
    if case == "unaccented":
        bare = "".join(c for c in unicodedata.normalize("NFD", title) if not unicodedata.combining(c))
        return bare.replace("đ", "d").replace("Đ", "D")
    return {
        "plain": title,
        "upper": title.upper(),
        "star": f"{title} *",
        "line break": title.replace(" ", "\n", 1),
        "spaces": f"  {title.replace(' ', '  ')} ",
    }[case]


def _page(
    name: str, workers: Sequence[tuple[int, Worker]], columns: Sequence[str], how: Disguise, found: Disguised
) -> None:
    page = Page(name)
    found.pages.append(page)
    left = how.shift_right
    if how.state_heading:
        page.rows.append(["", "UBND TỈNH BẮC GIANG", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
        page.rows.append(["", "DANH SÁCH NGƯỜI LAO ĐỘNG"])
    if how.company_in != "column":
        page.rows.append(["Tên công ty:", COMPANY])
    page.rows.append([f"MST: {TAX_CODE}"])
    page.rows.append([f"Bắc Giang, ngày {AS_OF.day} tháng {AS_OF.month:02d} năm {AS_OF.year}"])
    page.rows.append([])
    _titles(page, columns, how, found)
    titles = [list(row) for row in page.rows[-1:]]
    if how.english:
        names = [BY_FIELD[column].english if column in BY_FIELD else "Allowance" for column in columns]
        found.others.add((name, len(page.rows) + 1))
        page.rows.append([""] * left + names)
    if how.numbers:
        found.others.add((name, len(page.rows) + 1))
        page.rows.append([""] * left + [f"({number + 1})" for number in range(len(columns))])
    shop = None
    alone = how.sheets == "by heading"
    for place, (number, worker) in enumerate(workers):
        if (how.groups or alone) and worker["workshop"] != shop:
            shop = worker["workshop"]
            found.others.add((name, len(page.rows) + 1))
            page.rows.append([""] * left + [f"I. {shop}" if alone else f"I. {shop.upper()}"])
        if how.gaps:
            page.rows.append([])
        if how.repeat_titles and place == 2 and len(titles[0]) > left + 1 and not _deep(columns, how):
            found.others.add((name, len(page.rows) + 1))
            page.rows.append(list(titles[0]))
        above = workers[place - 1][1] if place else None
        merges = how.above == "merged" and not how.groups and not alone and not how.gaps and not how.repeat_titles
        row = len(page.rows)
        cells = [_cell(worker, column, how) for column in columns]
        for at, column in enumerate(columns):
            same = above is not None and worker.get(column) is not None and above.get(column) == worker[column]
            if column in ("workshop", "team") and same and above is not None:
                if how.above == "ditto":
                    cells[at] = ("nt", "-nt-", '"', "//")[number % 4]
                elif merges:
                    cells[at] = ""
                    _merge(page, row, left + at)
        found.places[number] = (name, row + 1)
        page.rows.append([""] * left + cells)
    if how.hidden:
        page.hidden_rows.append(len(page.rows) - 1)
        page.hidden_columns.append(left + 1)
    if how.footer:
        page.rows += [
            [],
            [""] * left + [f"Tổng cộng: {len(workers)} người"],
            ["", "", "Người lập biểu", "", "GIÁM ĐỐC"],
        ]
        found.others |= {(name, len(page.rows) - 1), (name, len(page.rows))}


def _merge(page: Page, row: int, column: int) -> None:
    """Let the cell above reach down to this one."""
    for at, (first_row, first, last_row, last) in enumerate(page.merges):
        if first == column and last_row == row - 1:
            page.merges[at] = (first_row, first, row, last)
            return
    page.merges.append((row - 1, column, row, column))


def _deep(columns: Sequence[str], how: Disguise) -> bool:
    return any(len(_title(column, 0, how)) > 1 for column in columns)


def _titles(page: Page, columns: Sequence[str], how: Disguise, found: Disguised) -> None:
    """Write one or two rows of titles: a title over several columns is merged, and so is one over both rows."""
    left, top = how.shift_right, len(page.rows)
    order = [*FIELDS, *BY_FIELD, "salary"]
    paths = [_title(column, order.index(column) % 26, how) for column in columns]
    deep = max(len(path) for path in paths)
    rows: list[Cells] = [[""] * (left + len(columns)) for _ in range(deep)]
    merging = how.ending != ".csv"
    at = 0
    for title, some in groupby(zip(columns, paths, strict=True), key=lambda one: one[1][0]):
        width = len(list(some))
        path = paths[at]
        rows[0][left + at] = title
        if len(path) > 1:
            for more in range(width):
                rows[1][left + at + more] = paths[at + more][1]
            if merging and width > 1:
                page.merges.append((top, left + at, top, left + at + width - 1))
        elif deep > 1 and merging:
            page.merges.append((top, left + at, top + 1, left + at))
        at += width
    page.rows += rows
    for place, (column, path) in enumerate(zip(columns, paths, strict=True)):
        found.columns[column] = (left + place, " ".join(" ".join(path).split()))


def _cell(worker: Worker, column: str, how: Disguise) -> Any:
    """Return what stands in a worker's cell."""
    value = worker.get(column)
    if column in ("family_name", "given_name"):
        first, _, last = _name(worker["name"], how.name).rpartition(" ")
        return first if column == "family_name" else last
    if column in ("male", "female"):
        return _birth_by_sex(worker, column, how)
    if column == "birth_date":
        value = worker.get("birth")
    if column in PARTS:
        return worker["residence"][PARTS.index(column)] if worker.get("residence") else ""
    if column == "company":
        return COMPANY
    if column == "number":
        return 1
    if column == "salary":
        return 250000
    if value is None:
        return ""
    if column == "name":
        return _name(value, how.name)
    if column == "residence":
        return _place(value, how.place)
    if column == "sex":
        return {"male": "Nam", "female": "Nữ"}[value]
    if column == "phone":
        return _phone(value, how)
    if column in ("code", "citizen_id") and how.numeric and value.isdigit():
        return int(value)
    if isinstance(value, date):
        return _date(value, how.dates)
    return value


def _birth_by_sex(worker: Worker, column: str, how: Disguise) -> Any:
    if worker.get("sex") is None:
        # Without a sex the date could not tell one; such a worker has neither.
        return ""
    if worker["sex"] != column:
        return ""
    born = worker.get("birth")
    if born is None:
        return "x"
    return _date(born, how.dates) if isinstance(born, date) else born


def _name(name: str, how: str) -> str:
    if how == "upper":
        return name.upper()
    if how == "nfd":
        return unicodedata.normalize("NFD", name)
    if how == "spaces":
        return " " + name.replace(" ", " \u00a0")
    if how == "title":
        return f"{'Anh' if 'Văn' in name else 'Chị'} {name}"
    return {"plain": str, "tcvn3": tcvn3, "vni": vni}[how](name)


def _place(parts: tuple[str, str, str, str], how: str) -> str:
    room, house, village, commune = parts
    if how == "dashes":
        return f"phòng {room}, Nhà trọ {house[0].upper()}{house[1:]} - thôn {village} - xã {commune} - Việt Yên"
    text = f"P.{room} nhà trọ {house}, {village}, {commune}"
    return text.upper() if how == "upper" else text


def _phone(phone: str, how: Disguise) -> Any:
    if how.phone == "old" and phone.startswith("03"):
        return "016" + phone[2:]
    if how.phone == "+84":
        return f"+84 {phone[1:]}"
    if how.phone == "dotted":
        return f"{phone[:4]}.{phone[4:7]}.{phone[7:]}"
    return int(phone) if how.numeric else phone


def _date(day: date, how: str) -> Any:
    if how == "serial":
        return (day - date(1899, 12, 30)).days
    if how == "words":
        return f"ngày {day.day} tháng {day.month} năm {day.year}"
    short = f"{day.day}/{day.month}/{day.year % 100:02d}"
    return {
        "real": day,
        "slashes": f"{day.day}/{day.month}/{day.year}",
        "dots": f"{day.day:02d}.{day.month:02d}.{day.year}",
        "short year": short,
        "iso": day.isoformat(),
    }[how]
