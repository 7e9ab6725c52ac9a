"""A guide to page through beside the graph: a slide a question, whose text a click puts into the editor.

The elements are those of Neo4j's guides: article.guide, carousel.deck, slide.row-fluid, pre.runnable.
"""

from html import escape

from graph.exports.browser.saved import browser_queries, prompt
from graph.queries import Query

_HEAD = """<article class="guide" data-title="truyvet">
<carousel class="deck container-fluid">
<slide class="row-fluid">
<div class="col-sm-3"><h3>truyvet</h3><p class="lead">Truy vết tiếp xúc / Contact tracing</p></div>
<div class="col-sm-9">
<p>Mỗi trang là một câu hỏi: bấm dòng đầu, điền khóa và ngày (YYYY-MM-DD), chạy; rồi bấm câu truy vấn và chạy. Khóa xem
bằng <code>truyvet find</code> và <code>truyvet case list</code>. Vẽ nhiều nhất 300 nút; <code>left_out</code> là số
đường không vẽ. Ai là người tiếp xúc theo quy định là do <code>truyvet trace</code> trả lời.</p>
<p>Each page is a question: click the first line, put in keys and days (YYYY-MM-DD), run it; then click the query and
run it. Keys are shown by <code>truyvet find</code> and <code>truyvet case list</code>. At most 300 nodes are drawn;
<code>left_out</code> is the number of paths that are not. Who is a contact by which rules is answered by
<code>truyvet trace</code>.</p>
</div>
</slide>
"""


def guide() -> str:
    """Return the guide as HTML that is XML too."""
    return _HEAD + "".join(map(_slide, browser_queries())) + "</carousel>\n</article>\n"


def _slide(query: Query) -> str:
    vi, _, en = query.title.partition(" / ")
    runnable = "".join(
        f'<figure><pre class="pre-scrollable code runnable">{escape(text, quote=False)}</pre></figure>\n'
        for text in (prompt(query), query.text)
    )
    return (
        f'<slide class="row-fluid">\n<div class="col-sm-3"><h3>{escape(vi)}</h3>'
        f'<p class="lead">{escape(en)}</p></div>\n<div class="col-sm-9">\n<p>{escape(query.vi)}</p>\n'
        f"<p>{escape(query.question)}</p>\n{runnable}</div>\n</slide>\n"
    )
