"""Names that are kept with all their forms."""

from hashlib import blake2b
from pathlib import Path

import msgspec
import pytest

from timeline.names.gazetteer import Alias
from timeline.names.kept import spelled
from timeline.names.known import known
from timeline.names.resolve import Resolver
from timeline.names.spelled import spell
from timeline.names.values import Actor, Names, Tie
from timeline.terms import ActorKind, AffiliationKind, AliasKind

OWN = Names(
    (Actor("ada-lovage", ActorKind.PERSON, "Ada Lovage", (700_000, None)),),
    (Alias("Ada Lovage", "ada-lovage", AliasKind.PREFERRED, "en", (700_000, None)),),
    (Tie("ada-lovage", AffiliationKind.NATIONAL_OF, "japan", (None, 740_000)),),
)
TEXT = "Ada Lovage met Vladimir Putin in Moscow; the Japanese foreign minister called the Kremlin."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the name of a file that is not there yet."""
    return tmp_path / "names"


def test_what_is_kept_is_what_was_spelled(file):
    """Read back, names have the same forms, ties and sounds, and resolve the same mentions."""
    fresh = spelled(OWN, file)
    again = spelled(OWN, file)
    assert fresh == again == spell(known().joined(OWN))
    assert Resolver(fresh).resolve(TEXT) == Resolver(again).resolve(TEXT)


def test_a_kept_file_is_its_owners_alone(file):
    """Nobody else may write names that are then believed."""
    spelled(OWN, file)
    assert 0o600 == file.stat().st_mode & 0o777


def test_other_names_are_spelled_anew(file):
    """An actor that has come since is found, and the file is then of the new names."""
    spelled(Names(), file)
    before = file.read_bytes()
    assert "ada lovage" in spelled(OWN, file).keys
    assert before != file.read_bytes()


@pytest.mark.parametrize("at", [0, 40, 64, 5000, -1])
def test_damage_costs_time_only(file, at):
    """A file with a letter changed anywhere is not believed, and is written anew."""
    spelled(OWN, file)
    whole = file.read_bytes()
    broken = bytearray(whole)
    broken[at] ^= 0xFF
    file.write_bytes(broken)
    assert "ada lovage" in spelled(OWN, file).keys
    assert whole == file.read_bytes()


def test_a_file_that_only_looks_right_is_refused(file):
    """What does not fit its types, under a right mark and checksum, is no names."""
    spelled(OWN, file)
    body = msgspec.msgpack.encode({"actors": ["__reduce__"]})
    file.write_bytes(file.read_bytes()[:32] + blake2b(body, digest_size=32).digest() + body)
    assert "ada lovage" in spelled(OWN, file).keys


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path):
    """Where nothing can be kept, names are spelled each time."""
    nowhere = tmp_path / "absent" / "names"
    assert "ada lovage" in spelled(OWN, nowhere).keys
    assert [] == list(tmp_path.iterdir())
