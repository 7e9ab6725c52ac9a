"""What can be wrong with a backup's file, each with what to do about it."""

from typing import ClassVar

from graph.errors import Conflict, Invalid


class Damaged(Invalid):
    """The file is cut, changed or of no backup; nothing was written."""

    code: ClassVar[str] = "backup-damaged"


class Unfinished(Conflict):
    """A restore was cut off, so that the graph is not whole."""

    code: ClassVar[str] = "restore-unfinished"


class NotEmpty(Conflict):
    """The graph to restore into holds something."""

    code: ClassVar[str] = "graph-not-empty"


def damaged() -> Damaged:
    """The file is not as it was written."""
    return Damaged(
        "The backup is damaged or cut off; nothing was written. Take another copy or an older one.",
        "Tệp sao lưu bị hỏng hoặc bị cắt; chưa ghi gì. Hãy dùng bản sao khác hoặc bản cũ hơn.",
        field="file",
    )


def unfinished() -> Unfinished:
    """No command may take the graph for whole."""
    return Unfinished(
        "A restore into this graph was cut off or is under way; run `truyvet restore FILE` again.",
        "Việc khôi phục vào đồ thị này bị ngắt hoặc đang chạy; hãy chạy lại `truyvet restore TỆP`.",
    )


def taken_over() -> Unfinished:
    """Two restores of one graph: the later one goes on."""
    return Unfinished(
        "Another restore has taken this graph over, or somebody emptied it; this one stopped.",
        "Một lần khôi phục khác đã dùng đồ thị này, hoặc có người đã xóa nó; lần này dừng lại.",
    )


def not_empty(nodes: int) -> NotEmpty:
    """Nothing is mixed or overwritten."""
    return NotEmpty(
        f"The graph is not empty ({nodes} nodes); a backup is restored into an empty one only: set TRUYVET_DATA_DIR "
        "to a new folder, or NEO4J_URI to an empty database.",
        f"Đồ thị không trống ({nodes} nút); chỉ khôi phục vào đồ thị trống: hãy đặt TRUYVET_DATA_DIR sang thư mục "
        "mới, hoặc NEO4J_URI sang cơ sở dữ liệu trống.",
    )


def too_new(program: str) -> Invalid:
    """What we do not know we would restore wrongly."""
    return Invalid(
        f"The backup was made by a newer truyvet ({program}); update truyvet, then restore.",
        f"Tệp sao lưu được tạo bởi truyvet mới hơn ({program}); hãy cập nhật truyvet rồi khôi phục.",
        field="file",
    )
