"""From where an analysis looks, as a route's query says it."""

from typing import Annotated

from fastapi import Depends, Query

from graph.analysis.infected import View
from graph.cases import DEFAULT_DISEASE
from service.api.common import Configured
from service.views import view_asked


def seen(
    settings: Configured,
    disease: Annotated[str, Query(max_length=100, description="of which disease")] = DEFAULT_DISEASE,
    as_of: Annotated[str | None, Query(description="seen from this day; today unless given")] = None,
    known_at: Annotated[str | None, Query(description="as known at this moment")] = None,
    rules: Annotated[str | None, Query(description="a rule set's id")] = None,
) -> View:
    """Return the view that a query asks for."""
    return view_asked(settings, disease, as_of, known_at, rules)


Seen = Annotated[View, Depends(seen)]
