"""Why a file is not imported, each with a sentence in both languages.

Refused (graph.errors.TruyvetError)
└── one class: what differs is the stable ``reason`` in ``extra`` and the sentence
"""

from collections.abc import Sequence

from graph.errors import TruyvetError
from loaders.form import BY_FIELD
from loaders.showing import VALUE, shown


class Refused(TruyvetError):
    """A file that cannot be imported as it is. ``extra["reason"]`` is stable, for scripts."""

    code = "file-refused"
    status = 422

    def __init__(self, reason: str, en: str, vi: str, *, field: str | None = "file") -> None:
        super().__init__(en, vi, field=field, extra={"reason": reason})
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        """Travel from the process that reads to the one that writes."""
        return _again, (self.reason, self.en, self.vi, self.field, self.extra)


def _again(reason: str, en: str, vi: str, field: str | None, extra: dict[str, object]) -> Refused:
    error = Refused(reason, en, vi, field=field)
    error.extra.update(extra)
    return error


def _listed(cells: Sequence[str]) -> str:
    """Return cells as a sentence lists them."""
    return ", ".join(f"«{shown(cell)}»" for cell in cells) or "—"


def missing_file(path: str) -> Refused:
    """Return the error for a path where nothing is."""
    return Refused(
        "missing",
        f"There is no file or folder {path}; check the path.",
        f"Không có tệp hoặc thư mục {path}; hãy kiểm tra đường dẫn.",
    )


def unreadable_file(name: str) -> Refused:
    """Return the error for a file that is no spreadsheet, whatever its name says."""
    return Refused(
        "unreadable",
        f"{name} is not a readable spreadsheet (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv), or it is damaged; "
        "open it in Excel, save it as .xlsx and send that.",
        f"{name} không phải bảng tính đọc được (.xlsx, .xlsm, .xls, .xlsb, .ods, .csv) hoặc đã hỏng; "
        "hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi.",
    )


def locked_file(name: str) -> Refused:
    """Return the error for a file with a password."""
    return Refused(
        "password",
        f"{name} is protected by a password; save it without one and send it again.",
        f"{name} có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.",
    )


def too_large(name: str, megabytes: int) -> Refused:
    """Return the error for a file that would grow beyond what is read."""
    return Refused(
        "too-large",
        f"{name} holds more than {megabytes} MB; split it, or delete what is not the workers' list.",
        f"{name} chứa hơn {megabytes} MB dữ liệu; hãy chia nhỏ hoặc xóa phần không phải danh sách công nhân.",
    )


def too_much_memory(name: str, megabytes: int) -> Refused:
    """Return the error for a file that takes more memory than a file may."""
    return Refused(
        "too-large",
        f"{name} takes more than {megabytes} MB of memory to read; split it, or delete what is not the workers' list.",
        f"{name} cần hơn {megabytes} MB bộ nhớ để đọc; hãy chia nhỏ hoặc xóa phần không phải danh sách công nhân.",
    )


def too_slow(name: str, seconds: int) -> Refused:
    """Return the error for a file that takes longer to read than one of its size may."""
    return Refused(
        "too-slow",
        f"{name} is not read after {seconds} s, too long for its size; split it, or copy the workers' list alone into "
        "a new file.",
        f"{name} đọc {seconds} giây chưa xong, quá lâu so với dung lượng; hãy chia nhỏ, hoặc chép riêng danh sách công "
        "nhân sang tệp mới.",
    )


def empty_workbook(name: str) -> Refused:
    """Return the error for a workbook without a row of workers."""
    return Refused(
        "empty",
        f"{name} holds no row of a worker; fill in the form (truyvet template) and send it again.",
        f"{name} không có dòng công nhân nào; hãy điền vào mẫu (truyvet template) rồi gửi lại.",
    )


def no_header(name: str, seen: list[str]) -> Refused:
    """Return the error for a workbook in which no row of titles was found; ``seen`` are cells that look like some."""
    there = _listed(seen[:12])
    return Refused(
        "no-header",
        f"{name} has no row of titles with a worker code and a name, only {there}; name the columns as in the form.",
        f"{name} không có dòng tiêu đề với mã công nhân và họ tên; chỉ thấy {there}. Hãy đặt tên cột như trong mẫu.",
    )


def doubtful_columns(name: str, titles: Sequence[str], guesses: Sequence[tuple[str, str, float]]) -> Refused:
    """Return the error for a workbook in which it is not sure which column is a required one.

    ``guesses`` has (title, field, confidence from 0 to 1); ``titles`` are all that were seen.
    """
    en = "; ".join(
        f"«{shown(title)}» may be «{BY_FIELD[field].english}» ({share:.0%})" for title, field, share in guesses
    )
    vi = "; ".join(
        f"«{shown(title)}» có thể là «{BY_FIELD[field].title}» ({share:.0%})" for title, field, share in guesses
    )
    title, field, _ = guesses[0]
    seen = _listed(titles[:40])
    how = f'--map "{shown(title, VALUE)}={field}"'
    error = Refused(
        "doubtful-columns",
        f"{name}: it is not sure which column is which: {en}. If that is right, import it with {how}; "
        f"else name the columns as in the form. Titles seen: {seen}.",
        f"{name}: không chắc cột nào là gì: {vi}. Nếu đúng, hãy nhập lại với {how}; "
        f"nếu không, hãy đặt tên cột như trong mẫu. Các tiêu đề đã thấy: {seen}.",
        field="map",
    )
    error.extra["titles"] = list(titles)
    error.extra["guesses"] = [{"title": t, "field": f, "confidence": share} for t, f, share in guesses]
    return error


def unknown_titles(name: str, titles: Sequence[str], seen: Sequence[str]) -> Refused:
    """Return the error for a mapping (--map) of titles that the workbook does not have."""
    lost, there = _listed(titles[:40]), _listed(seen[:40])
    return Refused(
        "map-unknown-title",
        f"{name} has no column called {lost} (--map); its titles are {there}.",
        f"{name} không có cột {lost} (--map); các tiêu đề là {there}.",
        field="map",
    )


def no_company(name: str) -> Refused:
    """Return the error for a workbook that does not say whose workers it lists."""
    return Refused(
        "no-company",
        f"{name} does not say which company it is of; write it in the heading, or name it (--company).",
        f"{name} không ghi tên công ty; hãy ghi ở đầu bảng, hoặc chỉ rõ (--company).",
        field="company",
    )


def older_file(name: str, *, day: str, last: str) -> Refused:
    """Return the error for a file that is older than the last one applied for its firm."""
    return Refused(
        "older",
        f"{name} is of {day}, but a file of {last} has been applied for this company; send a newer one.",
        f"{name} có ngày {day}, nhưng công ty này đã nhập tệp ngày {last}; hãy gửi tệp mới hơn.",
        field="as_of",
    )


def future_file(name: str, *, day: str) -> Refused:
    """Return the error for a file whose date lies ahead."""
    return Refused(
        "future",
        f"{name} is of {day}, which lies ahead; give its date (--as-of).",
        f"{name} có ngày {day} ở tương lai; hãy chỉ rõ ngày (--as-of).",
        field="as_of",
    )
