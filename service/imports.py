"""Imports in the background: uploads are kept until they are done, one after another, with progress.

The upload and what was asked lie in the data folder, so that a service that was killed goes on where it was.
"""

import json
import logging
import os
import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from filelock import BaseFileLock, FileLock, Timeout

from graph.clock import now
from graph.database import Database
from graph.errors import GraphUnavailable, Invalid, NotFound, TruyvetError
from loaders.error_workbook import error_workbook
from loaders.importing import import_file, new_import_key
from loaders.options import Options
from loaders.reading.workbook import read_workbook
from loaders.report import Report, for_firm
from service.accounts.scope import Scope
from service.disk import kept_whole, write_whole
from service.findings import paged

log = logging.getLogger(__name__)
_CHUNK = 1 << 20
#: So long a firm's file to mend can be fetched.
KEPT = timedelta(days=7)
#: An import whose graph went is tried again after so many seconds.
AGAIN = 2.0


@dataclass(slots=True)
class _Job:
    """One upload on its way. ``progress`` is stage, rows done, rows in all."""

    key: str
    name: str
    options: Options
    state: str = "queued"
    progress: tuple[str, int, int] = ("queued", 0, 0)


@dataclass(slots=True)
class Imports:
    """The service's queue of uploads. One worker thread: the graph takes one workbook at a time anyhow."""

    database: Database
    folder: Path
    most_megabytes: int
    _jobs: dict[str, _Job] = field(default_factory=dict)
    _waiting: "queue.Queue[_Job | None]" = field(default_factory=queue.Queue)
    _thread: threading.Thread | None = None
    _stopping: threading.Event = field(default_factory=threading.Event)
    _lock: BaseFileLock | None = None

    def start(self) -> None:
        """Take up what an earlier service left undone, and wait for more."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        self._forget_old()
        if self._alone():
            self._take_up()
        self._thread = threading.Thread(target=self._work, name="imports", daemon=True)
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Finish the workbook in hand, in so many seconds; what waits then stays on disk for the next start.

        So does one that takes longer: nothing of it is in the graph until all is.
        """
        self._stopping.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(timeout=seconds)
        if self._lock is not None:
            self._lock.release()

    def states(self) -> list[str]:
        """Return the state of each upload since the start."""
        return [job.state for job in list(self._jobs.values())]

    def _alone(self) -> bool:
        """Tell whether no other service uses the folder: its uploads are its own to finish."""
        self._lock = FileLock(self.folder.with_suffix(".lock"), mode=0o600)
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            self._lock = None
            return False
        return True

    def _take_up(self) -> None:
        for part in (*self.folder.glob("*.part"), *self.folder.glob(".*.part")):
            part.unlink(missing_ok=True)  # cut off while it was written: its sender was told of nothing
        notes = sorted(self.folder.glob("*.json"))
        for upload in set(self.folder.glob("*.upload")) - {note.with_suffix(".upload") for note in notes}:
            upload.unlink(missing_ok=True)
        for note in notes:
            try:
                asked = json.loads(note.read_text(encoding="utf-8"))
                day = asked["options"]["as_of"]
                options = Options(**{**asked["options"], "as_of": date.fromisoformat(day) if day else None})
                self._queue(_Job(asked["key"], asked["name"], options))
            except (OSError, ValueError, KeyError, TypeError) as error:
                log.error("the upload of %s cannot be taken up: %s", note.stem, type(error).__name__)

    def take(self, upload: BinaryIO, *, name: str, options: Options) -> str:
        """Keep an upload and queue it; returns the import's key.

        Raises Invalid where it is too large, DiskFull, and a GraphError: then nothing is kept of it.
        """
        job = _Job(new_import_key(), Path(name).name or "workbook.xlsx", options)
        asked = {"key": job.key, "name": job.name, "options": asdict(options)}
        try:
            with kept_whole():
                self._keep(upload, self.folder / f"{job.key}.upload")
                write_whole(self.folder / f"{job.key}.json", json.dumps(asked, default=str).encode())
            self._note(job)
        except BaseException:
            self._forget(job)
            raise
        self._queue(job)
        return job.key

    def _keep(self, upload: BinaryIO, path: Path) -> None:
        size = 0
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            while chunk := upload.read(_CHUNK):
                size += len(chunk)
                if size > self.most_megabytes * 1024**2:
                    raise _too_large(self.most_megabytes)
                file.write(chunk)

    def document(
        self, key: str, scope: Scope, *, only: Mapping[str, str] | None = None, limit: int, offset: int
    ) -> dict[str, Any]:
        """Return an import's state, and its report with a page of findings as soon as it is there.

        ``only``: findings with these values (severity, code, column); those of all kinds are counted beside.

        Raises NotFound, also for an import of a company outside of the scope.
        """
        job = self._jobs.get(key)
        # Looked at before the graph is: once it has ended, its report is there.
        unfinished = _unfinished(job) if job is not None and job.state in ("queued", "running") else None
        found = self._seen(key, scope)
        if unfinished is not None:
            return unfinished
        if found["report"]:
            report = orjson.loads(found["report"])
            report = report if scope.companies is None else for_firm(report)
            started = {"started_at": found["started_at"].iso_format()}
            return {**started, **paged(report, only or {}, limit=limit, offset=offset)}
        return {"key": key, "state": found["state"], "file": found["file"]}

    def _seen(self, key: str, scope: Scope) -> dict[str, Any]:
        found = self.database.ask("loading/read_import", key=key, companies=scope.narrowed())["imports"]
        if not found:
            raise _no_import(key)
        seen: dict[str, Any] = found[0]
        return seen

    def error_workbook(self, key: str, scope: Scope) -> Path:
        """Return the firm's file with what to mend.

        Raises NotFound where nothing was found or it is kept no longer, and as ``document``.
        """
        self._seen(key, scope)
        self._forget_old()
        path = self._workbook(key)
        if path not in set(self.folder.glob("*.errors.xlsx")):
            raise NotFound(
                f"There is no file to mend for import {key}: nothing was found, or it is older than {KEPT.days} days.",
                f"Không có tệp cần sửa cho lần nhập {key}: không có lỗi nào, hoặc đã quá {KEPT.days} ngày.",
                field="key",
            )
        return path

    def _workbook(self, key: str) -> Path:
        return self.folder / f"{key}.errors.xlsx"

    def _write_workbook(self, job: _Job, path: Path, report: Report) -> None:
        try:
            write_whole(self._workbook(job.key), error_workbook(read_workbook(path, name=job.name), report))
        except Exception as error:
            # The import stands, whatever becomes of this: it must not be reported as failed.
            log.error("import %s: the file to mend could not be written: %s", job.key, type(error).__name__)

    def _forget_old(self) -> None:
        """Files to mend hold personal data: they go after a few days."""
        oldest = time.time() - KEPT.total_seconds()
        for path in self.folder.glob("*.errors.xlsx"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def _queue(self, job: _Job) -> None:
        self._jobs[job.key] = job
        self._waiting.put(job)

    def _note(self, job: _Job) -> None:
        properties = {"file": job.name, "state": job.state, "started_at": now(), "mode": job.options.mode,
                      "sent_for": job.options.company}  # fmt: skip
        self._write(job, properties)

    def _write(self, job: _Job, properties: Mapping[str, Any]) -> None:
        imports = [{"key": job.key, "properties": dict(properties)}]
        self.database.write(lambda transaction: transaction.run("loading/write_imports", imports=imports))

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None and not self._stopping.is_set():
            try:
                self._run_when_up(job)
            except Exception as error:
                # Nothing may end this thread: whatever it is, the job has failed and the next one follows.
                log.error("import %s failed: %s", job.key, type(error).__name__)
                self._fail(job, error)

    def _run_when_up(self, job: _Job) -> None:
        """Run a job; where the graph goes meanwhile nothing of it stands, and it is run again when it is back."""
        while not self._stopping.is_set():
            try:
                self._run(job)
            except GraphUnavailable:
                log.warning("import %s waits for the graph", job.key)
                job.state = "queued"
                self._stopping.wait(AGAIN)
            else:
                return

    def _run(self, job: _Job) -> None:
        path = self.folder / f"{job.key}.upload"
        job.state = "running"

        def told(stage: str, done: int, total: int) -> None:
            job.progress = (stage, done, total)

        report = import_file(self.database, path, options=job.options, key=job.key, name=job.name, progress=told)
        if report.to_mend:
            self._write_workbook(job, path, report)
        job.state = report.state
        self._forget(job)

    def _fail(self, job: _Job, error: Exception) -> None:
        if isinstance(error, TruyvetError):
            document = {"code": error.code, "vi": error.vi, "en": error.en}
        else:
            document = {
                "code": "failed",
                "vi": "Nhập không thành công vì lỗi của chương trình; không có gì thay đổi. Hãy thử lại.",
                "en": "The import failed through an error of the program; nothing was changed. Try again.",
            }
        report = {**_unfinished(job), "state": "failed", "error": document}
        properties = {"state": "failed", "report": orjson.dumps(report).decode()}
        try:
            self._write(job, properties)
            self._forget(job)
        except TruyvetError as other:
            log.error("import %s: its failure could not be noted: %s", job.key, type(other).__name__)
        job.state = "failed"

    def _forget(self, job: _Job) -> None:
        """The workbook holds personal data: it goes as soon as it is done with."""
        for ending in ("json", "upload"):
            (self.folder / f"{job.key}.{ending}").unlink(missing_ok=True)


def _no_import(key: str) -> NotFound:
    return NotFound(f"No import has the key {key}.", f"Không có lần nhập nào mang khóa {key}.", field="key")


class TooLarge(Invalid):
    """An upload beyond the limit."""

    code = "too-large"
    status = 413


def _too_large(megabytes: int) -> TooLarge:
    return TooLarge(
        f"The file is larger than {megabytes} MB; split it, or import it by the command line.",
        f"Tệp lớn hơn {megabytes} MB; hãy chia nhỏ, hoặc nhập bằng dòng lệnh.",
        field="file",
    )


def _unfinished(job: _Job) -> dict[str, Any]:
    stage, done, total = job.progress
    return {
        "key": job.key,
        "state": job.state,
        "file": job.name,
        "mode": job.options.mode,
        "progress": {"stage": stage, "done": done, "total": total},
    }
