"""How fast raw files become tables: a real PxWeb workbook, and a synthetic csv as large as all of Sotkanet.

python benchmarks/ingest.py                            # 37 million rows: some minutes, 6 GB of disk
python benchmarks/ingest.py --rows 2000000 --json measured.json
python benchmarks/ingest.py --rows 0                   # the workbook alone

All ratios are of one run: the workbook read to tidy observations against ``pandas.read_excel`` with
openpyxl, and the csv brought into an empty store against DuckDB writing Parquet from the same csv. Memory is
that of all processes together, sampled; a quarter of the rows is measured too, to see whether it grows.
Exit code 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORKBOOK = ROOT.parent / "shared" / "real" / "statfin" / "001_12c1_2022_fi.xlsx"
ROWS = 37_000_000
YEARS = range(1990, 2023)
AIMS = {"workbook": 1 / 6, "csv": 3.0, "peak_gib": 4.0}
HEADER = "indicator;region;year;gender;primary value;absolute value\n"


def measure_workbook(repeats: int = 5) -> dict[str, float]:
    """Seconds of both ways to read the workbook, the best of several."""
    import pandas as pd

    from hyte.sources.probe import Probe
    from hyte.sources.readers import read_file

    def ours() -> int:
        return len(read_file(Probe(WORKBOOK, WORKBOOK.name)).readings[0].rows)

    ours()
    own = min(_seconds(ours) for _ in range(repeats))
    other = min(_seconds(lambda: pd.read_excel(WORKBOOK, engine="openpyxl")) for _ in range(2))
    return {"observations": ours(), "seconds": own, "openpyxl_seconds": other, "ratio": own / other}


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def write_csv(path: Path, rows: int) -> int:
    """Write at least so many rows as Sotkanet exports them, and give their number.

    Counts of women and men add up to totals, municipalities to counties, regions and the country, as true
    figures do; the same number of rows gives the same bytes.
    """
    import numpy as np
    import pyarrow
    from pyarrow import csv

    from hyte.reference.area_index import sotkanet_ids
    from hyte.reference.areas import Areas

    chance = np.random.default_rng(20)
    areas = Areas.official()
    places = areas.municipalities(mainland_only=False)
    ids = {region: number for number, region in sorted(sotkanet_ids().items(), reverse=True)}
    sums = [
        (one.region_id, [at for at, m in enumerate(places) if m.county == one.code]) for one in areas.counties
    ]
    sums += [
        (one.region_id, [at for at, m in enumerate(places) if m.region == one.code]) for one in areas.regions
    ]
    sums.append(("SSS", list(range(len(places)))))
    sums = [(id, members) for id, members in sums if members and id in ids]
    size = np.round(np.exp(chance.normal(8.6, 1.2, len(places)))) + 200
    region = np.array([*(ids[one.region_id] for one in places), *(ids[id] for id, _ in sums)])
    total_rows, indicator = 0, 0
    sexes = pyarrow.array(["total", "female", "male"])
    with path.open("wb") as stream:
        stream.write(HEADER.encode())
        options = csv.WriteOptions(include_header=False, delimiter=";", quoting_style="none")
        while total_rows < rows:
            indicator += 1
            by_sex = indicator % 3 == 0
            share = chance.uniform(0.01, 0.6)
            counts = chance.binomial(
                (size / 2).astype(int)[:, None, None], share, (len(places), len(YEARS), 2)
            )
            population = np.repeat(np.repeat(size[:, None, None] / 2, len(YEARS), 1), 2, 2)
            counts, population = (
                np.concatenate([cells, *(cells[members].sum(axis=0)[None] for _, members in sums)])
                for cells in (counts, population)
            )
            made = []
            for sex in range(3 if by_sex else 1):
                chosen = slice(None) if sex == 0 else slice(sex - 1, sex)
                count, whole = (cells[:, :, chosen].sum(axis=2).ravel() for cells in (counts, population))
                made.append(
                    pyarrow.table(
                        {
                            "indicator": np.full(len(count), indicator),
                            "region": np.repeat(region, len(YEARS)),
                            "year": np.tile(np.array(YEARS), len(region)),
                            "gender": sexes.take(pyarrow.array(np.full(len(count), sex))),
                            "value": np.round(100 * count / whole, 1),
                            "absolute": count.astype(np.int64),
                        }
                    )
                )
                total_rows += len(count)
            csv.write_csv(pyarrow.concat_tables(made), stream, options)
    return total_rows


def duckdb_to_parquet(source: Path, target: Path) -> None:
    """What the time is compared with."""
    import duckdb

    duckdb.sql("set enable_progress_bar = false")
    duckdb.sql(
        f"copy (select * from read_csv('{source}', delim=';', header=true)) to '{target}' (format parquet)"
    )


def to_store(raw: Path, processed: Path) -> None:
    """Bring the folder into an empty store."""
    from hyte.store.ingest import ingest

    result = ingest(raw, processed)
    (processed / "rows.txt").write_text(str(result.observations))
    if result.problems:
        sys.exit("\n".join(str(problem) for problem in result.problems))


def measured(call: Callable[..., None], *arguments: Path) -> dict[str, float]:
    """Seconds, processor seconds and peak memory of a call in a fresh process, with its own processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = multiprocessing.get_context("spawn").Process(target=call, args=arguments)
    process.start()
    assert process.pid is not None
    peak, done = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watcher.start()
    process.join()
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    if process.exitcode:
        sys.exit(f"{call.__name__} has failed.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "cpu_seconds": used, "peak_gib": peak[0] / 2**20}


def _watch(pid: int, peak: list[int], done: threading.Event) -> None:
    """Keep the largest memory (in KiB) of a process and all that it has started; pages of files are no memory
    of theirs."""
    while not done.wait(0.1):
        peak[0] = max(peak[0], sum(map(_memory, _family(pid))))


def _family(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [pid, *(each for child in told.split() for each in _family(int(child)))]


def _memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon:", "RssShmem:")))


def measure_csv(rows: int, folder: Path) -> dict[str, Any]:
    """Both ways from the same csv, and reading what a report of one municipality reads."""
    raw, processed = folder / "raw", folder / "processed"
    raw.mkdir(parents=True)
    written = write_csv(raw / "sotkanet.csv", rows)
    # Both find the file in the system's memory.
    other = measured(duckdb_to_parquet, raw / "sotkanet.csv", folder / "duckdb.parquet")
    own = measured(to_store, raw, processed)
    if int((processed / "rows.txt").read_text()) != written:
        sys.exit("Not every row is in the store.")
    own_size = sum(one.stat().st_size for one in processed.glob("*.parquet"))
    return {
        "rows": written,
        "csv_bytes": (raw / "sotkanet.csv").stat().st_size,
        "parquet_bytes": own_size,
        "store": own,
        "duckdb": other,
        "ratio": own["seconds"] / other["seconds"],
        "cpu_ratio": own["cpu_seconds"] / other["cpu_seconds"],
        "slice": _slice(processed, 1),
        "report": _slice(processed, 12),
    }


def _slice(processed: Path, regions: int) -> dict[str, float]:
    from hyte.reference.areas import Areas
    from hyte.store.slices import read_observations

    places = [one.region_id for one in Areas.official().municipalities()]
    wanted = [*places[: max(1, regions - 1)], *["SSS"][: regions - 1]]
    rows = 0

    def read() -> None:
        nonlocal rows
        rows = len(read_observations(processed, wanted, invented=False))

    read()
    return {"seconds": min(_seconds(read) for _ in range(3)), "rows": rows}


def main() -> int:
    """Measure and print; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the csv; 0 leaves it out")
    parser.add_argument(
        "--folder", type=Path, help="where the csv and the store are made (default: temporary)"
    )
    parser.add_argument("--json", type=Path, help="write all numbers into this file")
    options = parser.parse_args()
    found: dict[str, Any] = {}
    missed = []
    if WORKBOOK.exists():
        book = found["workbook"] = measure_workbook()
        print(
            f"workbook: {book['seconds']:.2f} s, pandas with openpyxl {book['openpyxl_seconds']:.2f} s: "
            f"1/{1 / book['ratio']:.1f} (aim 1/6)"
        )
        missed += ["workbook"] if book["ratio"] > AIMS["workbook"] else []
    if options.rows:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            quarter = measure_csv(max(1, options.rows // 4), Path(folder, "quarter"))
            whole = measure_csv(options.rows, Path(folder, "whole"))
        found |= {"quarter": quarter, "csv": whole}
        growth = found["growth"] = whole["store"]["peak_gib"] / quarter["store"]["peak_gib"]
        store, other = whole["store"], whole["duckdb"]
        print(
            f"csv of {whole['rows']:,} rows, {whole['csv_bytes'] / 1e6:,.0f} MB: "
            f"store {store['seconds']:.1f} s ({store['cpu_seconds']:.1f} of processors), "
            f"DuckDB to Parquet {other['seconds']:.1f} s ({other['cpu_seconds']:.1f}): "
            f"{whole['ratio']:.2f}, of processors {whole['cpu_ratio']:.2f} (aim 3)"
        )
        print(
            f"memory: {store['peak_gib']:.2f} GiB (aim 4), {growth:.2f} times that of a quarter of the rows; "
            f"DuckDB {other['peak_gib']:.2f} GiB"
        )
        for name, told in (("one municipality", "slice"), ("a report's twelve regions", "report")):
            print(f"{name}: {whole[told]['rows']:,} rows in {whole[told]['seconds']:.3f} s")
        missed += ["csv"] if whole["ratio"] > AIMS["csv"] else []
        missed += ["memory"] if store["peak_gib"] > AIMS["peak_gib"] else []
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if missed:
        print(f"missed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
