"""Work for the other cores, in processes made by forking, which know all that this one knows at that moment."""

import gc
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess


def can_fork() -> bool:
    """Whether a process may be forked here: not beside threads, whose locks it would take along for ever."""
    return hasattr(os, "fork") and threading.active_count() == 1


def cores() -> int:
    """How many processes can work at once; 1 where none may be forked."""
    return (os.process_cpu_count() or 1) if can_fork() else 1


@dataclass(frozen=True, slots=True)
class Helper:
    """A process that works beside this one."""

    process: BaseProcess | None
    """None where none may be forked: it is as one that has made nothing."""

    def is_at_work(self) -> bool:
        """Whether it may still be making something."""
        return self.process is not None and self.process.is_alive()

    def wait(self) -> None:
        """Until it has ended."""
        if self.process is not None:
            self.process.join()


@contextmanager
def beside(work: Callable[[Callable[[], bool]], object]) -> Iterator[Helper]:
    """Have a process fill a cache meanwhile.

    Nothing comes back: whoever needs what it made finds it in the cache, and where it failed makes it again and says
    why.

    Args:
        work: is given what tells whether it is still waited for; what may end early asks it now and then.
    """
    if cores() == 1:
        yield Helper(None)
        return
    context = get_context("fork")
    heard, said = context.Pipe(duplex=False)

    def run() -> None:
        gc.disable()  # it is over soon
        logging.disable()
        with suppress(BaseException):
            work(lambda: not heard.poll())
        os._exit(0)

    helper = Helper(context.Process(target=run, daemon=True))
    assert helper.process is not None
    helper.process.start()
    try:
        yield helper
    finally:
        said.send(None)
        helper.wait()
        heard.close()
        said.close()
