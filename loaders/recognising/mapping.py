"""What persons said of a file's titles: now (``--map``), or before, of a file of the same firm with the same header."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import Invalid
from loaders.form import BY_FIELD
from loaders.recognising.columns import IGNORED, Said
from loaders.recognising.titles import names_field, title_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What was once confirmed of a firm's header: titles as they compare, each with its field."""

    key: str
    company: str
    tax_code: str | None
    signature: str
    columns: Mapping[str, str] = field(default_factory=dict)


def read_mapping(texts: Sequence[str]) -> dict[str, str]:
    """Return by title the field that each text (``"Tên CN=name"``) gives it; ``-`` means not to read it.

    Raises Invalid where a text has no title, or names no field.
    """
    found: dict[str, str] = {}
    for text in texts:
        title, equals, meant = text.rpartition("=")
        name = IGNORED if meant.strip() == IGNORED else names_field(meant)
        if not equals or not title_key(title) or name is None:
            fields = ", ".join([*(name for name, column in BY_FIELD.items() if column.in_form), IGNORED])
            raise Invalid(
                f"--map «{text}» cannot be used; write «title of the file=field», with a field of: {fields}.",
                f"Không dùng được --map «{text}»; hãy ghi «tiêu đề trong tệp=trường», trường là: {fields}.",
                field="map",
            )
        found[title.strip()] = name
    return found


def recall(remembered: Sequence[Remembered], *, companies: Collection[str], tax_code: str | None) -> list[Remembered]:
    """Return what is remembered of the headers of one of these companies, by key or tax code."""
    return [
        one
        for one in remembered
        if one.company in companies or (tax_code is not None and one.tax_code == tax_code)
    ]  # fmt: skip


def said(mapping: Mapping[str, str], remembered: Remembered | None) -> Said:
    """Return what is said of titles: what is said now goes before what was remembered."""
    found: dict[str, tuple[str, str]] = {}
    if remembered is not None:
        found |= {title: (name, "remembered") for title, name in remembered.columns.items()}
    return found | {title_key(title): (name, "map") for title, name in mapping.items()}  # type: ignore[return-value]
