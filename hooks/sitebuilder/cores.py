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
def beside(work: Callable[[Callable[[], bool]], object]) -> Iterator[Callable[[], bool]]:
    """Have a process fill a cache meanwhile; what is given tells whether it is still at work.

    Nothing comes back: whoever needs what it made finds it in the cache, and where it failed makes it again and says
    why.

    Args:
        work: is given what tells whether it is still waited for; what may end early asks it now and then.
    """
    if cores() == 1:
        yield lambda: False
        return
    context = get_context("fork")
    heard, said = context.Pipe(duplex=False)

    def run() -> None:
        gc.disable()  # it is over soon
        with suppress(BaseException):
            work(lambda: not heard.poll())
        os._exit(0)

    process = context.Process(target=run, daemon=True)
    process.start()
    try:
        yield process.is_alive
    finally:
        said.send(None)
        process.join()
        heard.close()
        said.close()
