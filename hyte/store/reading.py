"""Having the changed files read, in this process or in several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hyte.store.cache import ReadingCache, read_into_cache
from hyte.store.files import RawFile
from hyte.store.tasks import Task

_BYTES_PER_SECOND = 2_000_000


def reading_tasks(
    files: Sequence[RawFile],
    hashes: Mapping[str, tuple[str, int]],
    keys: Mapping[str, str],
    cache: ReadingCache,
) -> list[Task]:
    """A task for every file whose key the cache does not have, called after it."""
    return [
        Task(
            file.name,
            hashes[file.name][1] / _BYTES_PER_SECOND,
            read_into_cache,
            (file.path, file.name, keys[file.name], cache.folder),
        )
        for file in files
        if not cache.has(keys[file.name])
    ]
