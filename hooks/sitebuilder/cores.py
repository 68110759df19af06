"""Work for the other cores, in processes made by forking, which know all that this one knows at that moment."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context


def can_fork() -> bool:
    """Whether a process may be forked here: not beside threads, whose locks it would take along for ever."""
    return hasattr(os, "fork") and threading.active_count() == 1


def cores() -> int:
    """How many processes can work at once; 1 where none may be forked."""
    return (os.process_cpu_count() or 1) if can_fork() else 1


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[Callable[[], bool]]:
    """Have a process fill a cache meanwhile; what is given tells whether it is still at work.

    Nothing comes back: whoever needs what it made finds it in the cache, and where it failed makes it again and says
    why.
    """
    if cores() == 1:
        yield lambda: False
        return

    def run() -> None:
        gc.disable()  # it is over soon
        with suppress(BaseException):
            work()
        os._exit(0)

    process = get_context("fork").Process(target=run, daemon=True)
    process.start()
    try:
        yield process.is_alive
    finally:
        process.join()
