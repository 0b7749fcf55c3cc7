"""Normalize archives that are too large for one import: files become segments, which imports read.

What is done to a partition of the archive is a pure function of its bytes; it needs no database and
shares nothing, so that any number of processes or machines can do it.
"""
