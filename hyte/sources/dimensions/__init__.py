"""Tables with named dimensions: which is area, time, sex or measure, and tidy rows from them."""
