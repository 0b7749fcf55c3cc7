"""Spread the work on partitions: over processes here, or over the machines of Dask or Spark."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from typing import Any, Final

from timeline.intake.archive.normalize import Done, Work
from timeline.intake.archive.partition import Partition
from timeline.intake.table import BadTable

Engine = Callable[[Sequence[Partition], Work, int, str], Iterator[Done]]


def pool(
    partitions: Sequence[Partition], work: Work, workers: int, _address: str
) -> Iterator[Done]:
    """Work in processes of this machine; nothing is needed for it.

    Raises:
        BadTable: If a process was killed, for want of memory say; what is finished stays.
    """
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=fresh) as processes:
        futures = [processes.submit(work, one) for one in partitions]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BrokenProcessPool as error:
            raise BadTable(
                "a process was killed, perhaps for want of memory: try fewer --workers; "
                "what is finished is not done again"
            ) from error


def dask(partitions: Sequence[Partition], work: Work, workers: int, address: str) -> Iterator[Done]:
    """Work on a Dask cluster: that of an address, else one of local processes.

    Raises:
        BadTable: If Dask is not installed.
    """
    distributed = _library("distributed", "dask", "'geopolitical-timeline[archive]'")
    local: dict[str, Any] = {
        "n_workers": workers, "threads_per_worker": 1, "dashboard_address": None,
    }  # fmt: skip
    with distributed.Client(address or None, **({} if address else local)) as client:
        futures = client.map(work, partitions, pure=False)
        for future in distributed.as_completed(futures):
            yield future.result()


def spark(
    partitions: Sequence[Partition], work: Work, workers: int, address: str
) -> Iterator[Done]:
    """Work on a Spark cluster: that of a master's address, else in local mode; needs Java.

    Raises:
        BadTable: If Spark is not installed.
    """
    pyspark = _library("pyspark", "Spark", "pyspark")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = pyspark.SparkConf().setAppName("timeline normalize")
    settings.setMaster(address or f"local[{workers}]")
    settings.set("spark.ui.enabled", "false").set("spark.log.level", "ERROR")
    context = pyspark.SparkContext(conf=settings)
    try:
        yield from context.parallelize(partitions, max(1, len(partitions))).map(work).collect()
    finally:
        context.stop()


ENGINES: Final[dict[str, Engine]] = {"pool": pool, "dask": dask, "spark": spark}


def _library(name: str, called: str, package: str) -> Any:  # noqa: ANN401 - a module
    try:
        return import_module(name)
    except ImportError as error:
        raise BadTable(f"--engine needs {called}: pip install {package}") from error
