"""From raw exports to tidy rows: one reader per layout, chosen by looking into the file."""
