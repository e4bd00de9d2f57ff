"""Pure functions: intervals, comparisons, trends, peers, gaps between groups, and what must be hidden."""
