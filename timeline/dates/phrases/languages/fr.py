"""Reads what a table cannot say of French: centuries in Roman letters, '20h30', '1er'."""

from __future__ import annotations

from timeline.dates.phrases.languages.western import ROMAN, roman

SHAPES = (
    ("ROMAN", rf"(?<!\w)(?-i:{ROMAN})(?:e|ᵉ|ème|er)?(?![\w.])", roman),
    ("ORDNUM", r"(?<![\w.,$€£¥])(?:1er|1re|1ère|\d{1,2}(?:e|ème|nd|nde|d|de))(?!\w)", str),
    ("HCLOCK", r"(?<![\w.,$€£¥])(?:[01]?\d|2[0-4])\s?h(?:\s?[0-5]\d)?(?!\w)", str),
)
