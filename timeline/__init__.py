"""A geopolitical event timeline: what sources say becomes events with their sources, and a cited chronology."""

__version__ = "0.1.0"
