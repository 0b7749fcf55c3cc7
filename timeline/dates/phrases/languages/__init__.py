"""Holds one table of words and rules a language, and what no table can say beside it."""
