"""A person's data erased on request: all of it, or what says who it is, where something must be kept.

Kept are the memberships, meetings, events and cases of somebody whom a trace of an open case can reach, or who has a
case on file, until their clocks run out; under a new key from which nobody can be told. Somebody who is on a roster
today cannot be erased here: the firm sends the data again with its next file.
"""

import base64
import secrets
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import orjson

from graph.clock import now
from graph.database import Transaction
from graph.errors import Conflict, Invalid
from graph.people import native_day
from graph.retention.clocks import Days
from graph.retention.due import DOSES, IDENTITY
from graph.retention.freezing import Frozen, frozen
from graph.retention.proof import digest, sealed
from graph.retention.purge import Asked
from graph.rights.showing import records_of

NAME = "(đã xóa)"
#: Emptied of who is kept under another key; doses too, as no trace needs them.
_IDENTIFYING = (
    *IDENTITY,
    *DOSES,
    *("code", "code_key", "birth_date", "birth_year", "sex", "corrections"),
    *("cell_since", "cell_residence_since", "cell_vehicle_since", "cell_left"),
)

#: What erasing one person does not reach.
NOT_REACHED = (
    {
        "en": "Files in the folder of uploads are of many people; they go by their own clock.",
        "vi": "Tệp trong thư mục tải lên là của nhiều người; xóa theo thời hạn riêng.",
    },
    {
        "en": "Backups made before hold the person until they expire.",
        "vi": "Bản sao lưu trước đó còn giữ người này đến khi hết hạn.",
    },
    {
        "en": "Lists, packs and forms that were handed out as files are with those who have them.",
        "vi": "Danh sách, gói dữ liệu, phiếu đã giao ra ở dạng tệp nằm ở nơi nhận.",
    },
    {
        "en": "A file that the firm sends later with the person in it brings the person back.",
        "vi": "Tệp doanh nghiệp gửi sau này nếu có người này sẽ đưa người này trở lại.",
    },
)


def erase(transaction: Transaction, key: str, *, asked: Asked, secret: bytes) -> dict[str, Any]:
    """Erase a person, in one transaction; return what went, what is kept and why, and what is not reached.

    Raises NotFound, Invalid without a reason, Conflict for somebody who is at work.
    """
    if not (asked.reason or "").strip():
        raise Invalid("Say why the person is erased.", "Hãy ghi lý do xóa.", field="reason")
    transaction.run("loading/ledger")
    records = records_of(transaction, key)
    held = transaction.one("rights/held", people=list(records))["records"]
    if at_work := [one for entry in held for one in entry["memberships"] if _at_work(one, asked.day)]:
        where = at_work[0]["name"]
        raise Conflict(
            f"The person is on the roster of {where} today, which would bring the data back; ask the firm to take the "
            "person off, then erase.",
            f"Người này đang có trong danh sách của {where}, tệp sau sẽ đưa dữ liệu trở lại; hãy đề nghị doanh nghiệp "
            "bỏ ra, rồi xóa.",
            field="worker",
        )
    kept = _kept(held, records, frozen(transaction, day=asked.day, rules=asked.rules), asked.days)
    names = {record: f"xoa_{secrets.token_hex(8)}" for record in records}
    proof = _proof(transaction, records, asked, secret)
    texts = _texts(held)
    lists = _lists(transaction, names, texts)
    reports = _reports(transaction, texts)
    for record in records:
        if kept:
            emptied = {**dict.fromkeys(_IDENTIFYING), "name": NAME, "folded_name": ""}
            transaction.one("rights/pseudonymise", old=record, new=names[record], properties=emptied)
        else:
            transaction.one("rights/erase", key=record, new=names[record])
    return {
        "records": len(records),
        "deleted": not kept,
        "pseudonyms": sorted(names.values()) if kept else [],
        "kept": kept,
        "lists": lists,
        "reports": reports,
        "proof": proof,
        "not_reached": list(NOT_REACHED),
    }


def _at_work(membership: Mapping[str, Any], day: date) -> bool:
    fact = membership["fact"]
    if membership["type"] != "WORKS_IN" or fact.get("retracted_at") is not None:
        return False
    until = native_day(fact.get("until"))
    return until is None or until >= day


