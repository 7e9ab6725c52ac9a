"""What each thing of the schema is under the data law: whose, which category, why, from where, seen by whom, how long.

Categories are those of Law 91/2025/QH15 and Decree 356/2025/NĐ-CP: basic (art. 3: names, birth, sex, places of
residence, phone, personal ID number, plate, family relations), sensitive (art. 4: among others health and location). A
candidate for a legal basis is what an official should check, not advice. Every property stands here by name, so that
a new one has to be thought about: a test compares this with the schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Category = Literal["sensitive", "basic", "none"]

#: Candidates for the legal basis, English and Vietnamese.
EPIDEMIC = (
    "art. 19: operation of a state agency under law, life and health in urgent cases (Law 91/2025/QH15)",
    "Điều 19: hoạt động của cơ quan nhà nước theo luật, bảo vệ tính mạng, sức khỏe (Luật 91/2025/QH15)",
)
ACCOUNTABILITY = (
    "art. 19: operation of a state agency under law; proof of who used the data",
    "Điều 19: hoạt động của cơ quan nhà nước theo luật; chứng minh ai đã dùng dữ liệu",
)
NO_PERSON = ("no personal data", "không phải dữ liệu cá nhân")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One label or relationship: ``seen`` are permissions (service/accounts/roles.py), ``clocks`` those of retention.

    ``sensitive``, ``basic`` and ``none`` name every property, separated by spaces.
    """

    whose: tuple[str, str]
    purpose: tuple[str, str]
    basis: tuple[str, str]
    source: tuple[str, str]
    seen: tuple[str, ...]
    clocks: tuple[str, ...]
    sensitive: str = ""
    basic: str = ""
    none: str = ""

    @property
    def categories(self) -> Mapping[str, Category]:
        """Return the category of each property. Raises ValueError where one is named twice."""
        found: dict[str, Category] = {}
        for category, names in (("sensitive", self.sensitive), ("basic", self.basic), ("none", self.none)):
            for name in names.split():
                if name in found:
                    raise ValueError(f"{name} has two categories")
                found[name] = category  # type: ignore[assignment]
        return MappingProxyType(found)


_WORKER = ("worker of a firm", "người lao động")
_ANYBODY = ("worker, or who lives with one", "người lao động, người ở cùng")
_USER = ("user of the service", "người dùng dịch vụ")
_NOBODY = ("nobody", "không của ai")
_TRACE = ("find who was exposed to a case", "tìm người tiếp xúc với ca bệnh")
_ROSTER = ("the firm's roster", "danh sách của doanh nghiệp")
_ANALYST = ("entered by an analyst", "truy vết viên nhập")
_SELF_MADE = ("made by the program", "chương trình tạo")
_RUN = ("run the service safely", "vận hành dịch vụ an toàn")
_LABELS_OF_PLACES = ("firm's own organisation", "tổ chức của doanh nghiệp")
_STRUCTURE = ("tell where people meet", "biết nơi gặp nhau")
_PEOPLE = ("persons", "contacts", "trace")
_HEALTH = ("cases", "follow-up", "trace")

_MEMBERSHIP = "recorded_at retracted_at import sheet row"

