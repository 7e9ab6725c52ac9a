"""truyvet template, sample, import."""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli.console import failing, harmless, opened, out, out_json, settings, tell
from service.cli.options import Json
from service.messages import say

if TYPE_CHECKING:
    from loaders.report import Report

#: Findings printed for a file; all are in --json.
FINDINGS_SHOWN = 8
DIFFERENCES_SHOWN = 60
#: How files end, as they are summed up.
FILES = ("done", "repeated", "held", "refused", "failed")


def template(
    output: Annotated[Path, typer.Option("-o", help="tệp .xlsx")] = Path("mau-danh-sach-cong-nhan.xlsx"),
) -> None:
    """Mẫu Excel trống cho doanh nghiệp. The blank form."""
    from graph.errors import Invalid
    from loaders.template import write_template

    with failing():
        try:
            write_template(output)
        except OSError as error:
            raise Invalid(
                f"{output} cannot be written ({error.strerror}); choose another place.",
                f"Không ghi được {output} ({error.strerror}); hãy chọn nơi khác.",
            ) from None
        out(say(settings().lang, "written", path=output))


def sample(
    workers: Annotated[int, typer.Option(min=1)] = 7000,
    companies: Annotated[int, typer.Option(min=1)] = 5,
    seed: Annotated[int, typer.Option()] = 1,
    output: Annotated[Path, typer.Option("-o", help="thư mục / folder")] = Path("sample"),
    rosters: Annotated[int, typer.Option(min=1, help="số lần gửi, cách nhau 3 ngày / rosters, 3 days apart")] = 1,
    messy: Annotated[
        bool, typer.Option("--messy", help="như doanh nghiệp hay gửi / as firms really send them")
    ] = False,
    line_list: Annotated[
        Path | None, typer.Option(help="tệp .xlsx danh sách ca của một ổ dịch giả / cases of a made-up outbreak")
    ] = None,
) -> None:
    """Tệp mẫu giống thật, và truth.json. Realistic workbooks, and truth.json."""
    from loaders.sample import write_sample

    with failing(), _bar("sample") as told:
        truth = write_sample(
            output,
            workers=workers,
            companies=companies,
            seed=seed,
            rosters=rosters,
            messy=messy,
            line_list=line_list,
            progress=lambda done, total: told("sample", done, total),
        )
    lang = settings().lang
    out(say(lang, "sample-written", files=len(truth.files), workers=workers, path=output))
    if line_list is not None:
        out(say(lang, "line-list-written", cases=truth.cases, path=line_list))


def import_(
    paths: Annotated[list[Path], typer.Argument(help="tệp hoặc thư mục / files or folders")],
    company: Annotated[str | None, typer.Option(help="công ty của tệp / whose file it is")] = None,
    as_of: Annotated[str | None, typer.Option(help="ngày của tệp / the file's date")] = None,
    check: Annotated[bool, typer.Option("--check", help="chỉ kiểm tra, không ghi / write nothing")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="tệp chỉ có một phần / only a part of the firm")] = False,
    correction: Annotated[bool, typer.Option("--correction", help="sửa sai, không phải chuyển / corrects")] = False,
    confirm_leavers: Annotated[bool, typer.Option("--confirm-leavers", help="đúng là nhiều người nghỉ")] = False,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help='cách đọc cột / what a column is: "Tên CN=name"')
    ] = None,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="làm lại cả tệp đã nhập trước đây / also files applied before")
    ] = False,
    errors: Annotated[
        Path | None, typer.Option(help="thư mục ghi tệp cần sửa / folder for each firm's file to mend")
    ] = None,
    as_json: Json = False,
) -> None:
    """Nhập tệp Excel của doanh nghiệp. Import firms' workbooks."""
    from loaders.importing import files_of, import_files
    from loaders.many import collect_seldom
    from loaders.options import Options
    from loaders.recognising.mapping import read_mapping
    from service.days import read_day

    with failing():
        options = Options(
            company=company,
            as_of=read_day(as_of, field="as_of"),
            check=check,
            partial=partial,
            correction=correction,
            confirm_leavers=confirm_leavers,
            afresh=afresh,
            mapping=read_mapping(mapping or ()),
        )
        files = [file for path in paths for file in files_of(path)]
    collect_seldom()
    started = time.perf_counter()
    with opened(prepare=True) as (database, found):
        reports = []
        with _bar("import", files=len(files)) as told:
            for report in import_files(database, files, options=options, progress=told):
                reports.append(summary(report, whole=as_json))
                told("files", len(reports), len(files))
                if not as_json:
                    _print(found.lang, report, several=len(files) > 20)
                if errors is not None and report.findings:
                    written = _write_errors(report, errors)
                    if not as_json:
                        out(say(found.lang, "errors-written", path=written))
    if as_json:
        out_json([report["document"] for report in reports])
    elif len(reports) > 1:
        _print_total(found.lang, reports, time.perf_counter() - started)
    if any(report["state"] != "done" for report in reports):
        raise typer.Exit(1)


