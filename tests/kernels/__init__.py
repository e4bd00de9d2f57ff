"""Tests of kernels forked from a ready process."""