NODES: Mapping[str, Sheet] = MappingProxyType(
    {
        "Worker": Sheet(
            whose=_WORKER,
            purpose=("find a person, tell people apart, reach contacts", "tìm, phân biệt và liên hệ người"),
            basis=EPIDEMIC,
            source=_ROSTER,
            seen=("persons", "contacts", "trace", "rights"),
            clocks=("identity", "doses", "persons"),
            sensitive="dose_1_date dose_1_vaccine dose_2_date dose_2_vaccine dose_3_date dose_3_vaccine",
            basic="key name folded_name code code_key birth_date birth_year sex citizen_id phone home_address "
            "residence_text travel corrections cell_since cell_residence_since cell_vehicle_since cell_left",
            none="company",
        ),
        "Cohabitant": Sheet(
            whose=("who lives with a worker", "người ở cùng người lao động"),
            purpose=("a housemate is the closest contact", "người ở cùng là tiếp xúc gần nhất"),
            basis=EPIDEMIC,
            source=("named by the worker in the firm's roster", "người lao động khai trong danh sách"),
            seen=("persons", "contacts", "trace", "rights"),
            clocks=("persons",),
            basic="key name folded_name birth_year citizen_id phone corrections",
        ),
        "Company": Sheet(
            whose=_NOBODY,
            purpose=_STRUCTURE,
            basis=NO_PERSON,
            source=_LABELS_OF_PLACES,
            seen=("companies",),
            clocks=(),
            none="key name setting tax_code last_as_of last_run",
        ),
        "Workshop": Sheet(
            whose=_NOBODY,
            purpose=_STRUCTURE,
            basis=NO_PERSON,
            source=_LABELS_OF_PLACES,
            seen=_PEOPLE,
            clocks=(),
            none="key name setting",
        ),
        "Team": Sheet(
            whose=_NOBODY,
            purpose=_STRUCTURE,
            basis=NO_PERSON,
            source=_LABELS_OF_PLACES,
            seen=_PEOPLE,
            clocks=(),
            none="key name setting",
        ),
        "Residence": Sheet(
            whose=_ANYBODY,
            purpose=_TRACE,
            basis=EPIDEMIC,
            source=_ROSTER,
            seen=_PEOPLE,
            clocks=("places",),
            basic="key name",
            none="setting kind implied",
        ),
        "Vehicle": Sheet(
            whose=_ANYBODY,
            purpose=_TRACE,
            basis=EPIDEMIC,
            source=_ROSTER,
            seen=_PEOPLE,
            clocks=("places",),
            basic="key name",
            none="setting kind",
        ),
        "Case": Sheet(
            whose=_ANYBODY,
            purpose=("start of every trace; surveillance", "nơi bắt đầu truy vết; giám sát"),
            basis=EPIDEMIC,
            source=_ANALYST,
            seen=(*_HEALTH, "rights"),
            clocks=("cases", "withdrawn"),
            sensitive="key disease onset sampled confirmed isolated outcome history retracted_at retraction_reason "
            "registered_at",
        ),
        "Event": Sheet(
            whose=_ANYBODY,
            purpose=("isolation, tests and follow-up of contacts", "cách ly, xét nghiệm, theo dõi tiếp xúc"),
            basis=EPIDEMIC,
            source=_ANALYST,
            seen=(*_HEALTH, "rights"),
            clocks=("events", "withdrawn"),
            sensitive="key kind since until result method place",
            basic="recorded_by",
            none="recorded_at retracted_at",
        ),
        "IssuedList": Sheet(
            whose=_ANYBODY,
            purpose=("show what was handed out", "chứng minh đã phát hành gì"),
            basis=ACCOUNTABILITY,
            source=_SELF_MADE,
            seen=("lists", "rights"),
            clocks=("lists",),
            sensitive="question contacts",
            basic="issued_by",
            none="key companies total hash issued_at erased",
        ),
        "Import": Sheet(
            whose=_WORKER,
            purpose=("tell the firm what to mend", "báo doanh nghiệp cần sửa gì"),
            basis=EPIDEMIC,
            source=_ROSTER,
            seen=("imports",),
            clocks=("imports",),
            basic="report",
            none="key file content_hash company sent_for as_of state mode options dated partial errors warnings "
            "recalled started_at",
        ),
        "Mapping": Sheet(
            whose=_NOBODY,
            purpose=("read a firm's titles", "đọc tên cột của doanh nghiệp"),
            basis=NO_PERSON,
            source=_ANALYST,
            seen=("mappings",),
            clocks=(),
            none="key company tax_code signature columns confirmed_at",
        ),
        "Suggestion": Sheet(
            whose=_ANYBODY,
            purpose=("count one person once", "tính một người một lần"),
            basis=EPIDEMIC,
            source=_SELF_MADE,
            seen=("identity",),
            clocks=("suggestions",),
            basic="key reasons decided_by",
            none="state score found_at searched decided_at",
        ),
        "Account": Sheet(
            whose=_USER,
            purpose=_RUN,
            basis=ACCOUNTABILITY,
            source=("entered by an administrator", "quản trị viên nhập"),
            seen=("accounts",),
            clocks=(),
            basic="key name subject last_sign_in password_hash",
            none="role companies must_change_password created_at disabled_at",
        ),
        "Session": Sheet(
            whose=_USER,
            purpose=_RUN,
            basis=ACCOUNTABILITY,
            source=_SELF_MADE,
            seen=(),
            clocks=("sessions",),
            basic="account last_used_at purpose",
            none="key created_at expires_at",
        ),
        "Token": Sheet(
            whose=_USER,
            purpose=_RUN,
            basis=ACCOUNTABILITY,
            source=_SELF_MADE,
            seen=("accounts",),
            clocks=("sessions",),
            basic="account name last_used_at purpose",
            none="key created_at expires_at",
        ),
        "FailedSignIn": Sheet(
            whose=_USER,
            purpose=_RUN,
            basis=ACCOUNTABILITY,
            source=_SELF_MADE,
            seen=(),
            clocks=("sessions",),
            basic="key",
            none="count last_at",
        ),
        "FirstStart": Sheet(
            whose=_NOBODY,
            purpose=_RUN,
            basis=NO_PERSON,
            source=_SELF_MADE,
            seen=(),
            clocks=(),
            none="key expires_at tried_at used_at",
        ),
        "AuditEntry": Sheet(
            whose=_USER,
            purpose=("show who used the data", "biết ai đã dùng dữ liệu"),
            basis=ACCOUNTABILITY,
            source=_SELF_MADE,
            seen=("log",),
            clocks=("log",),
            basic="text actor",
            none="key number before hash batch",
        ),
        "AuditHead": Sheet(
            whose=_NOBODY,
            purpose=_RUN,
            basis=NO_PERSON,
            source=_SELF_MADE,
            seen=(),
            clocks=(),
            none="key number hash locked_at",
        ),
        "Purge": Sheet(
            whose=_USER,
            purpose=("prove what was removed", "chứng minh đã xóa gì"),
            basis=ACCOUNTABILITY,
            source=_SELF_MADE,
            seen=("retention",),
            clocks=("purges",),
            basic="by reason",
            none="key number as_of begun_at finished_at clocks counts remaining digest hash_before hash_after batches",
        ),
        "PurgeBatch": Sheet(
            whose=_ANYBODY,
            purpose=("prove what was removed", "chứng minh đã xóa gì"),
            basis=ACCOUNTABILITY,
            source=_SELF_MADE,
            seen=(),
            clocks=("purges",),
            basic="records subjects",
            none="key purge kind count done_at",
        ),
        "Ledger": Sheet(
            whose=_NOBODY,
            purpose=_RUN,
            basis=NO_PERSON,
            source=_SELF_MADE,
            seen=(),
            clocks=(),
            none="key revision searched",
        ),
        "Restore": Sheet(
            whose=_NOBODY,
            purpose=_RUN,
            basis=NO_PERSON,
            source=_SELF_MADE,
            seen=(),
            clocks=(),
            none="key started_at",
        ),
    }
)