def _kept(held: Sequence[Mapping[str, Any]], records: Sequence[str], ice: Frozen, days: Days) -> list[dict[str, Any]]:
    """Return what must be kept of the person, why, and until which day where that is known."""
    found: list[dict[str, Any]] = []
    if ice.people & set(records):
        found.append(
            {
                "what": "memberships, meetings, events",
                "why": {
                    "en": "A trace of an open case can reach the person; kept under another key until it is closed.",
                    "vi": "Truy vết một ca đang mở có thể cần người này; giữ với khóa khác đến khi đóng ca.",
                },
                "until": None,
            }
        )
    for entry in held:
        for case in entry["cases"]:
            dates = [native_day(case.get(name)) for name in ("onset", "sampled", "confirmed", "isolated")]
            last = max(day for day in dates if day is not None)
            found.append(
                {
                    "what": "case",
                    "why": {
                        "en": f"A case of {case['disease']} is kept for {days['cases']} days (clock “cases”).",
                        "vi": f"Ca bệnh {case['disease']} được giữ {days['cases']} ngày (thời hạn «cases»).",
                    },
                    "until": (last + timedelta(days=days["cases"] or 0)).isoformat(),
                }
            )
    return found


def _proof(transaction: Transaction, records: Sequence[str], asked: Asked, secret: bytes) -> str:
    """Keep who asked, when and why, and the digests of the keys; the same proof as a purge's."""
    properties = {
        "as_of": asked.day,
        "begun_at": now(),
        "by": asked.by,
        "reason": (asked.reason or "").strip(),
        "clocks": orjson.dumps(dict(asked.days)).decode(),
    }
    key: str = transaction.one("retention/begin", properties=properties)["key"]
    digests = [digest(secret, "erasure", record) for record in records]
    subjects = sorted(digest(secret, record) for record in records)
    transaction.one("retention/prove", purge=key, kind="erasure", records=digests, subjects=subjects, now=now())
    ended = {
        "finished_at": now(),
        "counts": orjson.dumps({"erasure": len(records)}).decode(),
        "remaining": "{}",
        "digest": sealed([{"kind": "erasure", "records": digests}]),
    }
    transaction.one("retention/finish", purge=key, properties=ended)
    return key


def _texts(held: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what names the person in reports and questions: full names of two words or more, ID numbers, phones."""
    found: set[str] = set()
    for entry in held:
        known = entry["properties"]
        found |= {str(known[name]) for name in ("citizen_id", "phone", "home_address") if known.get(name)}
        if " " in (known.get("name") or ""):
            found.add(known["name"])
    return sorted(found, key=len, reverse=True)


def _reports(transaction: Transaction, texts: Sequence[str]) -> int:
    """Blot these texts out of imports' reports; return of how many."""
    found = transaction.one("rights/reports", texts=[_in_json(text) for text in texts])["reports"]
    for key, report in found:
        transaction.one("rights/write_report", key=key, report=_blotted(report, texts))
    return len(found)


def _lists(transaction: Transaction, names: Mapping[str, str], texts: Sequence[str]) -> int:
    """Put other keys into issued lists, and blot names out of their questions; return of how many."""
    count = 0
    for entry in transaction.one("lists/issued", key=None, companies=None, skip=0, limit=2**31 - 1)["lists"]:
        packed = transaction.one("lists/contacts", key=entry["key"])["contacts"]
        contacts = orjson.loads(zlib.decompress(base64.b85decode(packed)))
        question = orjson.loads(_blotted(entry["question"], texts))
        changed = [_contact(contact, names) for contact in contacts]
        asked = {**question, "cases": [_case(case, names) for case in question["cases"]]}
        if changed != contacts or asked != orjson.loads(entry["question"]):
            again = base64.b85encode(zlib.compress(orjson.dumps(changed))).decode()
            text = orjson.dumps(asked).decode()
            transaction.one("rights/write_list", key=entry["key"], question=text, contacts=again)
            count += 1
    return count


def _contact(contact: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return a contact of an issued list with other keys of people; those of places stay."""
    return {
        **contact,
        "key": names.get(contact["key"], contact["key"]),
        "same_as": [names.get(key, key) for key in contact["same_as"]],
        "reasons": [
            {**reason, "with": [names.get(key, key) for key in reason["with"]]} for reason in contact["reasons"]
        ],
    }


def _case(case: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return a case of a list's question with other keys; its own has the person's in the middle."""
    new = names.get(case["record"])
    if new is None:
        return dict(case)
    key = case["key"] and case["key"].replace(f"~{case['record']}~", f"~{new}~")
    return {**case, "record": new, "key": key}


def _blotted(text: str, texts: Sequence[str]) -> str:
    for one in texts:
        text = text.replace(_in_json(one), NAME)
    return text


def _in_json(text: str) -> str:
    return orjson.dumps(text).decode()[1:-1]
