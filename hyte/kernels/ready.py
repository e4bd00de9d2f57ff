"""What every report needs before its first figure: modules, and data that the package itself brings.

Only what is the same for all reports belongs here, and nothing that starts a thread, keeps a file open (a
fork shares the place where it is read) or changes what another notebook shows. So the theme of charts is not
set here, fonts are not opened, and `matplotlib_inline.backend_inline` is not imported: it looks for the
notebook's own shell.
"""

from __future__ import annotations

import gc
import importlib

from hyte.presentation.charts.seaborn_alone import seaborn_alone

IMPORTED = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "pandas.core.methods.to_dict",
    "pandas.io.formats.string",
    "pyarrow.dataset",
    "pyarrow.pandas_compat",
    "pyarrow.parquet",
    "matplotlib.backends.backend_svg",
    "matplotlib.patheffects",
    "matplotlib.pyplot",
    "xml.etree.ElementTree",
    "hyte.chapters.annual_report",
    "hyte.kernels.private_pipe",
    "hyte.presentation.charts",
    "hyte.presentation.markup",
    "hyte.presentation.svg",
)
"""Modules that a kernel finds imported; those of the package bring most of what they need themselves."""


def make_ready() -> None:
    """Import the modules and read the package's own data; they are found again by every forked kernel."""
    for name in IMPORTED:
        importlib.import_module(name)
    seaborn_alone()
    _read_package_data()
    # What is here now stays: looking through it again and again would copy its memory into every kernel.
    gc.collect()
    gc.freeze()


def _read_package_data() -> None:
    from hyte.language.wording import wording
    from hyte.model import LANGUAGES
    from hyte.reference.areas import Areas
    from hyte.reference.indicator_families import Families
    from hyte.reference.laws import law_of
    from hyte.reference.register import Register
    from hyte.reference.word_lists import channel_names, sector_names
    from hyte.sources.registers.choice_lists import choice_lists
    from hyte.sources.registers.indicator_names import indicator_names
    from hyte.sources.registers.layout import register_layouts

    Areas.official()
    Register.load()
    Families.load()
    register_layouts()
    choice_lists()
    indicator_names()
    channel_names()
    sector_names()
    law_of(2024, "fi")
    for language in LANGUAGES:
        wording(language)
