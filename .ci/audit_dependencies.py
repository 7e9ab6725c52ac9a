"""Ask whether a locked dependency has a known vulnerability, and say loudly where that could not be asked.

    uv export --frozen --no-emit-project | python .ci/audit_dependencies.py [--strict]

pip-audit takes "not found" of a mirror without PyPI's JSON for an answer and ends well; here it is none. Exits 0 where
nothing was found, 1 where something was, and with --strict 2 where of some packages nobody could tell.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

#: PyPI's own, and OSV, which knows the same and more: who answers first for all packages is believed.
SERVICES = ("pypi", "osv")


def asked(requirements: Path, service: str) -> list[dict[str, Any]] | str:
    """Return what a service tells of each package; a text where it could not be asked."""
    options = f"--disable-pip --require-hashes --format json --progress-spinner off --vulnerability-service {service}"
    command = [sys.executable, "-m", "pip_audit", *options.split(), "--requirement", str(requirements)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)  # noqa: S603 - our own
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        return (done.stderr.strip().splitlines() or ["no answer"])[-1][:200]


def judged(packages: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Return the vulnerabilities as lines, and the packages of which nothing is known."""
    found = [
        f"{package['name']} {package['version']}: {known['id']} {' '.join(known.get('aliases', ()))}, "
        f"mended in {', '.join(known['fix_versions']) or 'no version yet'}"
        for package in packages
        for known in package.get("vulns", ())
    ]
    return found, [package["name"] for package in packages if "skip_reason" in package]


def main(requirements: str, *, strict: bool) -> int:
    """Ask, tell, and return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "requirements.txt"
        path.write_text(requirements, encoding="utf-8")
        for service in SERVICES:
            packages = asked(path, service)
            if isinstance(packages, str):
                sys.stderr.write(f"{service}: {packages}\n")
                continue
            found, unknown = judged(packages)
            for line in found:
                sys.stderr.write(f"VULNERABLE {line}\n")
            if found:
                return 1
            if packages and not unknown:
                sys.stderr.write(f"{service} knows no vulnerability of the {len(packages)} locked packages.\n")
                return 0
            sys.stderr.write(f"{service}: of {len(unknown)} of {len(packages)} packages nothing could be asked\n")
    sys.stderr.write("NOT AUDITED: no vulnerability service could be asked about all locked packages.\n")
    return 2 if strict else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.stdin.read(), strict="--strict" in sys.argv[1:]))
