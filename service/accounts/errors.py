"""What can go wrong with who is calling; each has a stable code.

TruyvetError
├── Unauthorized       nobody is signed in, or no longer
│   ├── OldToken       a token from before there were accounts
│   └── WrongSignIn    name and password do not fit
├── Forbidden          the role may not
│   ├── PasswordChange a password that somebody else chose must be changed first
│   └── ForeignRequest a cookie came without what shows that the page itself sent it
└── TooMany            wait: too many failures, or too many at once
"""

from graph.errors import TruyvetError


class Unauthorized(TruyvetError):
    """No token or session, or one that is not known or has ended."""

    code = "unauthorized"
    status = 401

    def __init__(self, en: str | None = None, vi: str | None = None) -> None:
        super().__init__(
            en or "Sign in, or send a valid bearer token.",
            vi or "Hãy đăng nhập, hoặc gửi mã truy cập (bearer token) hợp lệ.",
        )


class OldToken(Unauthorized):
    """A token that was made before there were accounts: nobody knows whose it is and what it may do."""

    code = "token-without-account"

    def __init__(self) -> None:
        super().__init__(
            "This token was made before there were accounts and opens nothing any more; "
            "make one anew: truyvet account add NAME --role ROLE, truyvet account token NAME.",
            "Mã truy cập này có từ trước khi có tài khoản và không còn dùng được; "
            "hãy tạo lại: truyvet account add TÊN --role VAI_TRÒ, truyvet account token TÊN.",
        )


class WrongSignIn(Unauthorized):
    """Name and password do not fit; it is not said which, nor whether the account is disabled."""

    code = "wrong-sign-in"

    def __init__(self) -> None:
        super().__init__(
            "Name and password do not fit; try again, or ask an administrator.",
            "Tên hoặc mật khẩu không đúng; hãy thử lại, hoặc hỏi quản trị viên.",
        )


class Forbidden(TruyvetError):
    """The account's role may not."""

    code = "forbidden"
    status = 403

    def __init__(self, en: str | None = None, vi: str | None = None) -> None:
        super().__init__(
            en or "Your role may not do this; ask an administrator for an account that may.",
            vi or "Vai trò của bạn không được làm việc này; hãy hỏi quản trị viên về tài khoản có quyền.",
        )


class PasswordChange(Forbidden):
    """The password was chosen by somebody else."""

    code = "password-change"

    def __init__(self) -> None:
        super().__init__(
            "Change your password first: PUT /api/me/password.",
            "Hãy đổi mật khẩu trước: PUT /api/me/password.",
        )


class PurposeNeeded(Forbidden):
    """Persons are to be read, and nobody said what for."""

    code = "purpose-needed"

    def __init__(self) -> None:
        super().__init__(
            "Say what you need this for, an outbreak or a case: PUT /api/me/purpose, or the header X-Purpose.",
            "Hãy cho biết mục đích xem, ổ dịch hoặc ca bệnh: PUT /api/me/purpose, hoặc tiêu đề X-Purpose.",
        )


class ForeignRequest(Forbidden):
    """A request with a session's cookie that another site may have sent."""

    code = "foreign-request"

    def __init__(self) -> None:
        super().__init__(
            "The request did not come from the service's own page; send the session's X-CSRF-Token.",
            "Yêu cầu không đến từ trang của dịch vụ; hãy gửi X-CSRF-Token của phiên làm việc.",
        )


class TooMany(TruyvetError):
    """Too many failed sign-ins, or too many at once."""

    code = "too-many"
    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"Too many sign-ins; wait {seconds} seconds.",
            f"Đăng nhập quá nhiều lần; hãy đợi {seconds} giây.",
            extra={"retry_after": seconds},
        )
