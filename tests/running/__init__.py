"""Tests of running the pipeline."""
