"""Having the changed files read, in this process or in several."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed

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
    if workers < 2 or len(changed) < 2:
        for done, file in enumerate(changed, start=1):
            read_into_cache(file.path, file.name, keys[file.name], cache.folder)
            tell(file.name, done, len(changed))
        return sorted(file.name for file in changed)
    # A fresh process and no fork: the parent may hold locks of threads that a forked child would wait for.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(changed)), mp_context=context) as pool:
        running = {
            pool.submit(read_into_cache, file.path, file.name, keys[file.name], cache.folder): file
            for file in sorted(changed, key=lambda file: -file.path.stat().st_size)
        }
        for done, future in enumerate(as_completed(running), start=1):
            future.result()
            tell(running[future].name, done, len(changed))
    return sorted(file.name for file in changed)
