"""Accounts of who signs in at an OpenID Connect provider: made at the first sign-in, the role is the claim's."""

from graph.database import Database
from service.accounts.accounts import account_key, add_account, change_role, name_taken
from service.accounts.errors import Unauthorized
from service.accounts.openid import Person
from service.accounts.sessions import Opened, open_session
from service.settings import Settings


def open_for(database: Database, settings: Settings, person: Person) -> Opened:
    """Open a session for who signed in at the provider.

    Raises Conflict where another account has the name: it is not taken over by a name; Unauthorized where the account
    is disabled, whatever the provider says.
    """
    found = database.ask("service/openid_account", subject=person.subject, key=account_key(person.name))
    account = found["account"]
    if account is None:
        if found["named"]:
            raise name_taken(person.name)
        add_account(database, person.name, person.role, subject=person.subject)
        key = account_key(person.name)
    else:
        key = account["key"]
        if account["disabled_at"] is not None:
            raise Unauthorized
        if account["role"] != person.role:
            change_role(database, key, person.role)
    opened = open_session(database, settings, key)
    if opened is None:
        raise Unauthorized
    return opened
