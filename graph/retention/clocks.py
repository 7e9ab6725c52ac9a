"""The clocks: how long each kind of data is kept, after which day, and why; one table, which the docs print.

No law that we know of names these days. Employers must delete workers' data when the contract ends unless a law or an
agreement says otherwise (Law 91/2025/QH15, in force since 1 January 2026); for the rest the law asks that data is kept
no longer than its purpose needs. So each number is our default, which a file of the user's own may replace.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from graph.errors import Invalid

Done = Literal["deleted", "emptied", "kept"]

#: What tells all other clocks of a worker when he or she left: nothing that is told by it may outlast it.
TOLD_BY_WORK = ("doses", "identity", "residence", "vehicle")
MOST_DAYS = 36_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One kind of data. It goes when more than ``days`` whole days have passed since the day that ``since`` names.

    ``days`` None: never by a clock. ``least``: a smaller number is refused, because traces could not look back.
    ``frozen``: an open case holds it back (graph/retention/freezing.py).
    """

    kind: str
    days: int | None
    what: tuple[str, str]  #: English, Vietnamese
    since: tuple[str, str]
    why: tuple[str, str]
    done: Done
    frozen: bool = False
    least: int = 1


_LOOK_BACK = (
    "a case found late is traced back that far; tuberculosis looks back 90 days",
    "ca phát hiện muộn cần truy ngược chừng đó; lao cần 90 ngày",
)
_LEFT = (
    "the contract has ended (Law 91/2025/QH15 on workers' data)",
    "hợp đồng đã chấm dứt (Luật 91/2025/QH15 về dữ liệu người lao động)",
)

CLOCKS: tuple[Clock, ...] = (
    Clock(
        kind="doses",
        days=60,
        what=("vaccination doses of workers who left", "mũi tiêm của người đã nghỉ việc"),
        since=("last day of work", "ngày làm việc cuối"),
        why=_LEFT,
        done="emptied",
        frozen=True,
    ),
    Clock(
        kind="identity",
        days=90,
        what=(
            "citizen ID, phone, home address, residence and travel as written, of workers who left",
            "CCCD, điện thoại, địa chỉ, nơi ở và phương tiện như đã ghi, của người đã nghỉ việc",
        ),
        since=("last day of work", "ngày làm việc cuối"),
        why=_LEFT,
        done="emptied",
        frozen=True,
        least=28,
    ),
    Clock(
        kind="residence",
        days=120,
        what=("where people lived, also housemates", "nơi từng ở, cả người ở cùng"),
        since=(
            "last day there; of an open one, the last day of work of the worker whose roster told it",
            "ngày ở cuối; nếu còn mở: ngày làm việc cuối của người khai",
        ),
        why=_LOOK_BACK,
        done="deleted",
        frozen=True,
        least=28,
    ),
    Clock(
        kind="vehicle",
        days=120,
        what=("which bus or car people rode", "xe từng đi"),
        since=("last day, or the last day of work", "ngày đi cuối, hoặc ngày làm việc cuối"),
        why=_LOOK_BACK,
        done="deleted",
        frozen=True,
        least=28,
    ),
    Clock(
        kind="met",
        days=120,
        what=("declared meetings", "các cuộc gặp đã khai"),
        since=("last day", "ngày cuối"),
        why=_LOOK_BACK,
        done="deleted",
        frozen=True,
        least=28,
    ),
    Clock(
        kind="withdrawn",
        days=120,
        what=(
            "withdrawn memberships, meetings, events, cases and joins",
            "quan hệ, cuộc gặp, sự kiện, ca bệnh đã rút lại",
        ),
        since=("day of the withdrawal", "ngày rút lại"),
        why=("a list can be made again as it was known then", "lập lại danh sách như đã biết vào lúc đó"),
        done="deleted",
        frozen=True,
        least=28,
    ),
    Clock(
        kind="cases",
        days=1825,
        what=("closed cases with their dates", "ca bệnh đã đóng, kèm các ngày"),
        since=("last date of the case", "ngày cuối của ca bệnh"),
        why=(
            "surveillance compares years; ask the archive's own rule for a longer one",
            "giám sát so sánh nhiều năm; hỏi quy định lưu trữ của đơn vị",
        ),
        done="deleted",
        frozen=True,
        least=42,
    ),
    Clock(
        kind="events",
        days=365,
        what=(
            "isolations, tests, moves of people without a case on file",
            "cách ly, xét nghiệm, chuyển đi của người không có ca bệnh",
        ),
        since=("last day; the day of a test", "ngày cuối; ngày xét nghiệm"),
        why=("complaints and reviews of a measure come within a year", "khiếu nại, rà soát trong vòng một năm"),
        done="deleted",
        frozen=True,
        least=42,
    ),
    Clock(
        kind="work",
        days=120,
        what=("where people worked", "nơi từng làm việc"),
        since=("last day there", "ngày làm việc cuối ở đó"),
        why=_LOOK_BACK,
        done="deleted",
        frozen=True,
        least=28,
    ),
    Clock(
        kind="lists",
        days=365,
        what=("lists of contacts as handed out", "danh sách đã phát hành"),
        since=("day of issue", "ngày phát hành"),
        why=("what was handed out can be shown for a year", "chứng minh đã phát hành gì, trong một năm"),
        done="deleted",
        frozen=True,
        least=42,
    ),
    Clock(
        kind="imports",
        days=60,
        what=("findings of imports, which hold values of rows", "báo cáo nhập, có giá trị của các dòng"),
        since=("day of the import", "ngày nhập"),
        why=("by then the firm has mended its file", "khi đó doanh nghiệp đã sửa tệp"),
        done="emptied",
    ),
    Clock(
        kind="sessions",
        days=30,
        what=("sessions and tokens that ended, failed sign-ins", "phiên, mã truy cập đã hết hạn, lần đăng nhập sai"),
        since=("day of the end", "ngày hết hạn"),
        why=("a misuse is looked into within a month", "xem xét lạm dụng trong một tháng"),
        done="deleted",
    ),
    Clock(
        kind="persons",
        days=0,
        what=("people of whom nothing else is left", "người không còn dữ liệu nào khác"),
        since=("the day on which the last fact goes", "ngày dữ liệu cuối bị xóa"),
        why=("a name without a fact serves nothing", "tên không còn mục đích"),
        done="deleted",
        frozen=True,
        least=0,
    ),
    Clock(
        kind="suggestions",
        days=0,
        what=("pairs of records, one of which is gone", "cặp bản ghi mà một bên không còn"),
        since=("the day on which one of the two goes", "ngày một trong hai bị xóa"),
        why=("there is nothing to decide any more", "không còn gì để quyết định"),
        done="deleted",
        least=0,
    ),
    Clock(
        kind="places",
        days=0,
        what=("rooms, houses, vehicles that nobody is tied to", "phòng, nhà, xe không còn ai"),
        since=("the day on which the last person goes", "ngày người cuối bị xóa"),
        why=("an address or plate is personal data too", "địa chỉ, biển số cũng là dữ liệu cá nhân"),
        done="deleted",
        least=0,
    ),
    Clock(
        kind="uploads",
        days=7,
        what=("files left in the folder of uploads", "tệp còn lại trong thư mục tải lên"),
        since=("day of the file", "ngày của tệp"),
        why=("a workbook goes when it is read; what is left was cut off", "tệp được xóa khi đọc xong"),
        done="deleted",
    ),
    Clock(
        kind="backups",
        days=30,
        what=("backups (truyvet retention backups FOLDER --delete)", "bản sao lưu"),
        since=("the moment in its first line; if encrypted, the file's", "thời điểm ở dòng đầu, hoặc của tệp"),
        why=("a backup holds what was purged since", "bản sao lưu còn giữ dữ liệu đã xóa"),
        done="deleted",
    ),
    Clock(
        kind="log",
        days=None,
        what=("the log of who read or changed what", "nhật ký ai đã xem, sửa gì"),
        since=("-", "-"),
        why=(
            "its entries are chained, none can be checked without those before; people stand in it as hashes only",
            "các mục nối thành chuỗi; chỉ có tên tài khoản, người dân chỉ ở dạng mã băm",
        ),
        done="kept",
    ),
    Clock(
        kind="purges",
        days=None,
        what=("proofs of purges, as keyed digests", "chứng cứ xóa, dạng mã băm có khóa"),
        since=("-", "-"),
        why=("they prove what was removed and name nobody", "chứng minh đã xóa gì, không nêu tên ai"),
        done="kept",
    ),
)

