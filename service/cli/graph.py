"""truyvet graph start|stop|status: the Neo4j on this machine."""

import typer

from service.cli.console import failing, opened, out, out_json, settings
from service.cli.options import Json
from service.messages import say

app = typer.Typer(no_args_is_help=True, help="Đồ thị Neo4j trên máy này. The Neo4j on this machine.")


@app.command()
def start() -> None:
    """Khởi động đồ thị, hoặc cho biết nó đang chạy. Start it, or say that it runs."""
    from service.connect import connected

    with failing():
        found = settings()
        with connected(found, prepare=True) as database:
            database.verify()
    status()


@app.command("hash")
def hash_(as_json: Json = False) -> None:
    """Mã băm của toàn đồ thị: hai đồ thị giống nhau có cùng mã. A hash of the whole graph, to compare two."""
    from graph.backup.reading import graph_hash

    with opened(prepare=True) as (database, found):
        document = graph_hash(database)
    if as_json:
        out_json(document)
    else:
        out(say(found.lang, "graph-hash", **document))


@app.command()
def stop() -> None:
    """Dừng đồ thị. Stop it."""
    from graph.local.process import stop as stop_graph

    found = settings()
    with failing():
        stopped = stop_graph(found.data_dir)
    out(say(found.lang, "graph-stopped") if stopped else say(found.lang, "graph-down", folder=found.data_dir))


@app.command()
def status() -> None:
    """Cho biết đồ thị có đang chạy không. Say whether it runs."""
    found = settings()
    if found.neo4j_uri:
        from service.connect import connected

        with failing(), connected(found) as database:
            database.verify()
        out(say(found.lang, "graph-elsewhere", uri=found.neo4j_uri))
        return
    from graph.local.process import status as graph_status

    now = graph_status(found.data_dir)
    if now.uri is None:
        out(say(found.lang, "graph-down", folder=found.data_dir))
    else:
        out(say(found.lang, "graph-up", uri=now.uri, pid=now.pid, memory=(now.memory or 0) // 1024**2))
