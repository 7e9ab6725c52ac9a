"""For which purpose persons are read: stated with the request, the session or the token; else a case is named.

Law 91/2025/QH15 binds processing to a purpose (shared/vietnam.md, 7). People who sign in are asked for one. A token
that states none belongs to a program: it is answered, and numbers that identify or reach a person are masked.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from loaders.showing import shown
from service.accounts.errors import PurposeNeeded
from service.accounts.principal import Principal
from service.accounts.roles import Permission, Role

HEADER = "X-Purpose"
LONGEST = 300
#: What shows or changes persons. A firm reads its own workers, for no other purpose.
PURPOSED = frozenset(
    {
        Permission.PERSONS, Permission.CONTACTS, Permission.TRACE, Permission.CASES, Permission.FOLLOW_UP,
        Permission.LISTS, Permission.FORMS, Permission.NAMED_ANALYSES, Permission.IDENTITY, Permission.RIGHTS,
    }
)  # fmt: skip
#: What is handed to the person: nobody could use it with masked numbers.
_UNMASKABLE = frozenset({Permission.RIGHTS})
_KEPT_DIGITS = {"citizen_id": 4, "phone": 3}


def stated(text: str | None) -> str | None:
    """Return a purpose as it is kept, percent-encoded where it came in a header; None where there is none."""
    return shown(" ".join(unquote(text or "").split()), LONGEST) or None


def is_masked(principal: Principal, permission: Permission, purpose: str | None) -> bool:
    """Tell whether numbers are masked for a caller who states this purpose.

    Raises PurposeNeeded where somebody signed in and states none, or asks for what cannot be masked.
    """
    if purpose is not None or permission not in PURPOSED or principal.role is Role.FIRM:
        return False
    if principal.session is not None or permission in _UNMASKABLE:
        raise PurposeNeeded
    return True


def masked(document: Any) -> Any:
    """Return a document in which citizen IDs and phone numbers show their last digits only.

    >>> masked({"people": [{"phone": "0912345678", "citizen_id": "024195000123", "name": "An"}]})
    {'people': [{'phone': '•••••••678', 'citizen_id': '••••••••0123', 'name': 'An'}]}
    """
    if isinstance(document, Mapping):
        return {name: _number(name, value) or masked(value) for name, value in document.items()}
    if isinstance(document, list | tuple):
        return [masked(one) for one in document]
    return document


def _number(name: str, value: Any) -> str | None:
    kept = _KEPT_DIGITS.get(name)
    if kept is None or not isinstance(value, str) or not value:
        return None
    return "•" * max(len(value) - kept, 0) + value[-kept:]
