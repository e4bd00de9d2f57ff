"""Nothing of one notebook is seen by the next, and a forked kernel is like one that was started cold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import Execute, linux

pytestmark = linux

CHANGES = """
import os, sys, random, tempfile, warnings, locale, logging
import matplotlib, numpy, pandas, hyte.reference.areas
leaked = 1
matplotlib.rcParams["lines.linewidth"] = 77
pandas.options.display.max_rows = 7
os.environ["HYTE_LEAK"] = "1"
sys.path.insert(0, "/nowhere")
sys.modules["leaked_module"] = sys
hyte.reference.areas.leaked = 1
numpy.seterr(all="raise")
os.umask(0o077)
os.chdir(tempfile.gettempdir())
"""
LOOKS = """
import os, sys
import matplotlib, numpy, pandas, hyte.reference.areas
umask = os.umask(0o022); os.umask(umask)
print("leaked" in globals(), matplotlib.rcParams["lines.linewidth"], pandas.options.display.max_rows,
      os.environ.get("HYTE_LEAK"), "/nowhere" in sys.path, "leaked_module" in sys.modules,
      hasattr(hyte.reference.areas, "leaked"), numpy.geterr()["divide"], oct(umask), os.getcwd())
"""
RANDOM = "import random, numpy\nrandom.random(), numpy.random.random(), numpy.random.default_rng().random()"
FORKS = """
pid = os.fork()
if not pid:
    print("from a fork", flush=True)
    os._exit(0)
os.waitpid(pid, 0)[1]
"""
WHAT_IS_THERE = """
import importlib
from hyte.kernels.ready import IMPORTED
for name in IMPORTED:
    importlib.import_module(name)
from hyte.presentation.charts.seaborn_alone import seaborn_alone
seaborn_alone()
import json, os, sys, threading, warnings, signal, locale, time
import matplotlib.pyplot as plt, pandas, numpy, logging, tempfile
figure = plt.figure()
plt.close(figure)
OTHER = ("JPY_PARENT_PID", "PYTEST_CURRENT_TEST")
json.dumps({
    "rc": {name: str(value) for name, value in matplotlib_rc().items()},
    "backend": plt.get_backend(),
    "path": sys.path,
    "argv": [os.path.basename(sys.argv[0]), len(sys.argv)],
    "main": [sys.modules["__main__"].__name__, __name__],
    "filters": sorted(str(f) for f in warnings.filters),
    "threads": sorted(t.name for t in threading.enumerate() if "Thread-" not in t.name),
    "signals": [str(signal.getsignal(s)) for s in (signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE)],
    "locale": locale.setlocale(locale.LC_ALL),
    "environment": {name: value for name, value in os.environ.items() if name not in OTHER},
    "seterr": numpy.geterr(),
    "cwd": os.getcwd(),
    "tmp": tempfile.gettempdir(),
    "zone": time.tzname,
    "root": [logging.getLogger().level, len(logging.getLogger().handlers)],
    "hooks": [str(type(sys.excepthook)), str(type(sys.displayhook)), type(sys.stdout).__name__],
    "recursion": sys.getrecursionlimit(),
}, indent=1, sort_keys=True)
""".replace("matplotlib_rc()", "__import__('matplotlib').rcParams")


def test_what_one_notebook_changes_the_next_one_does_not_see(
    execute: Execute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = execute(LOOKS).texts
    execute(CHANGES)
    assert execute(LOOKS).texts == before
    umask = os.umask(0o022)
    os.umask(umask)
    assert before == [f"False 1.5 60 None False False False warn {oct(umask)} {tmp_path}"]


def test_random_numbers_differ_from_notebook_to_notebook(execute: Execute) -> None:
    numbers = [text.strip("()").split(", ") for _ in range(2) for text in execute(RANDOM).texts]
    assert all(one != other for one, other in zip(*numbers, strict=True))


def test_a_forked_kernel_is_like_a_cold_one(execute: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    (warm,) = execute(WHAT_IS_THERE).texts
    monkeypatch.setenv("HYTE_WARM", "0")
    (cold,) = execute(WHAT_IS_THERE).texts
    assert warm.replace('"HYTE_WARM": "0"', "").split("\\n") == [
        line for line in cold.split("\\n") if "HYTE_WARM" not in line
    ]
    assert len(cold) > 5000


def test_outputs_are_the_same_warm_and_cold(execute: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = (
        "import sys; print('out'); print('err', file=sys.stderr)",
        "import pandas as pd; pd.DataFrame({'a': [1, 2]})",
        "import matplotlib.pyplot as plt; fig, ax = plt.subplots(); ax.plot([1, 2]); fig.dpi",
        "from IPython.display import HTML, display; display(HTML('<b>b</b>')); 1",
        "import os; os.system('echo from below')",
        FORKS,
        "%timeit -n1 -r1 pass",
        "from hyte.presentation.charts.theme import prepare; prepare(); str(plt.rcParams)",
        "from hyte.reference.register import Register; len(Register.load())",
        "sorted(get_ipython().magics_manager.magics['line'])",
    )
    warm = execute(*cells).notebook
    monkeypatch.setenv("HYTE_WARM", "0")
    cold = execute(*cells).notebook
    for number, (one, other) in enumerate(zip(warm.cells, cold.cells, strict=True), 1):
        assert number == 7 or one.outputs == other.outputs
        assert one.execution_count == other.execution_count == number
    assert warm.metadata.language_info == cold.metadata.language_info
    assert any("image/png" in output.get("data", {}) for output in warm.cells[2].outputs)


def test_variables_of_the_owner_are_the_kernels_too(
    execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYTE_FIRST", "ä 1")
    look = "import os; print(os.environ.get('HYTE_FIRST'), os.environ.get('HYTE_SECOND'))"
    assert execute(look).texts == ["ä 1 None"]
    monkeypatch.delenv("HYTE_FIRST")
    monkeypatch.setenv("HYTE_SECOND", "2")
    assert execute(look).texts == ["None 2"]


def test_what_libraries_read_once_makes_another_ready_process(
    execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = "import os, time; print(os.getppid(), time.tzname[0])"
    first, _ = execute(look).texts[0].split()
    assert execute(look).texts[0].split()[0] == first
    monkeypatch.setenv("TZ", "Europe/Helsinki")
    second, zone = execute(look).texts[0].split()
    assert second != first
    assert zone == "EET"
