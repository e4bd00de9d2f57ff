"""Reading each file format into numbered lines."""
