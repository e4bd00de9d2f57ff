"""Kernels that are ready before a notebook asks for one: forked from a process that has imported all."""
