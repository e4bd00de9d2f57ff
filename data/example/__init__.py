"""The parts of the script that writes the shipped example; run ``python data/make_example.py``."""
