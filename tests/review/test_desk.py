"""The desk on the seeds: every verb is one revision, nothing is lost, rulings survive imports."""

import msgspec
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from timeline import shapes
from timeline.chronology.detail import history
from timeline.chronology.filter import parse
from timeline.chronology.listing import list_events
from timeline.chronology.stamp import data_version
from timeline.intake.folder import read_folder
from timeline.intake.proposal import Proposal
from timeline.review import desk
from timeline.review.act import Refused
from timeline.review.change import Stale
from timeline.review.imports import Manner, run_import
from timeline.review.merge import merge, unmerge
from timeline.review.queue import on_desk, queue
from timeline.review.undo import undo, undo_batch
from timeline.store.events import Event
from timeline.store.migrate import folder
from timeline.store.revisions import Batch
from timeline.store.session import reading, writing
from timeline.terms import EventType, LinkKind, State

SEEDS = Manner("seeds", "folder", "", "tester", accept=True)


def seen(engine, slug):
    """Give the id of a seed event, and what the desk has of it."""
    with reading(engine) as session:
        number = session.execute(select(Event.id).where(Event.slug == slug)).scalar_one()
        return number, on_desk(session, number).waiting.event


def plain(event):
    """Leave out what changes with every revision."""
    return msgspec.structs.replace(event, revision=0, updated=None)


def found(engine, **given):
    """Give the slugs that readers find."""
    wanted = parse({name: [value] for name, value in given.items()}, strict=True, most=1000)
    with reading(engine) as session:
        return [event.slug for event in list_events(session, wanted).events()]


MEMORANDUM = "gazprom-mitsui-memorandum-2018"
FORUM = "eastern-economic-forum-2018"
TWO = "two-plus-two-tokyo-2013"


def test_retracted_events_are_found_nowhere_and_come_back_as_they_were(seeds, do):
    """A retracted event is in no list; restored, it is what it was."""
    number, before = seen(seeds, MEMORANDUM)
    with pytest.raises(Refused, match="say why"):
        do(desk.retract, number)
    do(desk.retract, number, reason="a trial")

    assert MEMORANDUM not in found(seeds, actor="gazprom")
    with pytest.raises(Refused, match="retracted already"):
        do(desk.retract, number, reason="again")

    do(desk.restore, number)

    assert MEMORANDUM in found(seeds, actor="gazprom")
    assert plain(before) == plain(seen(seeds, MEMORANDUM)[1])


