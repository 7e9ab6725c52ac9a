"""A browser for the tests of the page: they find one by themselves, and fail where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir

from filelock import FileLock

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PACKAGE = "chromium"


def find_browser() -> str | None:
    """Return Chromium or Chrome: the machine's, else Debian's package; None for what Playwright itself has fetched.

    Of two test processes one installs and the other waits. Raises RuntimeError where no way leads to one.
    """
    with FileLock(Path(gettempdir()) / f"truyvet-browser-{os.getuid()}.lock"):
        if (found := _on_the_machine()) is not None:
            return found
        tried = []
        if os.getuid() == 0 and shutil.which("apt-get"):
            tried.append(_run("apt-get", "update", "-qq"))
            tried.append(_run("apt-get", "install", "-y", "-qq", "--no-install-recommends", _PACKAGE))
            if (found := _on_the_machine()) is not None:
                return found
        tried.append(_run(sys.executable, "-m", "playwright", "install", "chromium"))
        if tried[-1] is None:
            return None
    raise RuntimeError("There is no Chromium here and none could be fetched:\n" + "\n".join(filter(None, tried)))


def _on_the_machine() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def _run(*command: str) -> str | None:
    """Run a command; return what it printed where it failed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return None if done.returncode == 0 else f"{' '.join(command)}: {(done.stderr or done.stdout)[-500:]}"
