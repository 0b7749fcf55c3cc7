"""The reading side: a filter in; ordered, counted, frozen rows out. It never writes."""
