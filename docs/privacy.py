"""The sheet for a data protection impact assessment: schema, categories, the form's columns, roles, clocks."""

from collections.abc import Iterator

from graph.model import privacy
from graph.model.schema import EDGES, NODES, Property
from graph.retention.clocks import BY_KIND
from loaders.form import COLUMNS
from service.accounts.roles import ROLES

_CATEGORY = {"sensitive": "sensitive / nhạy cảm", "basic": "basic / cơ bản", "none": ""}
#: Properties that come from a column of another name.
_COLUMN_OF = {
    "folded_name": "name", "code_key": "code", "residence_text": "residence", "travel": "vehicle",
    "cell_since": "since", "birth_year": "birth_date", "cell_residence_since": "residence_since",
    "cell_vehicle_since": "vehicle_since", "cell_left": "left",
}  # fmt: skip


def sheet() -> Iterator[str]:
    """Yield the page's lines."""
    yield "What the program holds, for the dossier on the impact of processing personal data (hồ sơ đánh giá tác động"
    yield "xử lý dữ liệu cá nhân): Law 91/2025/QH15 and Decree 356/2025/NĐ-CP. The categories are ours to justify and"
    yield "yours to check; a legal basis here is a candidate. The law wants the dossier refreshed every six months:"
    yield "this page is made from the program, so take it anew with each version. Roles and what they may:"
    yield "[accounts.md](accounts.md). Days: [retention.md](retention.md). The command line, and who has the password"
    yield "of the Neo4j, see everything."
    yield from ("", "## Tóm tắt / In short", "")
    yield "| dữ liệu / data | của ai / whose | loại / category | lưu / kept |"
    yield "|---|---|---|---|"
    for name, said in (*privacy.NODES.items(), *privacy.EDGES.items()):
        kinds = [kind for kind in ("sensitive", "basic") if kind in said.categories.values()]
        if kinds:
            told = "; ".join(_CATEGORY[kind] for kind in kinds)
            yield f"| [{name}](#{name.lower()}) | {said.whose[1]} / {said.whose[0]} | {told} | {_kept(said)} |"
    for node in NODES:
        yield from _section(node.label, node.meaning, node.properties, privacy.NODES[node.label])
    for edge in EDGES:
        yield from _section(edge.type, edge.meaning, edge.properties, privacy.EDGES[edge.type])


def _section(name: str, meaning: str, properties: tuple[Property, ...], said: privacy.Sheet) -> Iterator[str]:
    yield from ("", f'<a id="{name.lower()}"></a>', "", f"## {name}", "", meaning, "")
    for title, text in (
        ("Của ai / Whose", _both(said.whose)),
        ("Mục đích / Purpose", _both(said.purpose)),
        ("Căn cứ pháp lý (cần kiểm tra) / Legal basis (to be checked)", _both(said.basis)),
        ("Nguồn / Source", _both(said.source)),
        ("Ai xem được / Seen by", _seen(said)),
        ("Lưu / Kept", _kept(said)),
    ):
        yield f"- {title}: {text}"
    if properties:
        yield from ("", "| thuộc tính / property | nghĩa / meaning | loại / category | cột của biểu mẫu / column |")
        yield "|---|---|---|---|"
        for prop in properties:
            category = _CATEGORY[said.categories[prop.name]]
            yield f"| `{prop.name}` | {prop.meaning} | {category} | {_column(name, prop.name)} |"


def _both(text: tuple[str, str]) -> str:
    return f"{text[1]} / {text[0]}"


def _seen(said: privacy.Sheet) -> str:
    roles = [role.value for role, may in ROLES.items() if may & set(said.seen)]
    return ", ".join(roles) or "không ai qua dịch vụ / nobody through the service"


def _kept(said: privacy.Sheet) -> str:
    def days(kind: str) -> str:
        number = BY_KIND[kind].days
        return (
            "luôn / always"
            if number is None
            else "đến khi không còn gì khác / with the rest"
            if not number
            else f"{number}"
        )

    return ", ".join(f"`{kind}`: {days(kind)}" for kind in said.clocks) or "không có thời hạn / no clock"


def _column(name: str, prop: str) -> str:
    titles = {column.field: column.title for column in COLUMNS}
    return titles.get(_COLUMN_OF.get(prop, prop), "") if name == "Worker" and prop != "company" else ""
