"""Make a folder of plain pages of a chronology, which works from a disk and asks for nothing."""

from timeline.exports.site.folder import site_files, to_site

__all__ = ["site_files", "to_site"]
