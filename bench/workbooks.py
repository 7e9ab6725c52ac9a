"""How fast workbooks go in: one of 43,000 rows, an unchanged one, the file to mend, and the province's folder."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.running import Results, truyvet, watched

#: Rows, and what a command is allowed (issue 4): seconds, and MiB of the loader.
LARGE, UNCHANGED, PROVINCE = 43_000, 5_000, 269_000
FINDINGS = 500


def measure_workbooks(folder: Path) -> Results:
    """Measure each workbook on a graph of its own, one thing after another."""
    results = Results("Workbooks")
    _large(folder, results)
    _unchanged(folder, results)
    _to_mend(folder, results)
    _province(folder, results)
    return results


def _sample(folder: Path, *, workers: int, companies: int = 1, more: Sequence[str] = ()) -> Path:
    sample = folder / f"sample-{workers}{''.join(more)}"
    size = ["--workers", str(workers), "--companies", str(companies), "--seed", "1", "-o", str(sample)]
    truyvet("sample", *size, *more, folder=folder)
    return sample


def _measured(results: Results, what: str, *arguments: str, folder: Path) -> None:
    seconds, memory, _ = watched(*arguments, folder=folder)
    results.add(what, f"{seconds:.1f} s, loader {memory} MiB")


def _large(folder: Path, results: Results) -> None:
    sample, data = str(_sample(folder, workers=LARGE)), folder / "large"
    truyvet("graph", "start", folder=data)
    _measured(
        results, f"one workbook of {LARGE:,} rows, --check (under 20 s)", "import", "--check", sample, folder=data
    )
    _measured(results, f"one workbook of {LARGE:,} rows, applied (under 60 s)", "import", sample, folder=data)
    truyvet("graph", "stop", folder=data)


def _unchanged(folder: Path, results: Results) -> None:
    sample, data = str(_sample(folder, workers=UNCHANGED)), folder / "unchanged"
    truyvet("graph", "start", folder=data)
    rows = f"{UNCHANGED:,} rows"
    _measured(results, f"{rows}, applied", "import", sample, folder=data)
    _measured(results, f"{rows}, unchanged (under 2 s)", "import", sample, folder=data)
    _measured(results, f"{rows}, unchanged, --afresh", "import", "--afresh", sample, folder=data)
    truyvet("graph", "stop", folder=data)


def _to_mend(folder: Path, results: Results) -> None:
    data, errors = folder / "mend", ("--errors", str(folder / "errors"))
    truyvet("graph", "start", folder=data)
    messy = str(_sample(folder, workers=UNCHANGED, more=["--messy"]))
    for what, path in (
        (f"{UNCHANGED:,} rows with {FINDINGS} findings, --check and the file to mend (under 5 s)", _faulty(folder)),
        (f"{UNCHANGED:,} messy rows with some 2,000 findings, the same", messy),
    ):
        watched("import", path, folder=data)
        _measured(results, what, "import", "--check", "--afresh", *errors, path, folder=data)
    truyvet("graph", "stop", folder=data)


def _faulty(folder: Path) -> str:
    """Write a roster in which every tenth worker's phone is none."""
    from tests.workbooks import write_workbook

    rows = [
        {
            "code": f"w{n}", "name": f"Nguyễn Văn {'ABCDEGHIKL'[n % 10]}", "birth_date": f"{n % 28 + 1:02}/05/1990",
            "phone": "số máy" if n % (UNCHANGED // FINDINGS) == 0 else f"09{n:08}", "workshop": f"Xưởng {n // 500}",
            "team": f"Tổ {n // 25}", "residence": f"P.{n // 4} nhà trọ bà Hoa, Núi Hiểu, Quang Châu",
        }
        for n in range(UNCHANGED)
    ]  # fmt: skip
    return str(write_workbook(folder / "faulty.xlsx", rows, as_of=date(2021, 5, 11)))


def _province(folder: Path, results: Results) -> None:
    sample, data = str(_sample(folder, workers=PROVINCE, companies=3726)), folder / "province"
    truyvet("graph", "start", folder=data)
    what = f"a folder of 3,726 files, {PROVINCE:,} rows"
    _measured(results, f"{what} (under 240 s, 1,536 MiB)", "import", sample, folder=data)
    _measured(results, f"{what}, again", "import", sample, folder=data)
    _measured(results, f"{what}, quality.xlsx", "quality", "-o", str(folder / "quality.xlsx"), folder=data)
    truyvet("graph", "stop", folder=data)
