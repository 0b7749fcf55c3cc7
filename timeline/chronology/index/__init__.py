"""The in-process index: bitmaps and columns that answer lists, counts and facets of many events.

A *segment* holds events in order of time; an event is known in it by its *ordinal*, its place in
that order. The base segment is built from the database, saved beside it, mapped into memory, and
never changed. What was changed since stands in a second, small segment, and hides what the base
says of the same events. Answers of the two add up.
"""
