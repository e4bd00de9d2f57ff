"""seaborn, without what it would bring along."""

from __future__ import annotations

import sys
from types import ModuleType

_DENSITIES = "scipy.stats"


def seaborn_alone() -> ModuleType:
    """Import seaborn without scipy.stats, which alone takes longer than drawing all charts of a report.

    Only estimates of density use it, which no chart here has; seaborn brings an own one for where scipy is
    not installed. Whoever has imported seaborn or scipy.stats before keeps both as they are.
    """
    if "seaborn" not in sys.modules and _DENSITIES not in sys.modules:
        sys.modules[_DENSITIES] = None  # type: ignore[assignment]
        try:
            import seaborn
        finally:
            del sys.modules[_DENSITIES]
    import seaborn

    module: ModuleType = seaborn
    return module
