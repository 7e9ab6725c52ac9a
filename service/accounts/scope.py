"""What of the graph an account may see: worked out once a request and handed on as a parameter of every query.

This is the one place. A route that the role firm may use takes the request's ``Scope`` (``Scoped`` in
service/api/access.py) and passes ``scope.narrowed(...)`` as ``companies``, or asks ``scope.sees(...)`` first.
A property test over random worlds, that a firm's answers do not depend on other firms' data beyond the counts that it
may see, belongs into tests/service/accounts/test_scope.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.database import Transaction
from graph.errors import NotFound
from graph.search import company_keys


@dataclass(frozen=True, slots=True)
class Scope:
    """``companies`` are the keys of the companies whose people an account may see; None: all."""

    companies: tuple[str, ...] | None = None

    def sees(self, company: str | None) -> bool:
        """Tell whether what belongs to this company, or to none, may be seen."""
        return self.companies is None or company in self.companies

    def narrowed(self, keys: Sequence[str] | None = None) -> list[str] | None:
        """Return those of the keys (None: of all) that may be seen, as a query's ``companies``; None: no limit."""
        if self.companies is None:
            return None if keys is None else list(keys)
        return [key for key in self.companies if keys is None or key in keys]

    def own(self, company: str | None) -> str | None:
        """Return the company that a file is of: where there is a scope always one of it, whatever the file says.

        Raises NotFound for a company outside of it, and where there are several and none is named.
        """
        if self.companies is None:
            return company
        if company is None and len(self.companies) == 1:
            return self.companies[0]
        if company in self.companies:
            return company
        raise NotFound(
            f"Give the key of a company of yours: {', '.join(self.companies)}.",
            f"Hãy cho khóa của một công ty của mình: {', '.join(self.companies)}.",
            field="company",
        )


def companies_meant(transaction: Transaction, scope: Scope, text: str | None) -> list[str] | None:
    """Return the keys of the companies that a query's ``company`` means and the scope sees; None: all.

    Raises NotFound where there is none: a company that may not be seen is answered as one that is not there.
    """
    if text is None or text == "":
        return scope.narrowed()
    seen = scope.narrowed(company_keys(transaction, text))
    if not seen:
        raise NotFound(
            f"No company is called {text}; check the spelling.",
            f"Không có công ty nào tên {text}; kiểm tra lại cách viết.",
            field="company",
        )
    return seen
