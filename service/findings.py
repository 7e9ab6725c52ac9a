"""Findings of a report as people go through them: of which kinds there are how many, and some of them by page."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from loaders.codes import CODES

#: What stands in a kind's sentence in place of a single cell's value.
_ANY = "…"


def paged(report: Mapping[str, Any], only: Mapping[str, str], *, limit: int, offset: int) -> dict[str, Any]:
    """Return a report's document with one page of its findings and differences, and all kinds of findings.

    ``only``: of the findings only those with these values. A report that holds none (of a run that failed) gets none.
    """
    findings = report.get("findings", [])
    fitting = [one for one in findings if all(one[name] == value for name, value in only.items())]
    return {
        **report,
        "findings": fitting[offset : offset + limit],
        "findings_total": len(fitting),
        "kinds": _kinds(findings),
        "differences": report.get("differences", [])[offset : offset + limit],
        "limit": limit,
        "offset": offset,
    }


def _kinds(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Count findings by what they are and where; those that reject their row first, then the most frequent."""
    counts = Counter((one["severity"], one["code"], one["column"] or "") for one in findings)
    return [
        {"severity": severity, "code": code, "column": column or None, "count": count, "message": _sentence(code)}
        for (severity, code, column), count in sorted(
            counts.items(), key=lambda entry: (entry[0][0], -entry[1], entry[0])
        )
    ]


def _sentence(code: str) -> dict[str, str]:
    if code not in CODES:  # told by an earlier version
        return {"vi": code, "en": code}
    message = CODES[code].message
    return {name: getattr(message, name).format(value=_ANY, detail=_ANY) for name in ("vi", "en")}
