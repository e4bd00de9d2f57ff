"""Records that whole arrangements of lines tell: timelines, goal trees, lists of programmes and roles."""
