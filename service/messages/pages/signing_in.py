"""Signing in, passwords, purpose."""

MESSAGES: dict[str, tuple[str, str]] = {
    "sign-in": ("Đăng nhập", "Sign in"),
    "sign-in-openid": ("Đăng nhập bằng tài khoản cơ quan", "Sign in with the organisation's account"),
    "sign-out": ("Đăng xuất", "Sign out"),
    "no-account": (
        "Chưa có tài khoản, hoặc quên mật khẩu: hãy hỏi quản trị viên của đơn vị.",
        "No account yet, or the password forgotten: ask your administrator.",
    ),
    "account-name": ("Tên tài khoản", "Account"),
    "password": ("Mật khẩu", "Password"),
    "password-old": ("Mật khẩu hiện tại", "Present password"),
    "password-new": ("Mật khẩu mới", "New password"),
    "password-help": ("Ít nhất 12 ký tự; vài từ rời nhau thì dễ nhớ.", "At least 12 characters; a few words are easy to remember."),
    "password-change": ("Đổi mật khẩu", "Change the password"),
    "password-must": (
        "Mật khẩu này do người khác đặt. Hãy đổi trước khi tiếp tục.",
        "Somebody else chose this password. Change it before you go on.",
    ),
    "field-missing": ("Hãy điền: {field}.", "Fill in: {field}."),
    "first-start-title": ("Lần đầu: tạo quản trị viên", "First start: make the administrator"),
    "first-start-about": (
        "Người quản trị tạo tài khoản cho những người khác. Mã dùng một lần có hiệu lực một giờ.",
        "The administrator makes the accounts of all others. The one-time secret is valid for an hour.",
    ),
    "first-start-secret": ("Mã dùng một lần", "One-time secret"),
    "first-start-help": ("Được in ra khi chạy truyvet serve.", "Printed by truyvet serve."),
    "first-start-make": ("Tạo và đăng nhập", "Make it and sign in"),
    "purpose-title": ("Xem dữ liệu để làm gì?", "What is the data read for?"),
    "purpose-about": (
        "Luật Bảo vệ dữ liệu cá nhân yêu cầu mục đích rõ ràng. Mục đích được ghi vào nhật ký cùng những gì đã xem, và giữ đến khi đăng xuất.",
        "The data protection law asks for a purpose. It is logged beside what was read, and holds until you sign out.",
    ),
    "purpose-field": ("Mục đích", "Purpose"),
    "purpose-help": ("Ví dụ: ổ dịch KCN Quang Châu, tháng 5", "For example: outbreak at Quang Châu park, May"),
    "purpose-change": ("Đổi mục đích", "Change the purpose"),
    "me-title": ("Tài khoản của tôi", "My account"),
    "me-may": ("Được phép", "What you may do"),
}  # fmt: skip
