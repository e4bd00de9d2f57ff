"""THL's survey cubes: csv, json and Excel."""