def _write_errors(report: "Report", folder: Path) -> Path:
    """Write the file to mend beside those of other firms; one of the same name gets the run's key."""
    from graph.errors import Invalid
    from loaders.error_workbook import error_workbook
    from loaders.reading.workbook import read_workbook

    assert report.path is not None  # noqa: S101 - tells mypy
    path = folder / f"{report.path.stem}-can-sua.xlsx"
    if path.exists():
        path = folder / f"{report.path.stem}-can-sua-{report.key}.xlsx"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(error_workbook(read_workbook(report.path), report))
    except OSError as error:
        raise Invalid(
            f"{path} cannot be written ({error.strerror}); choose another folder (--errors).",
            f"Không ghi được {path} ({error.strerror}); hãy chọn thư mục khác (--errors).",
        ) from None
    return path


def summary(report: "Report", *, whole: bool) -> dict[str, Any]:
    """Return what is kept of a report while thousands of files go by."""
    outcome = "repeated" if report.repeats is not None else report.state
    kept: dict[str, Any] = {"state": report.state, "outcome": outcome, "rows": report.rows}
    return {**kept, "document": report.to_document()} if whole else kept


def _print(lang: str, report: "Report", *, several: bool) -> None:
    if report.error is not None:
        tell(report.error, lang=lang)
        return
    if report.state == "held":
        text = say(lang, "import-held", file=report.file, absent=report.left, company=report.company)
        sys.stderr.write(f"{harmless(text)}\n")
        if not several:
            _print_differences(lang, report)
        return
    line = say(
        lang,
        "import-line",
        file=report.file,
        company=report.company,
        moved=report.moved,
        left=report.left,
        findings=len(report.findings),
        seconds=f"{report.seconds:.1f}",
        **report.rows,
    )
    if report.repeats is not None:
        line = f"{line} {say(lang, 'import-repeated')}"
    out(f"{line} {say(lang, 'import-check')}" if report.mode == "check" else line)
    said = [column for column in report.columns if column.source in ("map", "remembered")]
    if said:
        titles = ", ".join(f"«{column.title}» = {column.field or '—'}" for column in said)
        known = any(column.source == "remembered" for column in said)
        out(say(lang, "columns-remembered" if known else "columns-said", titles=titles))
    if several:
        return
    if report.mode == "check":
        _print_differences(lang, report)
    # One of each kind: a list of a thousand rows without residence hides the one wrong ID.
    first: dict[str, Any] = {}
    for finding in report.findings:
        first.setdefault(finding.code, finding)
    for finding in list(first.values())[:FINDINGS_SHOWN]:
        message, done = (getattr(text, lang) for text in (finding.message, finding.done))
        place = {"sheet": finding.sheet, "row": finding.row or "—", "column": finding.column or "—"}
        out(say(lang, "finding", message=message, done=done, **place))
    rest = len(report.findings) - min(len(first), FINDINGS_SHOWN)
    if rest:
        out(say(lang, "more-findings", count=rest))


def _print_differences(lang: str, report: "Report") -> None:
    """Print who is new, moved, left and what is corrected, the graver kinds first."""
    from loaders.reconciling.differences import KINDS

    if report.differences:
        out(say(lang, "differences"))
    order = list(KINDS)
    ordered = sorted(report.differences, key=lambda one: order.index(one.kind))
    for one in ordered[:DIFFERENCES_SHOWN]:
        text = getattr(one.sentence(), lang)
        row = {"sheet": one.sheet, "row": one.row}
        out(say(lang, "difference-row" if one.row else "difference", text=text, **row))
    if len(ordered) > DIFFERENCES_SHOWN:
        out(say(lang, "more-findings", count=len(ordered) - DIFFERENCES_SHOWN))


def _print_total(lang: str, reports: list[dict[str, Any]], seconds: float) -> None:
    names = ("read", "created", "changed", "unchanged", "rejected")
    totals = {name: sum(report["rows"][name] for report in reports) for name in names}
    outcomes = Counter(report["outcome"] for report in reports)
    files = ", ".join(say(lang, f"files-{name}", count=outcomes[name]) for name in FILES if outcomes[name])
    out(say(lang, "import-outcomes", files=files))
    out(say(lang, "import-total", files=len(reports), seconds=f"{seconds:.1f}", **totals))


class _bar:
    """A progress bar on stderr, where somebody watches; silent elsewhere."""

    def __init__(self, title: str, *, files: int = 1) -> None:
        self.title = title
        self.files = files
        self.progress: Any = None
        self.task: Any = None

    def __enter__(self) -> "_bar":
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self.progress = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self.progress.start()
            self.task = self.progress.add_task(self.title, total=None)
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far it is; with several files the bar counts files."""
        if self.progress is not None and (self.files == 1 or stage == "files" or (stage == "read" and total > 1)):
            self.progress.update(self.task, description=stage, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self.progress is not None:
            self.progress.stop()
