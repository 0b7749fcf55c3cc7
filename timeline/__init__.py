"""Turn what sources say into events with their sources, and serve cited chronologies of them."""

__version__ = "0.1.0"
