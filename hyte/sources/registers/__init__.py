"""Register workbooks of a municipality: their layout, writing them empty or filled, and reading them back."""
