"""The site and its API: the only room that knows Flask; each view parses, calls one function, renders."""
