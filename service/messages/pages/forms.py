"""Forms on paper's side: blank and filled ones."""

MESSAGES: dict[str, tuple[str, str]] = {
    "form-blank": ("Tải biểu mẫu trống", "Download the blank form"),
    "form-choose": ("Gửi biểu mẫu đã điền (.xlsx)", "Send the filled form (.xlsx)"),
    "form-reading": ("Đang đọc tệp…", "Reading the file…"),
    "form-checked": ("Đã đọc thử, chưa ghi gì.", "Read only; nothing is recorded yet."),
    "form-recorded": ("Đã ghi.", "Recorded."),
    "form-record": ("Ghi {count} dòng chắc chắn", "Record the {count} certain rows"),
    "form-again": ("Xem lại trang với dữ liệu mới", "Show the page with the new data"),
    "form-open": ("Các dòng chưa ghi được", "Rows that cannot be recorded"),
    "form-row": ("Dòng", "Row"),
    "form-why": ("Vì sao", "Why"),
    "form-meant": ("Có thể là", "May be"),
    "form-more": ("và {count} dòng nữa", "and {count} more rows"),
    "form-register": ("Đăng ký ca", "Register the case"),
    "form-state-recorded": ("chắc chắn", "certain"),
    "form-state-unchanged": ("đã có", "known already"),
    "form-state-doubtful": ("chưa rõ là ai", "doubtful"),
    "form-state-rejected": ("không dùng được", "rejected"),
}  # fmt: skip
