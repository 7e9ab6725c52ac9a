"""A vulnerable package fails the audit; one that could not be asked about is never taken for a sound one."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

_SPEC = importlib.util.spec_from_file_location("audit", Path(__file__).parents[1] / ".ci" / "audit_dependencies.py")
assert _SPEC
assert _SPEC.loader
audit = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(audit)

SOUND = {"name": "a", "version": "1", "vulns": []}
UNKNOWN = {"name": "b", "skip_reason": "Dependency not found on PyPI and could not be audited: b (1)"}
BAD = {"name": "c", "version": "1", "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-2026-1"], "fix_versions": ["2"]}]}


@pytest.mark.parametrize(
    ("pypi", "osv", "strict", "status", "said"),
    [
        ([SOUND], "not asked", True, 0, "pypi knows no vulnerability of the 1 locked packages."),
        ([SOUND, UNKNOWN], [SOUND, SOUND], True, 0, "osv knows no vulnerability"),
        ([SOUND, BAD, UNKNOWN], "not asked", False, 1, "VULNERABLE c 1: PYSEC-1 CVE-2026-1, mended in 2"),
        ("no route", [BAD], False, 1, "VULNERABLE c 1"),
        ("no route", "no route", False, 0, "NOT AUDITED"),
        ([UNKNOWN], [UNKNOWN], False, 0, "NOT AUDITED"),
        ([UNKNOWN], "no route", True, 2, "NOT AUDITED"),
        ([], [], True, 2, "NOT AUDITED"),
    ],
)
def test_what_the_services_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    pypi: Any, osv: Any, strict: Any, status: int, said: str,
) -> None:  # fmt: skip
    answers = {"pypi": pypi, "osv": osv}
    monkeypatch.setattr(audit, "asked", lambda _, service: answers[service])
    assert audit.main("", strict=strict) == status
    told = capsys.readouterr().err
    assert said in told
    assert (status == 0 and "knows no" in told) or "knows no" not in told


def test_what_is_no_requirement_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text("this is none", encoding="utf-8")
    assert isinstance(audit.asked(path, "pypi"), str)
