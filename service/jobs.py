"""Long analyses in the background, taken with ``Prefer: respond-async`` (RFC 7240): progress, and a result to fetch.

Jobs are in the memory of one process: a service that starts anew has forgotten them, and of several replicas only the
one that took a job knows it. Whoever asked is the only one who sees it. Results go after an hour.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from graph.errors import Conflict, NotFound, TruyvetError
from graph.progress import Told

log = logging.getLogger(__name__)
Work = Callable[[Told], dict[str, Any]]
#: So many run at once; two cores are what a department's machine has.
AT_ONCE = 2
#: So many may wait or run.
MOST_UNFINISHED = 20
KEPT = timedelta(hours=1)


class Cancelled(Exception):
    """A job that nobody wants any more."""


@dataclass(slots=True)
class _Job:
    key: str
    owner: str
    what: str
    state: str = "queued"
    progress: float = 0.0
    result: dict[str, Any] | None = None
    error: dict[str, Any] | None = None
    started: float = field(default_factory=time.monotonic)
    ended: float | None = None
    unwanted: bool = False

    def to_document(self, *, result: bool = True) -> dict[str, Any]:
        return {
            "key": self.key,
            "what": self.what,
            "state": self.state,
            "progress": round(self.progress, 3),
            "seconds": round((self.ended or time.monotonic()) - self.started, 1),
            "error": self.error,
            **({"result": self.result} if result else {}),
        }


@dataclass(slots=True)
class Jobs:
    """The service's jobs."""

    _jobs: dict[str, _Job] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _pool: ThreadPoolExecutor | None = None

    def start(self, work: Work, *, owner: str, what: str) -> str:
        """Take a job and return its key. Raises Conflict where too many wait."""
        with self._lock:
            self._forget_old()
            if sum(job.ended is None for job in self._jobs.values()) >= MOST_UNFINISHED:
                raise Conflict(
                    "Too many analyses are waiting; ask again when some are done.",
                    "Đang có quá nhiều phân tích chờ; hãy hỏi lại khi một số đã xong.",
                )
            job = _Job(uuid4().hex, owner, what)
            self._jobs[job.key] = job
            if self._pool is None:
                self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="jobs")
            self._pool.submit(self._run, job, work)
            return job.key

    def document(self, key: str, *, owner: str) -> dict[str, Any]:
        """Return a job with its result, if it is there. Raises NotFound."""
        return self._of(key, owner).to_document()

    def documents(self, *, owner: str) -> list[dict[str, Any]]:
        """Return all jobs of an owner, the latest first, without their results."""
        with self._lock:
            self._forget_old()
            mine = [job for job in self._jobs.values() if job.owner == owner]
        return [job.to_document(result=False) for job in reversed(mine)]

    def cancel(self, key: str, *, owner: str) -> None:
        """Forget a job; one that runs ends when it next tells how far it is. Raises NotFound."""
        job = self._of(key, owner)
        job.unwanted = True
        with self._lock:
            self._jobs.pop(key, None)

    def states(self) -> list[str]:
        """Return the state of each job."""
        with self._lock:
            return [job.state for job in self._jobs.values()]

    def cancel_all(self) -> None:
        """Let what runs end at its next word, and what waits not begin."""
        with self._lock:
            for job in self._jobs.values():
                job.unwanted = True

    def stop(self) -> None:
        """End: what waits is dropped, what runs ends at its next word."""
        self.cancel_all()
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _of(self, key: str, owner: str) -> _Job:
        with self._lock:
            self._forget_old()
            job = self._jobs.get(key)
        if job is None or job.owner != owner:
            raise NotFound(
                f"There is no job {key[:40]}; it may be older than an hour, or the service was started anew.",
                f"Không có phân tích {key[:40]}; có thể đã quá một giờ hoặc dịch vụ đã khởi động lại.",
                field="key",
            )
        return job

    def _forget_old(self) -> None:
        oldest = time.monotonic() - KEPT.total_seconds()
        for key in [key for key, job in self._jobs.items() if job.ended is not None and job.ended < oldest]:
            del self._jobs[key]

    def _run(self, job: _Job, work: Work) -> None:
        def told(progress: float) -> None:
            if job.unwanted:
                raise Cancelled
            job.progress = progress

        try:
            told(0.0)
            job.state = "running"
            job.result = work(told)
            job.progress, job.state = 1.0, "done"
        except Cancelled:
            job.state = "cancelled"
        except TruyvetError as error:
            job.state = "failed"
            job.error = {"code": error.code, "field": error.field, "en": error.en, "vi": error.vi}
        except Exception as error:
            # Nothing may end in silence: whatever it is, who asked is told.
            log.error("job %s failed: %s", job.what, type(error).__name__)
            job.state = "failed"
            job.error = {
                "code": "internal",
                "field": None,
                "en": "The analysis met an error of the program; try again, and report it if it stays.",
                "vi": "Phân tích gặp lỗi của chương trình; hãy thử lại, và báo lại nếu vẫn lỗi.",
            }
        finally:
            job.ended = time.monotonic()
