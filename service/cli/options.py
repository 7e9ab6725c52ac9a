"""Options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="in JSON, như API / print the route's document")]
Company = Annotated[
    str | None, typer.Option(help="công ty (khóa hoặc một phần tên) / company's key or part of its name")
]
Limit = Annotated[int, typer.Option(min=1, max=50_000, help="số dòng / how many")]
Offset = Annotated[int, typer.Option(min=0, max=1_000_000_000, help="bỏ qua / leave out first")]
Onset = Annotated[str | None, typer.Option(help="ngày khởi phát / onset")]
Sampled = Annotated[str | None, typer.Option(help="ngày lấy mẫu / sampled")]
Confirmed = Annotated[str | None, typer.Option(help="ngày xác định / confirmed")]
Isolated = Annotated[str | None, typer.Option(help="ngày cách ly / isolated")]


def _writable(path: Path | None) -> Path | None:
    if path is not None and path.suffix.lower() not in (".xlsx", ".csv", ".json"):
        raise typer.BadParameter(".xlsx, .csv, .json")
    return path


Output = Annotated[
    Path | None, typer.Option("-o", callback=_writable, help=".xlsx, .csv, .json: ghi tất cả / writes all")
]
DISEASE = "covid-19"
Disease = Annotated[str, typer.Option(help="bệnh / disease")]
AsOf = Annotated[str | None, typer.Option(help="tính đến ngày; mặc định hôm nay / seen from this day")]
KnownAt = Annotated[str | None, typer.Option(help="như đã biết lúc đó / as known at this moment")]
Rules = Annotated[str | None, typer.Option(help="bộ quy tắc / rule set")]
