"""Articles become proposals: passages that tell an event, with who, when, where, and how sure."""
