"""Processed tables: schemas, ingest, conflicts, slices and fingerprints."""
