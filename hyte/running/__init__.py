"""What is stale and why, making reports in worker processes, manifests, progress and the recap."""
