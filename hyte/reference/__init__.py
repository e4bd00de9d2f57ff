"""Facts: municipalities, counties, mergers, names of areas, laws by year, the indicator register."""
