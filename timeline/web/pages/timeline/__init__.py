"""The timeline: windows of time cut into tiles, drawn here first, then by the reader's script."""
