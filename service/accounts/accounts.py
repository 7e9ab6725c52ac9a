"""Accounts: made, listed, changed, disabled. What the command line and the routes share."""

import re
from collections.abc import Sequence
from typing import Any

from graph.clock import now
from graph.database import Database
from graph.errors import Conflict, Invalid, NotFound
from service.accounts.passwords import check_password, gate, password_hash
from service.accounts.roles import Role

NAME = r"^[A-Za-z0-9][A-Za-z0-9._@+-]{0,79}$"


def account_key(name: str) -> str:
    """Return the name as it is compared: without case."""
    return name.strip().lower()


def add_account(
    database: Database,
    name: str,
    role: Role,
    *,
    companies: Sequence[str] = (),
    password: str | None = None,
    subject: str | None = None,
) -> dict[str, Any]:
    """Make an account and return its document. ``companies`` are keys; a given password must be changed at sign-in.

    Raises Invalid, NotFound for an unknown company, and Conflict where there is one of that name.
    """
    properties = account_properties(database, name, role, companies=companies, password=password, must_change=True)
    key = account_key(name)
    made = database.write(
        lambda tx: tx.one("service/add_account", key=key, properties={**properties, "subject": subject}, now=now())
    )["made"]
    if not made:
        raise name_taken(name)
    return get_account(database, name)


def account_properties(
    database: Database, name: str, role: Role, *, companies: Sequence[str], password: str | None, must_change: bool
) -> dict[str, Any]:
    """Return what is kept of a new account. Raises Invalid or NotFound."""
    if not re.fullmatch(NAME, name):
        raise Invalid(
            "A name has letters, digits and . _ @ + - only, 80 at most.",
            "Tên chỉ gồm chữ không dấu, số và . _ @ + -, nhiều nhất 80 ký tự.",
            field="name",
        )
    hashed = None if password is None else _hashed(name, password)
    return {
        "name": name,
        "role": role.value,
        "companies": _checked(database, role, companies),
        "password_hash": hashed,
        "must_change_password": hashed is not None and must_change,
    }


def name_taken(name: str) -> Conflict:
    """Return the error of a name that is taken."""
    return Conflict(
        f"There is an account {name} already; choose another name.",
        f"Đã có tài khoản {name}; hãy chọn tên khác.",
        field="name",
    )


def get_account(database: Database, name: str) -> dict[str, Any]:
    """Return one account's document. Raises NotFound."""
    found = database.ask("service/accounts", key=account_key(name), skip=0, limit=1)["accounts"]
    if not found:
        raise no_account(name)
    return _document(found[0])


def list_accounts(database: Database, *, limit: int, offset: int = 0) -> dict[str, Any]:
    """Return a page of the accounts by name."""
    found = database.ask("service/accounts", key=None, skip=offset, limit=limit)
    accounts = [_document(account) for account in found["accounts"]]
    return {"total": found["total"], "limit": limit, "offset": offset, "accounts": accounts}


def disable(database: Database, name: str) -> dict[str, Any]:
    """Let an account do nothing any more, at once: its sessions and tokens end. Raises NotFound and Conflict."""
    return _changed(database, name, {"disabled_at": now()}, leaves=True, ends=True)


def enable(database: Database, name: str) -> dict[str, Any]:
    """Let an account sign in again; tokens are made anew. Raises NotFound."""
    return _changed(database, name, {"disabled_at": None}, leaves=False, ends=False)


def change_role(database: Database, name: str, role: Role, *, companies: Sequence[str] = ()) -> dict[str, Any]:
    """Give an account another role, which holds from its next request on. Raises NotFound, Invalid and Conflict."""
    properties = {"role": role.value, "companies": _checked(database, role, companies)}
    return _changed(database, name, properties, leaves=role is not Role.ADMIN, ends=False)


def set_password(database: Database, name: str, password: str, *, must_change: bool) -> None:
    """Give an account a password and end its sessions. Raises Invalid for a weak one, and NotFound."""
    hashed = _hashed(name, password)
    found = database.write(
        lambda tx: tx.one("service/set_password", key=account_key(name), password_hash=hashed, must_change=must_change)
    )["found"]
    if not found:
        raise no_account(name)


def no_account(name: str) -> NotFound:
    """Return the error of an account that is not there."""
    return NotFound(
        f"There is no account {name[:80]}; see truyvet account list.",
        f"Không có tài khoản {name[:80]}; xem truyvet account list.",
        field="name",
    )


def _hashed(name: str, password: str) -> str:
    check_password(password, name=name)
    with gate.passed():
        return password_hash(password)


def _changed(database: Database, name: str, properties: dict[str, Any], *, leaves: bool, ends: bool) -> dict[str, Any]:
    answer = database.write(
        lambda tx: tx.one(
            "service/change_account", key=account_key(name), properties=properties, leaves=leaves, ends=ends
        )
    )
    if not answer["found"]:
        raise no_account(name)
    if answer["last"]:
        raise Conflict(
            "This is the last administrator; make another one first.",
            "Đây là quản trị viên cuối cùng; hãy tạo quản trị viên khác trước.",
            field="name",
        )
    return get_account(database, name)


def _checked(database: Database, role: Role, companies: Sequence[str]) -> list[str]:
    """Return the companies of an account: of the role firm at least one that is known, of any other none."""
    if (role is Role.FIRM) != bool(companies):
        raise Invalid(
            "An account of the role firm needs companies, and no other role has any.",
            "Tài khoản vai trò firm cần có công ty; các vai trò khác thì không.",
            field="companies",
        )
    groups = database.ask("search/groups", keys=list(companies))["groups"] if companies else []
    known = {group["key"] for group in groups if group["setting"] == "company"}
    for key in companies:
        if key not in known:
            raise NotFound(
                f"No company has the key {key[:80]}; import its first file, then make the account.",
                f"Không có công ty nào mang khóa {key[:80]}; hãy nhập tệp đầu tiên của công ty rồi tạo tài khoản.",
                field="companies",
            )
    return sorted(set(companies))


def _document(account: dict[str, Any]) -> dict[str, Any]:
    moments = ("created_at", "disabled_at", "last_sign_in")
    shown = {name: value.iso_format() if name in moments and value else value for name, value in account.items()}
    return {**shown, "companies": shown["companies"] or [], "must_change_password": bool(shown["must_change_password"])}
