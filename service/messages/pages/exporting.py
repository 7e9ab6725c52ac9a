"""Packs for other programs."""

MESSAGES: dict[str, tuple[str, str]] = {
    "export-open": ("Xuất cho chương trình khác", "Export for other programs"),
    "export-about": (
        "Gói không có tên vẫn là dữ liệu cá nhân: hãy giữ kín. Gói có tên cần lý do, được ghi vào nhật ký.",
        "A pack without names is still personal data: keep it safe. One with names needs a reason, which is logged.",
    ),
    "export-format": ("Định dạng", "Format"),
    "export-identified": ("Có tên người", "With names"),
    "export-reason": ("Lý do cần có tên", "Why names are needed"),
    "export-do": ("Tải gói về", "Download the pack"),
}  # fmt: skip
