"""Pure functions on series: change over time, and the place among peers."""
