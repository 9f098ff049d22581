"""Work spread over processes, with results in the order of the work.

Processes are forked, so that what the work needs (the corpus, the frames) is simply there and
only results are sent back. Where forking is not to be had, or there is little to do, the work is
done here.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_FEW = 48
_task: Callable[[int], Any] | None = None


def default_jobs() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    chunk: int,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """`work` done on chunks of the items, each result yielded in order.

    `meanwhile` is done here while other processes work, or not at all where there are none.
    """
    import multiprocessing

    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if jobs < 2 or len(items) < _FEW or len(chunks) < 2 or not can_fork:
        yield from map(work, chunks)
        return
    gc.freeze()  # what is here stays shared: the collector of a worker need not look at it, and so not copy it
    context = multiprocessing.get_context("fork")
    with context.Pool(min(jobs, len(chunks)), _adopt, (lambda index: work(chunks[index]),)) as pool:
        results = pool.imap(_run, range(len(chunks)))
        meanwhile()
        yield from results


@contextmanager
def beside(work: Callable[[Item], Result], items: Sequence[Item], *, jobs: int) -> Iterator[Callable[[], list[Result]]]:
    """`work` done on each item in a process of its own while this one goes on; gives a function that waits for the results.

    Where there is one processor, or no forking, the work is done when it is waited for.
    """
    import multiprocessing

    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield lambda: [work(item) for item in items]
        return
    context = multiprocessing.get_context("fork")
    receivers, processes = [], []
    for item in items:  # no pool: its threads would be there when the next workers are forked
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_tell, args=(sender, work, item))
        process.start()
        sender.close()
        receivers.append(receiver)
        processes.append(process)
    try:
        yield lambda: [_told(receiver) for receiver in receivers]
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _tell(sender: Any, work: Callable[[Item], Result], item: Item) -> None:
    """Called in a new process: do the work and send what came of it, or what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sender.send((work(item), None))
    except BaseException as error:  # noqa: BLE001 - the parent's to answer
        sender.send((None, error))


def _told(receiver: Any) -> Any:
    result, error = receiver.recv()
    if error is not None:
        raise error
    return result


def _adopt(task: Callable[[int], Any]) -> None:
    """Called in each new process: keep the task it was forked with."""
    global _task  # noqa: PLW0603 - a worker process has one task for life
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the parent's to answer
    _task = task


def _run(index: int) -> Any:
    assert _task is not None
    return _task(index)
