"""Reports of one story count as one origin: copies, what is derived, one agency's wire."""

from timeline.chronology.origins import count_origins
from timeline.dates import Span
from timeline.intake.articles.article import Article
from timeline.review.act import Act, now
from timeline.review.reference import References
from timeline.store.session import writing

DAY = Span.parse("2018-09-12")


def article(publisher, text):
    """Make an article."""
    return Article(text=text, published=DAY, publisher=publisher, title="Talks")


def test_wire_copies_and_equal_texts_count_once(engine):
    """Two papers with one agency's report and two with one text are two origins, not four."""
    wire = [article(name, f"TOKYO (Kyodo) -- Talks began, {name} prints.") for name in "AB"]
    same = [article(name, "Talks began in Tokyo on Wednesday.") for name in "CD"]
    own = article("E", "Our correspondent saw the talks begin.")
    records = [one.source() for one in (*wire, *same, own)]
    with writing(engine) as session:
        desk = References(session)
        desk.enter(records)
        desk.close(Act("tester", now()))

        assert 5 == len({record.slug for record in records})
        assert 1 == count_origins(session, [record.slug for record in records[:2]])
        assert 3 == count_origins(session, [record.slug for record in records])
