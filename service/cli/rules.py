"""truyvet rules."""

from typing import Annotated

import typer

from service.cli.console import dmy, failing, out, out_json, settings, table
from service.cli.options import Json


def rules(
    id: Annotated[str | None, typer.Argument(help="bộ quy tắc / rule set")] = None, as_json: Json = False
) -> None:
    """Các bộ quy tắc, hoặc một bộ. All rule sets, or one."""
    from graph.tracing.rule_page import rule_page
    from graph.tracing.rules import all_rules, rule_set

    found = settings()
    with failing():
        if id is not None:
            chosen = rule_set(id, own=found.rules_dir)
            if as_json:
                out_json(chosen.document)
            else:
                out(rule_page(chosen, found.lang))
            return
        known = all_rules(found.rules_dir)
    names = ("id", "title", "source", "in_force", "disease")
    entries = [{name: entry.document[name] for name in names} for entry in known.values()]
    if as_json:
        out_json({"total": len(entries), "rules": entries})
        return
    rows = [[e["id"], e["title"][found.lang], e["source"], dmy(e["in_force"]["from"])] for e in entries]
    table(found.lang, ("key", "title", "source", "in_force"), rows)
