"""Gather every table in one place, for the migrations and for whatever walks all of them."""

from sqlalchemy import MetaData

from timeline.store import actors, events, places, reading, revisions, sources, themes
from timeline.store.base import Record

ROOMS = (actors, events, places, reading, revisions, sources, themes)

metadata: MetaData = Record.metadata
"""The metadata of all tables."""
