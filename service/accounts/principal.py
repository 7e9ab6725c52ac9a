"""Who is calling: the account behind a token or a session."""

from dataclasses import dataclass, field

from service.accounts.roles import ROLES, Permission, Role
from service.accounts.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """The account that calls. ``session`` is the cookie of a browser; None: a bearer token was sent.

    ``purpose`` is what the session or token is used for, where that was said.
    """

    name: str
    role: Role
    companies: tuple[str, ...] = ()
    must_change_password: bool = False
    session: str | None = field(default=None, repr=False)
    purpose: str | None = None

    @property
    def scope(self) -> Scope:
        """What of the graph it may see."""
        return Scope(self.companies) if self.role is Role.FIRM else Scope()

    @property
    def permissions(self) -> frozenset[Permission]:
        """What it may do."""
        return ROLES[self.role]

    @property
    def desk(self) -> str:
        """Whose jobs are its own: who changes the role leaves them behind, as they may show more."""
        return f"{self.name} ({self.role})"

    def may(self, permission: Permission) -> bool:
        """Tell whether it may do this."""
        return permission in self.permissions
