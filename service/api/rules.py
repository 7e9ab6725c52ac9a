"""Rule sets: what counts as a contact, by which source."""

from fastapi import APIRouter, Response

from graph.clock import today
from graph.tracing.rules import DEFAULT_DISEASE, all_rules, rule_set, rules_in_force
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import Configured, answer

router = APIRouter(prefix="/rules", tags=["rules"], dependencies=[needs(Permission.RULES)])


@router.get("", summary="All rule sets")
def list_all(settings: Configured) -> Response:
    """Id, title, source and dates in force of each."""
    found = all_rules(settings.rules_dir)
    entries = [
        {name: rules.document[name] for name in ("id", "title", "source", "in_force", "disease")}
        for rules in found.values()
    ]
    default = rules_in_force(DEFAULT_DISEASE, today(), own=settings.rules_dir).id
    return answer({"total": len(entries), "default": default, "rules": entries})


@router.get("/{id}", summary="One rule set, whole")
def show(settings: Configured, id: str) -> Response:
    """The document as its file holds it."""
    return answer(rule_set(id, own=settings.rules_dir).document)
