"""Make ``jars.lock`` anew: ``python -m graph.local.lock FOLDER`` with the jars that Maven resolved into FOLDER.

Run by a maintainer when the version of Neo4j changes; what users run needs no Maven. The folder is filled by
``mvn dependency:copy-dependencies -Dmdep.useRepositoryLayout=true -DincludeScope=runtime`` on a POM whose one
dependency is ``org.neo4j:neo4j``.
"""

import hashlib
import sys
from pathlib import Path

LOCK = Path(__file__).with_name("jars.lock")


def lock_lines(folder: Path) -> list[str]:
    """Return one line a jar: SHA-256, size in bytes, path inside a Maven repository."""
    return [
        f"{hashlib.sha256(jar.read_bytes()).hexdigest()} {jar.stat().st_size} {jar.relative_to(folder).as_posix()}"
        for jar in sorted(folder.rglob("*.jar"))
    ]


if __name__ == "__main__":
    LOCK.write_text("\n".join(lock_lines(Path(sys.argv[1]))) + "\n", encoding="utf-8")
