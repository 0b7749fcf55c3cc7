"""Pack a chronology with everything that it refers to, so that another installation takes it in."""

from timeline.exports.archive.packing import Packed, packed
from timeline.exports.archive.writing import About, Whole, write_archive

__all__ = ["About", "Packed", "Whole", "packed", "write_archive"]
