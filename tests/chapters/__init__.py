"""Tests of the chapters; their helpers are modules beside them."""
