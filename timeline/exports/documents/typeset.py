"""Set a PDF in a process of its own, within bounds of time and memory: a program by itself."""

import json
import os
import sys
from importlib import import_module
from typing import Any

MEMORY = 6 * 1024**3
"""Bytes of address space that the typesetter may take."""


def bounded(seconds: int) -> None:
    """Bound the time and memory of this process, where the system can."""
    try:
        resource: Any = import_module("resource")
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> int:
    """Set the document that standard input describes; what is wrong goes to standard error."""
    given = json.load(sys.stdin)
    bounded(given["seconds"])
    typst: Any = import_module("typst")
    try:
        typst.compile(
            given["source"],
            output=given["output"],
            root=os.path.dirname(given["source"]),  # noqa: PTH120 - no path library needed here
            font_paths=given["fonts"],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=given["epoch"],
        )
    except Exception as error:  # noqa: BLE001 - whatever it was, the caller is to say it
        print(" ".join(str(error).split())[:500], file=sys.stderr)  # noqa: T201 - its one answer
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
