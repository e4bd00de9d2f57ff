"""Register workbooks of a municipality: their layout, writing them empty or filled, and reading them back."""

from hyte.sources.registers.reader import RegistersReading, read_registers

__all__ = ["RegistersReading", "read_registers"]
