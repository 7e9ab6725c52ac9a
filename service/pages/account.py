"""One account: its role, password, whether it may sign in, and its tokens."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from service.accounts.roles import Permission
from service.accounts.tokens import DAYS
from service.pages import parts
from service.pages.accounts import role_fields
from service.pages.administration import sections
from service.pages.asking import Refused
from service.pages.dialog import Dialog
from service.pages.page import page
from service.pages.sent_form import SentForm
from service.pages.visit import Visit

_MOST = 1000


@page("/administration/accounts/{name}", title="account-title", needs=(Permission.ACCOUNTS,))
async def account(visit: Visit) -> None:
    """One account."""
    sections(visit)
    name = visit.keys["name"]
    tokens = await visit.api.get(f"/accounts/{quote(name)}/tokens", limit=_MOST)
    document = await _account(visit, name)
    box = parts.tag("div")
    with parts.tag("section").classes("tv-card"):
        disabled = document["disabled_at"] is not None
        parts.text("h2", document["name"])
        parts.chip(visit.word("account-disabled" if disabled else "account-enabled"), "wrong" if disabled else "good")
        parts.facts(
            [
                (visit.word("role"), visit.word(f"role-{document['role']}")),
                (visit.word("company"), ", ".join(document["companies"])),
                (visit.word("created_at"), parts.moment(document["created_at"])),
                (visit.word("last_sign_in"), parts.moment(document["last_sign_in"])),
                (visit.say("account-password-is"), _password(visit, document)),
            ]
        )
        with parts.tag("div").classes("tv-actions"):
            for act in ("role", "password", "enable" if disabled else "disable"):
                parts.button(visit.say(f"account-act-{act}"), partial(_ask, visit, box, document, act))
    _tokens(visit, document["name"], tokens)


async def _account(visit: Visit, name: str) -> Mapping[str, Any]:
    """Return one account of the list. Raises Refused; one that has no tokens' list was refused before."""
    offset = 0
    while True:
        found = await visit.api.get("/accounts", limit=_MOST, offset=offset)
        for one in found["accounts"]:
            if one["name"].lower() == name.lower():
                document: Mapping[str, Any] = one
                return document
        offset += _MOST
        if offset >= found["total"]:
            raise Refused(404, {"vi": visit.say("account-none", name=name), "en": visit.say("account-none", name=name)})


def _password(visit: Visit, document: Mapping[str, Any]) -> str:
    if document["openid"]:
        return visit.say("account-openid")
    if not document["password"]:
        return visit.say("account-no-password")
    return visit.say("account-must-change" if document["must_change_password"] else "account-own-password")


def _ask(visit: Visit, box: Any, document: Mapping[str, Any], act: str) -> None:
    """Open the window that asks for a role, a password, or whether the account is to be disabled."""
    fields: list[dict[str, Any]] = []
    fixed: dict[str, bool] = {}
    if act == "role":
        fields = role_fields(visit, document)
    elif act == "password":
        fields = [
            {
                "name": "password",
                "label": visit.say("password-new"),
                "type": "password",
                "autocomplete": "new-password",
                "help": visit.say("accounts-password-help"),
            }
        ]
    else:
        fixed = {"disabled": act == "disable"}
    with Dialog(visit, box, heading=visit.say(f"account-act-{act}")):
        parts.text("p", visit.say(f"account-about-{act}", name=document["name"]))
        SentForm(
            visit,
            "PATCH",
            f"/accounts/{quote(document['name'])}",
            fields,
            submit=visit.say(f"account-act-{act}"),
            fixed=fixed,
            empties="left-out",
            next_=visit.here,
            done=visit.say("account-changed"),
        )


def _tokens(visit: Visit, name: str, document: Mapping[str, Any]) -> None:
    """What programs sign in with: made here and shown once, revoked here."""
    box = parts.tag("div")

    def revoke(_: str, id_: str) -> None:
        with Dialog(visit, box, heading=visit.say("account-revoke")):
            parts.text("p", visit.say("account-revoke-about", id=id_))
            SentForm(
                visit,
                "DELETE",
                f"/accounts/{quote(name)}/tokens/{quote(id_)}",
                [],
                submit=visit.say("account-revoke"),
                next_=visit.here,
                done=visit.say("account-revoked"),
            )

    def make() -> None:
        with Dialog(visit, box, heading=visit.say("account-make-token")):
            _new_token(visit, name)

    with parts.tag("section").classes("tv-card"):
        parts.text("h2", visit.say("account-tokens"))
        parts.note(visit.say("account-tokens-about"))
        parts.button(visit.say("account-make-token"), make)
        if not document["tokens"]:
            parts.empty(visit.say("account-no-tokens"))
            return
        moments = ("created_at", "last_used_at", "expires_at")
        names = ("token-id", "purpose", *moments)
        parts.Table(
            visit,
            [
                *({"name": one, "label": visit.heading(one), "sort": True} for one in names),
                {"name": "do", "label": visit.say("account-do")},
            ],
            [
                {
                    "key": token["id"],
                    "token-id": token["id"],
                    "purpose": token["purpose"] or "",
                    **{one: {"text": parts.moment(token[one]), "sort": token[one]} for one in moments},
                    "do": {"text": "", "acts": [{"name": "revoke", "label": visit.say("account-revoke")}]},
                }
                for token in document["tokens"]
            ],
            caption=visit.say("account-tokens"),
            on_act=revoke,
        )


def _new_token(visit: Visit, name: str) -> None:
    SentForm(
        visit,
        "POST",
        f"/accounts/{quote(name)}/tokens",
        [
            {
                "name": "days",
                "label": visit.say("account-token-days"),
                "type": "number",
                "value": str(DAYS),
                "longest": 3,
            },
            {
                "name": "purpose",
                "label": visit.heading("purpose"),
                "optional": True,
                "longest": 300,
                "help": visit.say("account-token-purpose"),
            },
        ],
        submit=visit.say("account-make-token"),
        empties="left-out",
        shows=[{"name": "token", "label": visit.say("account-token-once")}],
    )
    parts.link(visit.say("account-token-kept"), visit.here).classes("tv-button")
