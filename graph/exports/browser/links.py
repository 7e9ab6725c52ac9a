"""A page of links that open Neo4j Browser with a query in its editor, which is not run by itself.

``cmd=edit&arg=`` is Neo4j Browser's (neo4j.com/docs/browser/operations/browser-url-parameters); ``/browser`` belongs to
the path. A link to a case holds the person's key, so there are such links only where people are named.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlencode

from graph.exports.browser.saved import browser_queries, filled, prompt, stem, titled
from graph.exports.network import Network, NetworkPerson
from graph.exports.xml_text import legal
from graph.queries import Query, query

#: Of a Neo4j on the reader's machine; the README says how to name another.
ADDRESS = "http://localhost:7474/browser/"
_DBMS = "neo4j://neo4j@localhost:7687"

_HEAD = """<!DOCTYPE html>
<html lang="vi">
<head><meta charset="utf-8"/><title>truyvet</title>
<style>body { font-family: sans-serif; max-width: 60em; margin: 2em auto; } li { margin: 0.4em 0; }</style></head>
<body>
<h1>truyvet: Neo4j Browser</h1>
<p>Mỗi liên kết mở Neo4j Browser với câu truy vấn đã viết sẵn, chưa chạy: bấm nút chạy. Máy chủ khác: thay
<code>localhost</code> trong tệp này.</p>
<p>Each link opens Neo4j Browser with a query in its editor, not run yet: press run. For another server replace
<code>localhost</code> in this file.</p>
"""


def links(network: Network) -> str:
    """Return the page, as HTML that is XML too."""
    parts = [_HEAD]
    if network.guarded is None and (cases := list(_cases(network))):
        parts.append(f"<h2>Ca bệnh / Cases</h2>\n<ul>\n{''.join(cases)}</ul>\n")
    parts.append("<h2>Câu hỏi / Questions</h2>\n<ul>\n")
    parts.extend(map(_question, browser_queries()))
    parts.append("</ul>\n</body>\n</html>\n")
    return "".join(parts)


def link(text: str) -> str:
    """Return the address that opens Browser with a text in its editor."""
    return f"{ADDRESS}?{urlencode({'dbms': _DBMS, 'db': 'neo4j', 'cmd': 'edit', 'arg': text})}"


def _cases(network: Network) -> Iterator[str]:
    for person in network.people:
        if person.case:
            asked, values = case_question(person)
            label = f"{person.name or person.key}{_days(person)}: {asked.title}"
            yield f"<li>{_anchor(titled(asked, filled(asked, values)), label)}</li>\n"


def case_question(person: NetworkPerson) -> tuple[Query, dict[str, str]]:
    """Return what a case's link asks: who was around on the infectious days; without any, where the person was."""
    if person.window is None:
        return query("browser/memberships"), {"person": person.key}
    first, last = (day.isoformat() for day in person.window)
    return query("browser/neighbourhood"), {"who": person.key, "first": first, "last": last}


def _days(person: NetworkPerson) -> str:
    return "" if person.window is None else " ({} – {})".format(*(f"{day:%d/%m/%Y}" for day in person.window))


def _question(asked: Query) -> str:
    """Return a question that names nobody: a link for its parameters, and one for the query."""
    title = escape(asked.title)
    return (
        f'<li id="{stem(asked)}">{title}: {_anchor(prompt(asked), "1. tham số / parameters")}, '
        f"{_anchor(titled(asked, asked.text), '2. truy vấn / query')}</li>\n"
    )


def _anchor(text: str, label: str) -> str:
    return f'<a href="{escape(link(text))}">{escape(legal(label))}</a>'
