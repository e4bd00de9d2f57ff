"""Having the changed files read, in this process or in several."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from hyte.store.cache import ReadingCache, read_into_cache
from hyte.store.files import RawFile


def read_changed(
    files: Sequence[RawFile],
    keys: Mapping[str, str],
    cache: ReadingCache,
    *,
    progress: Callable[[str, int, int], None] | None = None,
    workers: int = 1,
) -> list[str]:
    """Read every file whose key the cache does not have; gives their names back, sorted.

    With more than one worker the order in which files are read varies, and nothing else does.
    """
    changed = [file for file in files if not cache.has(keys[file.name])]
    tell = progress or (lambda name, done, count: None)
    cache.folder.mkdir(parents=True, exist_ok=True)
    done = set()
    if workers > 1 and len(changed) > 1:
        try:
            for name in _in_processes(changed, keys, cache, workers):
                done.add(name)
                tell(name, len(done), len(changed))
        except BrokenProcessPool:
            # A worker was ended from outside, for want of memory perhaps; one process needs less.
            pass
    for file in changed:
        if file.name not in done:
            read_into_cache(file.path, file.name, keys[file.name], cache.folder)
            done.add(file.name)
            tell(file.name, len(done), len(changed))
    return sorted(done)


def _in_processes(
    files: Sequence[RawFile], keys: Mapping[str, str], cache: ReadingCache, workers: int
) -> Iterator[str]:
    # A fresh process and no fork: the parent may hold locks of threads that a forked child would wait for.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(files)), mp_context=context) as pool:
        running = {
            pool.submit(read_into_cache, file.path, file.name, keys[file.name], cache.folder): file.name
            for file in sorted(files, key=lambda file: (-file.path.stat().st_size, file.name))
        }
        for future in as_completed(running):
            future.result()
            yield running[future]
