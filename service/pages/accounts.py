"""Accounts: who may sign in as what. All is asked by the browser itself: passwords never pass the page's line."""

from collections.abc import Mapping
from typing import Any

from service.accounts.roles import MEANINGS, ROLES, Permission, Role
from service.pages import parts
from service.pages.administration import sections
from service.pages.dialog import Dialog
from service.pages.page import page
from service.pages.sent_form import SentForm, choice
from service.pages.visit import Visit

SHOWN = 200


@page("/administration/accounts", title="accounts-title", needs=(Permission.ACCOUNTS,))
async def accounts(visit: Visit) -> None:
    """All accounts."""
    sections(visit)
    document = await visit.api.get("/accounts", limit=SHOWN, offset=visit.query.get("offset"))
    box = parts.tag("div")

    def add() -> None:
        with Dialog(visit, box, heading=visit.say("accounts-add")):
            _new_account(visit)

    with parts.tag("div").classes("tv-actions"):
        parts.button(visit.say("accounts-add"), add, main=True)
    names = ("account", "role", "company", "last_sign_in", "state")
    parts.Table(
        visit,
        [{"name": name, "label": visit.heading(name), "sort": True} for name in names],
        [_row(visit, account) for account in document["accounts"]],
        caption=visit.say("accounts-title"),
    ).classes("tv-stacked")
    parts.paging(visit, document)
    with parts.tag("details").classes("tv-card"):
        parts.text("summary", visit.say("accounts-roles"))
        for role in Role:
            parts.text("h3", visit.word(f"role-{role}"))
            meanings = [
                MEANINGS[permission][visit.lang == "vi"] for permission in Permission if permission in ROLES[role]
            ]
            parts.text("p", "; ".join(meanings))


def _new_account(visit: Visit) -> None:
    fields = [
        {"name": "name", "label": visit.say("account-name"), "longest": 80, "help": visit.say("accounts-name-help")},
        *role_fields(visit),
        {
            "name": "password",
            "label": visit.say("accounts-password"),
            "type": "password",
            "autocomplete": "new-password",
            "optional": True,
            "help": visit.say("accounts-password-help"),
        },
    ]
    SentForm(
        visit,
        "POST",
        "/accounts",
        fields,
        submit=visit.say("accounts-add"),
        empties="left-out",
        next_=visit.here,
        done=visit.say("accounts-added"),
    )


def role_fields(visit: Visit, account: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return the fields of a role, and of the firms that the role firm has."""
    options = [(str(role), visit.word(f"role-{role}")) for role in Role]
    known = account or {"role": "", "companies": ()}
    return [
        choice(
            "role",
            label=visit.heading("role"),
            options=[*([] if account else [("", "")]), *options],
            value=known["role"],
        ),
        {
            "name": "companies",
            "label": visit.say("accounts-companies"),
            "type": "list",
            "value": ", ".join(known["companies"]),
            "optional": True,
            "help": visit.say("accounts-companies-help"),
        },
    ]


def _row(visit: Visit, account: Mapping[str, Any]) -> dict[str, Any]:
    disabled = account["disabled_at"] is not None
    return {
        "key": account["name"],
        "account": {"text": account["name"], "to": f"/administration/accounts/{account['name']}"},
        "role": visit.word(f"role-{account['role']}"),
        "company": ", ".join(account["companies"]),
        "last_sign_in": {"text": parts.moment(account["last_sign_in"]), "sort": account["last_sign_in"]},
        "state": {
            "text": visit.word("account-disabled" if disabled else "account-enabled"),
            "tone": "wrong" if disabled else "good",
        },
    }
