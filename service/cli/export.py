"""truyvet export: a trace, a cluster or chosen cases as a pack for other programs."""

from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.console import failing, opened, out, read_dates
from service.cli.logged import machine_user
from service.cli.options import (
    DISEASE,
    AsOf,
    Company,
    Confirmed,
    Disease,
    Isolated,
    KnownAt,
    Onset,
    Rules,
    Sampled,
)
from service.messages import say

if TYPE_CHECKING:
    from graph.exports.network import Network

app = typer.Typer(
    no_args_is_help=True, help="Gói dữ liệu cho R, Gephi, MicrobeTrace, BloodHound. Packs for other programs."
)


class Format(StrEnum):
    """For which program."""

    xlsx = "xlsx"
    csv = "csv"
    epicontacts = "epicontacts"
    outbreaker2 = "outbreaker2"
    microbetrace = "microbetrace"
    graphml = "graphml"
    gexf = "gexf"
    opengraph = "opengraph"
    browser = "browser"


_Format = Annotated[Format, typer.Option("--format", help="định dạng / format")]
_Out = Annotated[Path, typer.Option("-o", help="tệp .zip hoặc thư mục mới / a .zip or a new folder")]
_Identified = Annotated[bool, typer.Option("--identified", help="giữ tên người, cần --reason / with names")]
_Reason = Annotated[str | None, typer.Option(help="lý do / why names are needed")]
_KeyFile = Annotated[
    Path | None,
    typer.Option("--key", exists=True, dir_okay=False, help="tệp khóa: cùng mã giả giữa các gói / same pseudonyms"),
]
_Shift = Annotated[int, typer.Option(help="dời mọi ngày bấy nhiêu ngày / shift all days")]


@app.command()
def trace(
    who: Annotated[list[str], typer.Argument(help="công nhân hoặc khóa ca bệnh / workers or cases")],
    format_: _Format,
    output: _Out,
    onset: Onset = None,
    sampled: Sampled = None,
    confirmed: Confirmed = None,
    isolated: Isolated = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    depth: Annotated[int | None, typer.Option(min=1, max=10, help="độ sâu / depth")] = None,
    company: Company = None,
    identified: _Identified = False,
    reason: _Reason = None,
    key: _KeyFile = None,
    shift_days: _Shift = 0,
) -> None:
    """Các ca và người tiếp xúc của một lần truy vết. Cases and contacts of a trace."""
    from graph.exports.networks import network_of_trace
    from graph.tracing.question import Asked
    from service.days import read_day, read_moment

    with failing():
        asked = Asked(
            who=who,
            company=company,
            dates=read_dates(onset, sampled, confirmed, isolated),
            as_of=read_day(as_of, field="as_of"),
            known_at=read_moment(known_at, field="known_at"),
            rules=rules,
            depth=depth,
        )
    with opened() as (database, found):
        network = network_of_trace(database, asked, own_rules=found.rules_dir)
        _write(network, format_, output, identified, reason, key, shift_days, lang=found.lang)


@app.command()
def cluster(
    case: Annotated[str, typer.Argument(help="khóa một ca của chùm / any case of the cluster")],
    format_: _Format,
    output: _Out,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    identified: _Identified = False,
    reason: _Reason = None,
    key: _KeyFile = None,
    shift_days: _Shift = 0,
) -> None:
    """Một chùm ca bệnh và liên kết giữa các ca. A cluster and the links among its cases."""
    from graph.exports.networks import network_of_cluster
    from service.views import view_asked

    with opened() as (database, found):
        network = network_of_cluster(database, view_asked(found, disease, as_of, known_at, rules), case)
        _write(network, format_, output, identified, reason, key, shift_days, lang=found.lang)


@app.command()
def cases(
    format_: _Format,
    output: _Out,
    keys: Annotated[
        list[str] | None, typer.Argument(help="khóa các ca bệnh, mặc định: mọi ca / keys of cases, default: all")
    ] = None,
    disease: Disease = DISEASE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rules: Rules = None,
    identified: _Identified = False,
    reason: _Reason = None,
    key: _KeyFile = None,
    shift_days: _Shift = 0,
) -> None:
    """Các ca đã chọn, hoặc mọi ca, và liên kết giữa chúng. Chosen cases, or all, and the links among them."""
    from graph.exports.networks import network_of_cases
    from service.views import view_asked

    with opened() as (database, found):
        network = network_of_cases(database, view_asked(found, disease, as_of, known_at, rules), keys or None)
        _write(network, format_, output, identified, reason, key, shift_days, lang=found.lang)


def _write(
    network: "Network",
    format_: Format,
    output: Path,
    identified: bool,  # noqa: FBT001
    reason: str | None,
    key: Path | None,
    shift_days: int,
    *,
    lang: str,
) -> None:
    from graph.exports.pack import write_pack

    write_pack(
        network,
        format_.value,
        output,
        version=version("truyvet"),
        identified=identified,
        reason=reason,
        made_by=machine_user(),
        key=key.read_bytes() if key is not None else None,
        shift_days=shift_days,
    )
    if format_ is Format.browser:  # it holds no people, and links to cases only where they are named
        cases = sum(person.case for person in network.people) if identified else 0
        out(say(lang, "pack-browser", path=output, cases=cases))
        return
    people, contacts = len(network.people), len(network.contacts)
    out(say(lang, "pack-written", path=output, people=people, contacts=contacts))
    if not identified:
        out(say(lang, "pack-pseudonyms"))
