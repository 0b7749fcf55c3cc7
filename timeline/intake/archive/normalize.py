"""Turn one partition of an archive into segments: bytes in, rows with their keys out."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from timeline.intake.archive.partition import Partition
from timeline.intake.archive.segment import MARK, SUFFIX, VERSION, write_segment
from timeline.intake.formats import chosen
from timeline.intake.proposal import Item, Proposal
from timeline.intake.table import BadTable, Refusal

MOST: Final = 50_000
"""How many rows a segment holds, and a worker in memory."""
MANIFEST: Final = ".normalized.json"

Work = Callable[[Partition], "Done"]


class Done(msgspec.Struct, frozen=True):
    """What became of a partition: its segments by name, and how much is in them.

    `problem` says why there are none; `again` that they were there already.
    """

    partition: Partition
    segments: tuple[str, ...] = ()
    events: int = 0
    records: int = 0
    refused: int = 0
    problem: str = ""
    again: bool = False
    version: str = VERSION.decode()


def manifest(folder: Path, partition: Partition) -> Path:
    """Give the path of the file that says that a partition is finished."""
    return folder / f"{partition.name}{MANIFEST}"


def finished(folder: Path, partition: Partition) -> Done | None:
    """Read what was made of a partition; None if that is not finished, or the file has changed."""
    path = manifest(folder, partition)
    try:
        done = msgspec.json.decode(path.read_bytes(), type=Done)
    except (OSError, msgspec.MsgspecError):
        return None
    same = done.partition == partition and done.version == VERSION.decode()
    whole = all((folder / name).is_file() for name in done.segments)
    return msgspec.structs.replace(done, again=True) if same and whole else None


def normalize(partition: Partition, folder: str, most: int = MOST) -> Done:
    """Write the segments of a partition, unless they are there; memory holds one segment.

    A partition that is interrupted is begun anew; one that is finished has its manifest, written
    last.

    Args:
        partition: What is to be read.
        folder: Where the segments go; every worker sees the same one.
        most: How many rows make a segment.
    """
    out = Path(folder)
    done = finished(out, partition)
    if done is not None:
        return done
    names: list[str] = []
    events = records = refused = 0
    try:
        for items in _several(chosen(partition.format).read(partition.document()), most):
            names.append(f"{partition.name}.{len(names) + 1:04}{SUFFIX}")
            write_segment(out / names[-1], items)
            here = sum(isinstance(one, Proposal) for one in items)
            bad = sum(isinstance(one, Refusal) for one in items)
            events, refused = events + here, refused + bad
            records += len(items) - here - bad
    except (BadTable, OSError) as error:
        return Done(partition, problem=str(error))
    done = Done(partition, tuple(names), events, records, refused)
    beside = manifest(out, partition).with_suffix(".part")
    beside.write_bytes(msgspec.json.encode(done))
    beside.replace(manifest(out, partition))
    return done


def _several(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """Gather items, so that a record always stands with or before what names it."""
    held: list[Item] = []
    for item in items:
        held.append(item)
        if len(held) >= most and isinstance(item, Proposal):
            yield held
            held = []
    if held:
        yield held


def segments(folder: Path) -> tuple[Path, ...]:
    """List the segments of a folder whose partitions are finished, in order; none if it has none.

    Raises:
        BadTable: If a manifest cannot be read.
    """
    found: list[Path] = []
    for path in sorted(folder.glob(f"*{MANIFEST}")):
        try:
            done = msgspec.json.decode(path.read_bytes(), type=Done)
        except msgspec.MsgspecError as error:
            raise BadTable(f"{path.name}: {error}") from error
        found += [folder / name for name in done.segments]
    return tuple(found)


__all__ = ["MANIFEST", "MARK", "Done", "Work", "finished", "normalize", "segments"]
