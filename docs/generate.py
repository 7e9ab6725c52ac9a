"""python -m docs.generate: write the pages that are tables of the code. A test fails where one is not up to date."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from docs.privacy import sheet
from graph.model.schema import EDGES, NODES, Property
from graph.queries import queries
from graph.retention.clocks import CLOCKS
from loaders.codes import CODES
from loaders.examples import EXAMPLES
from loaders.form import COLUMNS
from service.accounts.roles import MEANINGS, ROLES
from service.settings import describe

FOLDER = Path(__file__).parent
_MADE = "<!-- Made by `make docs` from {source}; changes here are lost. -->"


def pages() -> Mapping[str, str]:
    """Return every generated page's text by file name."""
    return {
        "findings.md": _page("Findings", "loaders/codes.py", _findings()),
        "workbook.md": _page("The workbook", "loaders/form.py", _workbook()),
        "schema.md": _page("The graph", "graph/model/schema.py", _schema()),
        "queries.md": _page("Queries", "cypher/", _queries()),
        "browser.md": _page("The graph in Neo4j Browser", "cypher/browser", _browser()),
        "settings.md": _page("Settings", "service/settings.py", _settings()),
        "dpia.md": _page("Data protection sheet", "graph/model/privacy.py", sheet()),
        "retention.md": _within("retention.md", "graph/retention/clocks.py", _clocks()),
        "accounts.md": _within("accounts.md", "service/accounts/roles.py", _roles()),
    }


def _page(title: str, source: str, lines: Iterator[str]) -> str:
    return "\n".join([f"# {title}", "", _MADE.format(source=source), "", *lines]) + "\n"


def _within(name: str, source: str, lines: Iterator[str]) -> str:
    """Return a page that is written by hand but for what stands between two marks."""
    first, last = _MADE.format(source=source), "<!-- Until here. -->"
    text = (FOLDER / name).read_text(encoding="utf-8")
    before, rest = text.split(first)
    return "\n".join([before + first, "", *lines, "", last]) + rest.split(last)[1]


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _table(*titles: str) -> Iterator[str]:
    yield _row(*titles)
    yield "|" + "---|" * len(titles)


def _findings() -> Iterator[str]:
    yield "What an import's report can say of a cell, a row or a file. An `error` rejects the row, a `warning` keeps"
    yield "it. `{value}` and `{detail}` stand for what was found."
    yield ""
    yield from _table("code", "severity", "message", "tin nhắn", "what is done", "đã làm gì", "example", "ví dụ")
    for name, code in sorted(CODES.items()):
        example = EXAMPLES[name].text
        texts = (code.message.en, code.message.vi, code.done.en, code.done.vi, example.en, example.vi)
        yield _row(f"`{name}`", code.severity, *texts)


def _workbook() -> Iterator[str]:
    yield "The form's columns (`truyvet template`). Titles are recognised in any order, with or without accents, case"
    yield "and signs, under a title block, in one to three rows; other columns are left alone, and a title in"
    yield "doubt is asked about."
    yield ""
    yield from _table("field", "title", "in English", "also recognised")
    for column in COLUMNS:
        yield _row(f"`{column.field}`", column.title, column.english, "; ".join(column.titles))


def _properties(properties: tuple[Property, ...]) -> Iterator[str]:
    yield from _table("property", "type", "meaning", "personal data")
    for prop in properties:
        yield _row(f"`{prop.name}`", prop.type, prop.meaning, "" if prop.privacy == "none" else prop.privacy)
    yield ""


def _schema() -> Iterator[str]:
    yield "Every person also has the label Person and every place the label Group: keys are unique within those."
    for node in NODES:
        yield from ("", f"## {node.label}", "", node.meaning, "")
        yield from _properties(node.properties)
    for edge in EDGES:
        yield from ("", f"## ({'|'.join(edge.start)})-[{edge.type}]->({'|'.join(edge.end)})", "", edge.meaning, "")
        if edge.properties:
            yield from _properties(edge.properties)


def _queries() -> Iterator[str]:
    yield "Every question that is asked of the graph is one file. Paste its text into Neo4j Browser, with parameters."
    for folder, some in groupby(
        sorted(queries().values(), key=lambda query: query.name), lambda q: q.name.split("/")[0]
    ):
        yield from ("", f"## {folder}", "")
        yield from _table("query", "question", "câu hỏi", "parameters", "mode")
        for query in some:
            link = f"[{query.name}](../cypher/{query.name}.cypher)"
            yield _row(link, query.question, query.vi, ", ".join(f"`{name}`" for name in query.params), query.mode)


def _browser() -> Iterator[str]:
    yield "Questions whose answer is a picture, for [Neo4j Browser](https://neo4j.com/docs/browser/) and Bloom. Set the"
    yield "parameters (`:params {person: 'abc~w1', day: '2021-05-10'}`), paste the query, run it. Keys are those that"
    yield "`truyvet find` and `truyvet case list` show; days are text, both ends included. The graph is drawn as it is"
    yield "now, without what was retracted. Who is a contact by which rules is the trace's to say, not a picture's."
    yield "No query draws more than 300 nodes; `left_out`, in the table beside the picture, is the number of paths that"
    yield "were left out. On 7,000 workers of five firms the slowest takes 0.4 s, the others 0.1 s or less (warm,"
    yield "2 shared cores, November 2026)."
    yield ""
    yield "`truyvet export ... --format browser` packs them with colours, search phrases for Bloom and links to cases"
    yield "([exports](exports.md)). The pictures are drawn by `make docs`, from what a real Neo4j answers on a small"
    yield "made-up park (docs/example.py)."
    some = [query for name, query in sorted(queries().items()) if name.startswith("browser/")]
    yield ""
    yield from (f"- [{query.title}](#{query.name.removeprefix('browser/')})" for query in some)
    for query in some:
        name = query.name.removeprefix("browser/")
        params = ", ".join(f"`{param}` ({kind})" for param, kind in zip(query.params, query.types, strict=True))
        yield from ("", f'<a id="{name}"></a>', "", f"## {query.title}", "", query.question, "", query.vi, "")
        yield from (f"Parameters: {params}.", "", f"![{query.title}](browser/{name}.svg)", "")
        yield from ("```cypher", query.text, "```")


def _settings() -> Iterator[str]:
    yield "Settings come from environment variables."
    yield ""
    yield from _table("variable", "default", "meaning")
    for variable, default, meaning in describe():
        yield _row(f"`{variable}`", f"`{default}`" if default else "", meaning)


def _clocks() -> Iterator[str]:
    yield from _table("clock", "data", "dữ liệu", "days", "at least", "after", "then", "held back", "why")
    for clock in CLOCKS:
        days = "never" if clock.days is None else "at once" if clock.least == 0 else clock.days
        least = "" if clock.days is None or clock.least == 0 else clock.least
        held = "yes" if clock.frozen else ""
        yield _row(f"`{clock.kind}`", *clock.what, days, least, clock.since[0], clock.done, held, clock.why[0])


def _roles() -> Iterator[str]:
    yield from _table("permission", "what it is for", "để làm gì", *ROLES)
    for permission, (en, vi) in MEANINGS.items():
        yield _row(f"`{permission}`", en, vi, *("yes" if permission in some else "" for some in ROLES.values()))


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