def test_ruling_adopts_a_printed_date_and_undo_gives_the_old_one_back(seeds, do):
    """The date of a note becomes that of the event, with the reason, and undo takes it back."""
    number, before = seen(seeds, TWO)
    note = next(
        n
        for n, citation in enumerate(before.citations, start=1)
        if any(claim.as_printed == "late October" for claim in citation.claims)
    )
    do(desk.rule, number, note)
    ruled = seen(seeds, TWO)[1]

    assert ruled.date.edtf == "[2013-10-21..2013-10-31]"
    assert ruled.disputed
    with reading(seeds) as session:
        assert "late October" in history(session, "event", number)[0].reason

    do(undo, number)

    assert plain(before) == plain(seen(seeds, TWO)[1])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"disputed": True}, "cannot be amended"),
        ({"nonsense": 1}, "cannot be amended"),
        ({"date": "2013-13"}, "month"),
        ({"type": "PARTY"}, "type"),
        ({"themes": ["energy/steam"]}, "there is no theme"),
        ({"actors": [{"slug": "japn"}]}, "nearest are japan"),
        ({"citations": []}, "needs a citation"),
        ({"title": "Japan and Russia held their first two-plus-two in Tokyo"}, "so already"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(seeds, changes, said, do):
    """A change that does not fit is refused by name, and no revision is written."""
    number, before = seen(seeds, TWO)
    with pytest.raises(Refused, match=said):
        do(desk.amend, number, changes)

    assert before == seen(seeds, TWO)[1]


def test_an_editor_who_has_read_an_older_revision_is_refused(seeds, do):
    """A second editor does not overwrite the first unseen."""
    number, _before = seen(seeds, TWO)
    do(desk.amend, number, {"title": "First"}, 1)
    with pytest.raises(Stale, match="revision 2"):
        do(desk.amend, number, {"title": "Second"}, 1)

    assert seen(seeds, TWO)[1].title == "First"


def test_a_merge_keeps_both_sides_and_can_be_taken_back(seeds, do):
    """The kept event has the citations of both; unmerging gives each its own again."""
    lost, before_lost = seen(seeds, FORUM)
    kept, before_kept = seen(seeds, MEMORANDUM)
    do(merge, lost, kept)
    joined = seen(seeds, MEMORANDUM)[1]
    gone = seen(seeds, FORUM)[1]
    places = {(one.source.slug, one.locator) for one in joined.citations}

    assert {(c.source.slug, c.locator) for c in before_lost.citations} <= places
    assert {(c.source.slug, c.locator) for c in before_kept.citations} <= places
    assert State.RETRACTED == gone.state
    assert shapes.Link(kind=LinkKind.SAME_AS, to=kept) in gone.links
    assert FORUM not in found(seeds, place="vladivostok")
    with pytest.raises(Refused, match="retracted"):
        do(merge, lost, kept)
    with pytest.raises(Refused, match="unmerge"):
        do(desk.restore, lost)

    do(unmerge, lost)

    assert plain(before_lost) == plain(seen(seeds, FORUM)[1])
    assert plain(before_kept) == plain(seen(seeds, MEMORANDUM)[1])


def test_what_was_added_after_a_merge_stays_when_it_is_taken_back(seeds, do):
    """Unmerging keeps what an editor has changed on the kept event since."""
    lost, _lost = seen(seeds, FORUM)
    kept, _kept = seen(seeds, MEMORANDUM)
    do(merge, lost, kept)
    do(desk.amend, kept, {"summary": "Written since."})
    do(unmerge, lost)

    assert seen(seeds, MEMORANDUM)[1].summary == "Written since."


def test_merges_lead_straight_to_the_last_one(seeds, do):
    """After two merges the first lost event leads to the one that is left."""
    first, second = seen(seeds, FORUM)[0], seen(seeds, MEMORANDUM)[0]
    third = seen(seeds, "putin-abe-talks-2018")[0]
    do(merge, first, second)
    do(merge, second, third)
    with reading(seeds) as session:
        leads = dict(session.execute(select(Event.id, Event.merged_into_id)).all())

    assert (third, third, None) == (leads[first], leads[second], leads[third])


def test_a_second_import_leaves_rulings_alone(seeds, do):
    """What the desk has changed stays when the same table comes again; the rest is brought up."""
    number, _event = seen(seeds, MEMORANDUM)
    do(desk.amend, number, {"date": "2018-09-13"})
    with writing(seeds) as session:
        again = run_import(session, read_folder(folder("seeds")), SEEDS)

    assert (0, 0, 63) == (again.created, again.updated, again.unchanged)
    assert seen(seeds, MEMORANDUM)[1].date.edtf == "2018-09-13"

    changed = [
        msgspec.structs.replace(
            item,
            event=msgspec.structs.replace(
                item.event, summary="New words.", date=shapes.Date(edtf="2018-09-01")
            ),
        )
        for item in read_folder(folder("seeds"))
        if isinstance(item, Proposal) and item.event.slug == MEMORANDUM
    ]
    with writing(seeds) as session:
        once_more = run_import(session, changed, SEEDS)
    event = seen(seeds, MEMORANDUM)[1]

    assert once_more.updated == 1
    assert ("New words.", "2018-09-13") == (event.summary, event.date.edtf)


def test_a_batch_is_taken_back_as_a_whole_and_can_come_again(seeds, do):
    """All events of a batch go, but those that somebody has changed since; the import repeats."""
    number, _event = seen(seeds, MEMORANDUM)
    do(desk.amend, number, {"summary": "Mine now."})
    with reading(seeds) as session:
        batch = session.execute(select(Batch.id)).scalar_one()
    done = do(undo_batch, batch)

    assert (62, (), (number,)) == (len(done.retracted), done.put_back, done.left)
    assert [MEMORANDUM] == found(seeds)
    with pytest.raises(Refused, match="already"):
        do(undo_batch, batch)

    with writing(seeds) as session:
        run_import(session, read_folder(folder("seeds")), SEEDS)

    assert len(found(seeds, limit="200")) == 63


def test_every_verb_writes_one_revision_of_each_event_it_changes(seeds, do):
    """The version of the data grows by one for each event that a verb changes."""
    number, _event = seen(seeds, TWO)
    other, _other = seen(seeds, FORUM)
    with reading(seeds) as session:
        start = data_version(session)
    do(desk.amend, number, {"title": "A"})
    do(undo, number)
    do(merge, other, number)
    do(unmerge, other)
    with reading(seeds) as session:
        assert start + 1 + 1 + 2 + 2 == data_version(session)


def test_revisions_are_never_altered(seeds):
    """Both engines refuse to change or delete a revision."""
    for statement in ("update revision set editor = 'x'", "delete from revision"):
        with pytest.raises(DBAPIError, match="never overwritten"), writing(seeds) as session:
            session.execute(text(statement))


def a_proposal(**fields):
    """Make a proposal."""
    given = {
        "title": "Somebody met somebody",
        "type": EventType.CONSULT,
        "date": shapes.Date(edtf="2018-09-12"),
    }
    return shapes.Event(**given | fields)


def test_the_queue_says_what_is_to_be_ruled_on(seeds, do, propose):
    """Proposals wait with what they need; open names and missing sources come first."""
    bare = a_proposal(actors=(shapes.ActorIn(name="Nobody Known"),))
    cited = a_proposal(
        title="Japan met Russia",
        actors=(shapes.ActorIn(slug="japan"),),
        citations=(
            shapes.Citation(source=shapes.SourceIn(slug="japan-times-2014-01-15"), locator="p. 1"),
        ),
    )
    first, second = propose(cited, bare)
    with reading(seeds) as session:
        waiting = queue(session)

    assert [second, first] == [one.event.id for one in waiting]
    assert ("who is 'Nobody Known'?", "no source is cited") == waiting[0].needs
    assert () == waiting[1].needs
    with pytest.raises(Refused, match="needs a citation"):
        do(desk.accept, second)

    do(desk.accept, first)

    assert "japan-met-russia" in found(seeds, actor="japan", limit="200")


def test_likely_doubles_are_suggested(seeds, propose):
    """A proposal that tells what the chronology has is shown beside it."""
    double = a_proposal(
        title="Gazprom and Mitsui sign memorandum on Baltic LNG",
        type=EventType.AGREE,
        actors=(shapes.ActorIn(slug="gazprom"), shapes.ActorIn(slug="mitsui")),
    )
    (number,) = propose(double)
    with reading(seeds) as session:
        suggested = on_desk(session, number).duplicates

    assert seen(seeds, MEMORANDUM)[0] == suggested[0].id
