"""The command that normalizes an archive: its files become segments that an import streams."""

import glob
import os
import sys
from functools import partial
from pathlib import Path

import click

from timeline.cli.door import fail
from timeline.intake.archive.engines import ENGINES
from timeline.intake.archive.normalize import Done, finished, normalize
from timeline.intake.archive.partition import plan
from timeline.intake.archive.segment import modules
from timeline.intake.formats import FORMATS
from timeline.intake.table import BadTable


@click.command("normalize")
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A folder.")
@click.option("--format", "format_", default="", help=f"One of {', '.join(FORMATS)}.")
@click.option("--workers", type=click.IntRange(1, 1024), default=os.cpu_count, help="Processes.")
@click.option("--engine", type=click.Choice(list(ENGINES)), default="pool", help="Who does it.")
@click.option("--address", default="", help="Of a Dask scheduler or a Spark master.")
def normalize_(
    files: tuple[str, ...], output: Path, format_: str, workers: int, engine: str, address: str
) -> None:
    """Turn the files of an archive into segments: Parquet, sorted, with all an import needs.

    Every file is a partition, done by itself; large plain ones are divided. A partition that is
    finished is not done again, so that the command goes on where it was stopped. No database is
    needed. Refused rows stand in the segments and are reported by the import.

    \b
    Examples:
      timeline normalize 'gdelt/*.zip' --format gdelt -o out/ --workers 8
      timeline normalize gdelt/*.zip -o out/ --engine dask --address tcp://10.0.0.1:8786
      timeline import out/
    """  # noqa: D301
    modules()
    partitions = plan(_paths(files), format_)
    output.mkdir(parents=True, exist_ok=True)
    there = [done for one in partitions if (done := finished(output, one)) is not None]
    left = [one for one in partitions if one not in {done.partition for done in there}]
    whole = Sum(len(partitions), shown=sys.stderr.isatty())
    for done in there:
        whole.add(done)
    work = partial(normalize, folder=str(output.resolve()))
    if left:
        for done in ENGINES[engine](left, work, workers, address):
            whole.add(done)
    click.echo(whole.words())
    if whole.failed:
        fail(f"{len(whole.failed)} partitions failed; first: {whole.failed[0]}")


def _paths(files: tuple[str, ...]) -> list[Path]:
    """Find the files that patterns name, in order, each once."""
    found: dict[Path, None] = {}
    for given in files:
        names = sorted(glob.glob(given)) if glob.has_magic(given) else [given]  # noqa: PTH207
        if not names:
            raise BadTable(f"no file is called {given!r}")
        found |= dict.fromkeys(map(Path, names))
    return list(found)


class Sum:
    """What became of all partitions so far."""

    def __init__(self, total: int, *, shown: bool) -> None:
        """Begin with nothing done of so many; say how far it is where that is shown."""
        self._total, self._shown = total, shown
        self._done = self._again = self._segments = 0
        self._events = self._records = self._refused = 0
        self.failed: list[str] = []

    def add(self, done: Done) -> None:
        """Add a partition, and tell how far it has come."""
        if done.problem:
            self.failed.append(f"{done.partition.name}: {done.problem}")
        self._done += 1
        self._again += done.again
        self._segments += len(done.segments)
        self._events += done.events
        self._records += done.records
        self._refused += done.refused
        if self._shown:
            said = f"\r{self._done} of {self._total} partitions, {self._events:,} events …"
            click.echo(said, err=True, nl=False)

    def words(self) -> str:
        """Say it in one line."""
        again = f" ({self._again} finished before)" if self._again else ""
        return (
            f"{self._done - len(self.failed)} partitions{again}, {self._segments} segments: "
            f"{self._events} events, {self._records} records beside them, "
            f"{self._refused} rows refused"
        )
