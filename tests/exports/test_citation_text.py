"""Hold citations to the Chicago Manual of Style, and to anything that a record may hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.exports.citation_text import entry, name, note, plain, short_note

NEWS = {
    "type": "article-newspaper",
    "title": "Officials Warn of a “Hard Winter”",
    "author": [
        {"family": "Kramer", "given": "Andrew E."},
        {"family": "Varenikova", "given": "Maria"},
    ],
    "container-title": "The New York Times",
    "publisher": "The New York Times Company",
    "issued": {"date-parts": [[2024, 11, 5]]},
    "URL": "https://news.example/nyt/1",
}
RELEASE = {
    "type": "webpage",
    "title": "[On the launch]",
    "author": [{"literal": "Ministry of Foreign Affairs"}],
    "publisher": "Ministry of Foreign Affairs",
    "issued": {"edtf": "2024-01~", "date-parts": [[2024, 1]], "circa": True},
    "custom": {"archive_url": "https://archive.example/2", "archived": "2024-01-15"},
}
REPORT = {
    "type": "report",
    "title": "Energy Outlook: 2015",
    "author": [{"family": f, "given": "A."} for f in ("One", "Two", "Three", "Four")],
    "publisher": "Agency",
    "accessed": {"date-parts": [[2015, 8]]},
}
CASES = (
    (
        NEWS,
        (
            "Andrew E. Kramer and Maria Varenikova, “Officials Warn of a ‘Hard Winter’,” The New"
            " York Times, 5 November 2024, para. 3, https://news.example/nyt/1"
        ),
        "Kramer and Varenikova, “Officials Warn of a ‘Hard Winter’,” para. 3",
        (
            "Kramer, Andrew E., and Maria Varenikova. “Officials Warn of a ‘Hard Winter’.” The"
            " New York Times. 5 November 2024. https://news.example/nyt/1."
        ),
    ),
    (
        RELEASE,
        (
            "Ministry of Foreign Affairs, [On the launch], c. January 2024, para. 3, archived 15"
            " January 2024, https://archive.example/2"
        ),
        "Ministry of Foreign Affairs, [On the launch], para. 3",
        (
            "Ministry of Foreign Affairs. [On the launch]. c. January 2024. archived 15 January"
            " 2024, https://archive.example/2."
        ),
    ),
    (
        REPORT,
        "A. One et al., Energy Outlook: 2015, Agency, accessed August 2015, para. 3",
        "One et al., Energy Outlook, para. 3",
        "One, A. et al. Energy Outlook: 2015. Agency. accessed August 2015.",
    ),
)


@pytest.mark.parametrize(("csl", "full", "short", "listed"), CASES)
def test_sources_are_cited_as_the_manual_has_it(csl, full, short, listed):
    """A source has a full note, a short one, and an entry in the list."""
    assert full == plain(note(csl, "para. 3"))
    assert short == plain(short_note(csl, "para. 3"))
    assert listed == plain(entry(csl))


def test_a_source_is_named_by_where_it_was_published():
    """In a sentence a source goes by its paper, its publisher, its author, or its title."""
    assert "The New York Times" == name(NEWS)
    assert "Ministry of Foreign Affairs" == name(RELEASE)
    assert "On the launch" == name({"title": "[On the launch]"})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
FIELDS = ("type", "title", "author", "issued", "accessed", "URL", "custom", "publisher")


@given(csl=st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_record_can_be_cited(csl):
    """Whatever a record holds, it is put into words without failing."""
    assert isinstance(plain((*note(csl), *short_note(csl), *entry(csl))) + name(csl), str)
