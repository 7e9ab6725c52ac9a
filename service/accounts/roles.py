"""Roles and what each may do: one table, which the docs print and a test holds every route against."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    """One thing that one may do. A route asks for one of them (``needs`` in service/api/access.py)."""

    SELF = "self"
    ACCOUNTS = "accounts"
    IMPORTS = "imports"
    TEMPLATE = "template"
    MAPPINGS = "mappings"
    IDENTITY = "identity"
    QUALITY = "quality"
    COMPANIES = "companies"
    RULES = "rules"
    PERSONS = "persons"
    CONTACTS = "contacts"
    TRACE = "trace"
    CASES = "cases"
    FOLLOW_UP = "follow-up"
    LISTS = "lists"
    FORMS = "forms"
    ANALYSES = "analyses"
    NAMED_ANALYSES = "named-analyses"
    PACKS = "packs"
    NAMED_PACKS = "named-packs"
    RETENTION = "retention"
    RIGHTS = "rights"
    LOG = "log"


class Role(StrEnum):
    """What an account is. An account has one role: who needs two has two accounts."""

    ADMIN = "admin"
    STEWARD = "steward"
    ANALYST = "analyst"
    EPIDEMIOLOGIST = "epidemiologist"
    FIRM = "firm"
    AUDITOR = "auditor"


#: What a permission lets one do: English, Vietnamese.
MEANINGS: Mapping[Permission, tuple[str, str]] = MappingProxyType(
    {
        Permission.SELF: ("one's own account and password", "tài khoản và mật khẩu của mình"),
        Permission.ACCOUNTS: ("accounts and their tokens", "tài khoản và mã truy cập"),
        Permission.IMPORTS: ("send workbooks, read their reports", "gửi tệp danh sách, xem báo cáo"),
        Permission.TEMPLATE: ("blank forms", "biểu mẫu trống"),
        Permission.MAPPINGS: ("how titles of columns are read", "cách đọc tên cột"),
        Permission.IDENTITY: ("decide whether two records are one person", "quyết định hai bản ghi có là một người"),
        Permission.QUALITY: ("how good the data is", "chất lượng dữ liệu"),
        Permission.COMPANIES: ("the list of companies", "danh sách công ty"),
        Permission.RULES: ("rule sets", "bộ quy tắc"),
        Permission.PERSONS: ("find people and read their records", "tìm người và xem hồ sơ"),
        Permission.CONTACTS: ("who shares a group with whom", "ai ở cùng nhóm với ai"),
        Permission.TRACE: ("trace contacts", "truy vết tiếp xúc"),
        Permission.CASES: ("register and change cases", "đăng ký và sửa ca bệnh"),
        Permission.FOLLOW_UP: ("the day's work, isolations, tests", "việc trong ngày, cách ly, xét nghiệm"),
        Permission.LISTS: ("lists as they were issued", "danh sách đã phát hành"),
        Permission.FORMS: ("send a line list, interview, follow-up form", "nhập phiếu điều tra, theo dõi"),
        Permission.ANALYSES: ("analyses without names of people", "phân tích không có tên người"),
        Permission.NAMED_ANALYSES: ("analyses that name people", "phân tích có tên người"),
        Permission.PACKS: ("pseudonymised packs", "gói dữ liệu không có tên"),
        Permission.NAMED_PACKS: ("packs with names", "gói dữ liệu có tên"),
        Permission.RETENTION: ("how long data is kept, purge what is due", "thời hạn lưu, xóa dữ liệu đến hạn"),
        Permission.RIGHTS: ("show, correct, erase one person's data", "cho xem, sửa, xóa dữ liệu của một người"),
        Permission.LOG: ("the log of who read or changed what", "nhật ký ai đã xem, sửa gì"),
    }
)  # fmt: skip

_P = Permission

#: The table. Whatever is not here is refused.
ROLES: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.ADMIN: frozenset({_P.SELF, _P.ACCOUNTS}),
        Role.STEWARD: frozenset(
            {_P.SELF, _P.IMPORTS, _P.TEMPLATE, _P.MAPPINGS, _P.IDENTITY, _P.QUALITY, _P.COMPANIES, _P.RULES,
             _P.RETENTION, _P.RIGHTS}
        ),
        Role.ANALYST: frozenset(
            {_P.SELF, _P.TEMPLATE, _P.COMPANIES, _P.RULES, _P.PERSONS, _P.CONTACTS, _P.TRACE, _P.CASES, _P.FOLLOW_UP,
             _P.LISTS, _P.FORMS, _P.ANALYSES, _P.NAMED_ANALYSES, _P.PACKS, _P.NAMED_PACKS}
        ),
        Role.EPIDEMIOLOGIST: frozenset({_P.SELF, _P.COMPANIES, _P.RULES, _P.ANALYSES, _P.PACKS}),
        # Only routes whose every answer is narrowed by the account's scope: service/accounts/scope.py.
        Role.FIRM: frozenset({_P.SELF, _P.IMPORTS, _P.TEMPLATE, _P.QUALITY, _P.COMPANIES, _P.PERSONS, _P.LISTS}),
        Role.AUDITOR: frozenset({_P.SELF, _P.LOG}),
    }
)  # fmt: skip
