"""Statistics Finland: PX, json-stat2, and PxWeb's Excel and csv."""