EDGES: Mapping[str, Sheet] = MappingProxyType(
    {
        "WORKS_IN": Sheet(
            whose=_WORKER,
            purpose=_TRACE,
            basis=EPIDEMIC,
            source=_ROSTER,
            seen=(*_PEOPLE, "rights"),
            clocks=("work", "withdrawn"),
            basic="since until shift shift_key position",
            none=_MEMBERSHIP,
        ),
        "LIVES_IN": Sheet(
            whose=_ANYBODY,
            purpose=_TRACE,
            basis=EPIDEMIC,
            source=_ROSTER,
            seen=(*_PEOPLE, "rights"),
            clocks=("residence", "withdrawn"),
            sensitive="since until",
            basic="named_by",
            none=_MEMBERSHIP,
        ),
        "RIDES": Sheet(
            whose=_WORKER,
            purpose=_TRACE,
            basis=EPIDEMIC,
            source=_ROSTER,
            seen=(*_PEOPLE, "rights"),
            clocks=("vehicle", "withdrawn"),
            sensitive="since until",
            none=_MEMBERSHIP,
        ),
        "PART_OF": Sheet(
            whose=_NOBODY,
            purpose=_STRUCTURE,
            basis=NO_PERSON,
            source=_LABELS_OF_PLACES,
            seen=_PEOPLE,
            clocks=("places",),
        ),
        "MET": Sheet(
            whose=_ANYBODY,
            purpose=_TRACE,
            basis=EPIDEMIC,
            source=_ANALYST,
            seen=(*_HEALTH, "rights"),
            clocks=("met", "withdrawn"),
            sensitive="key since until setting",
            basic="declared_by",
            none="recorded_at retracted_at",
        ),
        "OF": Sheet(
            whose=_ANYBODY,
            purpose=("whose case or event it is", "ca bệnh, sự kiện của ai"),
            basis=EPIDEMIC,
            source=_ANALYST,
            seen=(*_HEALTH, "rights"),
            clocks=("cases", "events"),
        ),
        "SAME_AS": Sheet(
            whose=_ANYBODY,
            purpose=("count one person once", "tính một người một lần"),
            basis=EPIDEMIC,
            source=_SELF_MADE,
            seen=("identity", "rights"),
            clocks=("persons",),
            basic="basis decided_by",
            none="decided_at",
        ),
        "WAS_SAME_AS": Sheet(
            whose=_ANYBODY,
            purpose=("make a list again as it was known", "lập lại danh sách như đã biết"),
            basis=EPIDEMIC,
            source=_SELF_MADE,
            seen=("rights",),
            clocks=("withdrawn",),
            basic="basis decided_by",
            none="decided_at retracted_at",
        ),
        "ABOUT": Sheet(
            whose=_ANYBODY,
            purpose=("count one person once", "tính một người một lần"),
            basis=EPIDEMIC,
            source=_SELF_MADE,
            seen=("identity",),
            clocks=("suggestions",),
        ),
    }
)
