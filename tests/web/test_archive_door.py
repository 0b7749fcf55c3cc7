"""Hold the archive of the site to its promise: what readers may see, and nothing else."""

import io
import json
import zipfile

import pytest

from timeline.intake.zipped import Archive


@pytest.mark.parametrize("query", ["", "?actor=japan&from=2012"])
def test_the_archive_holds_the_events_of_the_list(client, query, tmp_path):
    """It is whole, has the events of the list, and no table of the installation."""
    answer = client.get(f"/events.zip{query}")
    path = tmp_path / "events.zip"
    path.write_bytes(answer.data)

    opened = Archive.open(path)
    assert ((), "") == (opened.state(), opened.manifest.schema)
    lines = client.get(f"/events.jsonl{query}").get_data(as_text=True).splitlines()
    expected = [json.loads(line)["slug"] for line in lines]
    assert expected == [json.loads(line)["slug"] for line in opened.lines("events.jsonl")]


def test_the_same_is_not_sent_twice(client):
    """The answer has a tag; one that knows it gets 304, and two answers are the same bytes."""
    first = client.get("/events.zip?actor=japan")
    again = client.get("/events.zip?actor=japan", headers={"If-None-Match": first.headers["ETag"]})

    assert 304 == again.status_code
    assert first.data == client.get("/events.zip?actor=japan").data
    with zipfile.ZipFile(io.BytesIO(first.data)) as packed:
        assert packed.testzip() is None


def test_an_unknown_actor_is_refused(client):
    """A filter that names what there is not is 400, with what is near."""
    assert 400 == client.get("/events.zip?actor=japn").status_code