BY_KIND: Mapping[str, Clock] = MappingProxyType({clock.kind: clock for clock in CLOCKS})
#: Numbers by kind, as they hold.
Days = Mapping[str, int | None]
DEFAULTS: Days = MappingProxyType({clock.kind: clock.days for clock in CLOCKS})


def read_clocks(path: Path | None) -> Days:
    """Return the days by kind: the defaults, with those of a file ``{kind: days}`` in their place.

    Raises Invalid, naming file, kind and what to do, for a file that cannot be used.
    """
    if path is None:
        return DEFAULTS
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unusable(path, f"it cannot be read ({type(error).__name__})", "không đọc được") from error
    if not isinstance(given, dict):
        raise _unusable(path, 'it must hold {"kind": days}', 'tệp phải chứa {"loại": số ngày}')
    return with_clocks(given, path=path)


def with_clocks(given: Mapping[str, Any], *, path: Path) -> Days:
    """Return the defaults with these numbers in their place. Raises Invalid for what cannot be."""
    for kind, days in given.items():
        clock = BY_KIND.get(kind)
        if clock is None or clock.days is None or clock.least == 0:
            names = ", ".join(clock.kind for clock in CLOCKS if clock.days)
            raise _unusable(path, f"there is no clock {kind} to set; there are: {names}", f"không đặt được {kind}")
        if not isinstance(days, int) or isinstance(days, bool) or not clock.least <= days <= MOST_DAYS:
            raise _unusable(
                path,
                f"{kind} must be a whole number of days from {clock.least} to {MOST_DAYS}",
                f"{kind} phải là số ngày nguyên từ {clock.least} đến {MOST_DAYS}",
            )
    found = {**DEFAULTS, **given}
    work = found["work"] or 0
    for kind in TOLD_BY_WORK:
        if (found[kind] or 0) > work:
            raise _unusable(
                path,
                f"{kind} ({found[kind]}) is longer than work ({work}), which tells when somebody left; raise work",
                f"{kind} ({found[kind]}) dài hơn work ({work}), vốn cho biết ai nghỉ khi nào; hãy tăng work",
            )
    return MappingProxyType(found)


def _unusable(path: Path, en: str, vi: str) -> Invalid:
    return Invalid(
        f"The file of clocks {path.name} cannot be used: {en}.",
        f"Không dùng được tệp thời hạn {path.name}: {vi}.",
        field="TRUYVET_RETENTION_FILE",
    )
