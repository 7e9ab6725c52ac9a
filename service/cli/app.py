"""The commands, by noun."""

import sys

import typer

from service.cli import (
    accounts,
    analyse,
    analyse_numbers,
    audit,
    backup,
    bridges,
    cases,
    chains,
    closures,
    demo,
    export,
    follow_up,
    forms,
    graph,
    identity,
    imports,
    lists,
    mappings,
    neighbourhood,
    people,
    persons,
    quality,
    retention,
    rules,
    serving,
    tracing,
)
from service.cli.logged import asked_purpose

app = typer.Typer(
    name="truyvet",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.callback()(asked_purpose)
app.command("demo")(demo.demo)
app.command("serve")(serving.serve)
app.command("template")(imports.template)
app.command("sample")(imports.sample)
app.command("import")(imports.import_)
app.command("find")(people.find)
app.command("show")(people.show)
app.command("list")(people.list_)
app.command("quality")(quality.quality)
app.command("trace")(tracing.trace)
app.command("why")(chains.why)
app.command("path")(chains.path)
app.command("neighbourhood")(neighbourhood.neighbourhood)
app.command("lists")(lists.lists)
app.command("rules")(rules.rules)
app.command("backup")(backup.backup)
app.command("backup-key")(backup.backup_key)
app.command("restore")(backup.restore)
app.command("drill")(backup.drill)
app.command("migrate")(backup.migrate)
app.command("isolate")(follow_up.isolate)
app.command("test")(follow_up.record_test)
app.add_typer(follow_up.met_app, name="met")
app.add_typer(follow_up.app, name="follow-up")
for noun, form, blank, filled in (
    (cases.app, "line-list", "Biểu mẫu danh sách ca bệnh. The blank line list.", "Nhập danh sách ca. A line list."),
    (
        follow_up.met_app,
        "interview",
        "Phiếu điều tra trống. The blank interview.",
        "Nhập phiếu điều tra. An interview.",
    ),
    (
        follow_up.app,
        "follow-up",
        "Biểu mẫu theo dõi trống. The blank form.",
        "Nhập tệp theo dõi. The workbook sent back.",
    ),
):
    noun.command("template")(forms.template_of(form, blank))
    noun.command("import")(forms.import_of(form, filled))
analyse.app.command("bridges")(bridges.bridges)
analyse.app.add_typer(closures.app, name="closures")
analyse.app.command("intervals")(analyse_numbers.intervals_)
analyse.app.command("offspring")(analyse_numbers.offspring)
analyse.app.command("coverage")(analyse_numbers.coverage_)
analyse.app.command("indicators")(analyse_numbers.indicators_)
app.add_typer(analyse.app, name="analyse")
app.add_typer(audit.app, name="audit")
app.add_typer(export.app, name="export")
app.add_typer(graph.app, name="graph")
app.add_typer(cases.app, name="case")
app.add_typer(retention.app, name="retention")
app.add_typer(persons.app, name="person")
app.add_typer(mappings.app, name="mapping")
app.add_typer(identity.app, name="identity")
app.add_typer(accounts.app, name="account")


def main() -> None:
    """Run the command line."""
    # A pipe that closes early (| head) is no error of ours.
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
