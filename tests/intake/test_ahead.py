"""Hold reading in a process of its own to giving what reading does, and to ending with its user."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from timeline.intake import ahead
from timeline.intake.file import read
from timeline.intake.table import BadTable

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix != ".toml")


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch):
    """Read even samples in a process of its own."""
    monkeypatch.setattr(ahead, "LARGE", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.parametrize("name", [name for name in NAMES if "gdelt2" in name or "full" in name])
def test_what_is_read_ahead_is_what_is_read(name):
    """Records, events with their keys and lines, and refused rows come in the same order."""
    assert list(read(SAMPLES / name)) == list(ahead.read_ahead(SAMPLES / name))


def test_what_is_handed_over_comes_back():
    """Every item of every sample is the same after it was packed."""
    for name in NAMES:
        items = list(read(SAMPLES / name))
        assert items == list(ahead._items(ahead._packed(items)))
        assert items[::-1] == list(ahead._items(ahead._packed(items[::-1])))


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    """What is wrong with a file is said as ever."""
    path = tmp_path / "bad.csv"
    path.write_bytes(b"title,type,date\nA,AGREE,2013\nB\xff,AGREE,2013\n")
    with pytest.raises(BadTable, match="not UTF-8"):
        list(ahead.read_ahead(path))


def test_who_stops_early_leaves_no_process(tmp_path):
    """Closing the reading ends the other process."""
    path = _large(tmp_path)
    items = ahead.read_ahead(path)
    next(items)
    items.close()

    assert [] == ahead.multiprocessing.active_children()


def _large(folder: Path) -> Path:
    path = folder / "large.csv"
    with path.open("w") as file:
        file.write("title,type,date\n")
        file.writelines(f"Event {number},AGREE,2013\n" for number in range(40_000))
    return path


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc to look for processes in")
def test_who_is_killed_leaves_no_process(tmp_path):
    """When whoever reads is killed, the other process ends by itself."""
    path = _large(tmp_path)
    script = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from timeline.intake import ahead\n"
        "ahead.LARGE, ahead.PATIENCE = 1, 0.5\n"
        "os.cpu_count = lambda: 2\n"
        "if __name__ == '__main__':\n"
        "    items = ahead.read_ahead(Path(sys.argv[1]))\n"
        "    next(items)\n"
        "    print(ahead.multiprocessing.active_children()[0].pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    (tmp_path / "reading.py").write_text(script)
    command = [sys.executable, tmp_path / "reading.py", path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        other = int(running.stdout.readline())
        running.kill()
    for _ in range(300):
        if not _runs(other):
            return
        time.sleep(0.1)
    pytest.fail("the process that reads is still there")


def _runs(number: int) -> bool:
    try:
        told = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"
