"""truyvet account: who may use the service. The command line itself acts as the machine's owner and asks nobody."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.console import opened, out, out_json, paging, table
from service.cli.options import Json, Limit, Offset
from service.messages import say, word

app = typer.Typer(no_args_is_help=True, help="Tài khoản. Accounts.")

Name = Annotated[str, typer.Argument(help="tên tài khoản / the account's name")]
Days = Annotated[int, typer.Option(min=1, max=366, help="số ngày hiệu lực / days until it ends")]
ROLES = ("admin", "steward", "analyst", "epidemiologist", "firm", "auditor")


@app.command()
def add(
    name: Name,
    role: Annotated[str, typer.Option(help=", ".join(ROLES))],
    company: Annotated[list[str] | None, typer.Option(help="của vai trò firm / of the role firm: key or name")] = None,
    as_json: Json = False,
) -> None:
    """Tạo tài khoản; đặt mật khẩu bằng account password. Make an account; account password gives it a password."""
    from graph.search import company_keys
    from service.accounts.accounts import add_account
    from service.accounts.roles import Role

    if role not in ROLES:
        raise typer.BadParameter(", ".join(ROLES), param_hint="--role")
    with opened(prepare=True) as (database, found):
        keys = [_one(database.read(partial(company_keys, text=text)), text) for text in company or ()]
        _shown(add_account(database, name, Role(role), companies=keys), "account-added", found.lang, as_json=as_json)


@app.command("list")
def list_all(limit: Limit = 200, offset: Offset = 0, as_json: Json = False) -> None:
    """Có những tài khoản nào. Which accounts there are."""
    from service.accounts.accounts import list_accounts

    with opened(prepare=True) as (database, found):
        document = list_accounts(database, limit=limit, offset=offset)
    if as_json:
        out_json(document)
        return
    rows = [
        (
            one["name"],
            word(found.lang, f"role-{one['role']}"),
            ", ".join(one["companies"]),
            (one["last_sign_in"] or "")[:10],
            word(found.lang, "account-disabled" if one["disabled_at"] else "account-enabled"),
        )
        for one in document["accounts"]
    ]
    table(found.lang, ("account", "role", "company", "last_sign_in", "state"), rows)
    paging(found.lang, document, len(rows))


@app.command()
def disable(name: Name, as_json: Json = False) -> None:
    """Khóa tài khoản: phiên và mã truy cập hết hiệu lực ngay. Disable one: its sessions and tokens end at once."""
    from service.accounts.accounts import disable as change

    with opened(prepare=True) as (database, found):
        _shown(change(database, name), "account-was-disabled", found.lang, as_json=as_json)


@app.command()
def enable(name: Name, as_json: Json = False) -> None:
    """Mở lại tài khoản. Let one sign in again."""
    from service.accounts.accounts import enable as change

    with opened(prepare=True) as (database, found):
        _shown(change(database, name), "account-was-enabled", found.lang, as_json=as_json)


@app.command()
def password(
    name: Name,
    file: Annotated[
        Path | None, typer.Option("--file", help="đọc từ tệp; - là stdin / read from a file; - is stdin")
    ] = None,
) -> None:
    """Đặt mật khẩu; người dùng phải đổi khi đăng nhập. Give a password, to be changed at sign-in."""
    from service.accounts.accounts import get_account, set_password

    with opened(prepare=True) as (database, found):
        get_account(database, name)
        set_password(database, name, _password(file, found.lang), must_change=True)
        out(say(found.lang, "account-password", name=name))


@app.command()
def token(
    name: Name,
    days: Days = 90,
    purpose: Annotated[
        str | None, typer.Option(help="mục đích; không có thì số CCCD, điện thoại bị che / without: numbers are masked")
    ] = None,
    as_json: Json = False,
) -> None:
    """Tạo mã truy cập cho tài khoản. Make a token of an account."""
    from service.accounts.tokens import make_token

    with opened(prepare=True) as (database, found):
        made = make_token(database, name, days=days, purpose=purpose)
    if as_json:
        out_json(made)
    else:
        out(say(found.lang, "token", token=made["token"], until=made["expires_at"][:10]))


@app.command()
def tokens(name: Name, limit: Limit = 200, offset: Offset = 0, as_json: Json = False) -> None:
    """Tài khoản có những mã truy cập nào. Which tokens an account has."""
    from service.accounts.tokens import list_tokens

    with opened(prepare=True) as (database, found):
        document = list_tokens(database, name, limit=limit, offset=offset)
    if as_json:
        out_json(document)
        return
    moments = ("created_at", "expires_at", "last_used_at")
    rows = [
        (one["id"], *((one[moment] or "")[:10] for moment in moments), one["purpose"]) for one in document["tokens"]
    ]
    table(found.lang, ("token-id", *moments, "purpose"), rows)
    paging(found.lang, document, len(rows))


@app.command()
def revoke(name: Name, id: Annotated[str, typer.Argument(help="xem account tokens / see account tokens")]) -> None:
    """Hủy một mã truy cập. Revoke a token."""
    from service.accounts.tokens import revoke_token

    with opened(prepare=True) as (database, found):
        revoke_token(database, name, id)
        out(say(found.lang, "token-revoked", id=id))


def _shown(account: dict[str, Any], message: str, lang: str, *, as_json: bool) -> None:
    if as_json:
        out_json(account)
    else:
        out(say(lang, message, name=account["name"], role=word(lang, f"role-{account['role']}")))


def _one(keys: list[str], text: str) -> str:
    """Return the one company that is meant: an account must not see more firms than somebody thought of."""
    from graph.errors import Invalid

    if len(keys) > 1:
        some = ", ".join(keys[:10])
        raise Invalid(
            f"Several companies fit {text}: {some}; give the key.",
            f"Nhiều công ty khớp {text}: {some}; hãy cho khóa.",
            field="company",
        )
    return keys[0]


def _password(file: Path | None, lang: str) -> str:
    """Return a password typed twice without being shown, or from a file or stdin: never an argument."""
    from graph.errors import Invalid

    if file is None:
        return str(typer.prompt(say(lang, "ask-password"), hide_input=True, confirmation_prompt=True))
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(
            f"{file} cannot be read ({type(error).__name__}); give a text file with the password.",
            f"Không đọc được {file} ({type(error).__name__}); hãy cho tệp văn bản chứa mật khẩu.",
            field="--file",
        ) from None
    return text.removesuffix("\n").removesuffix("\r")
