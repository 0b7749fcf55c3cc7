"""Holds the English rules to the conventions, phrase by phrase."""

import datetime

import pytest

from timeline.dates.phrases import find

FRIDAY = datetime.date(2013, 3, 22)
JANUARY = datetime.date(2014, 1, 6)

PHRASES = {
    # days and dates
    "today": "2013-03-22", "yesterday": "2013-03-21", "tomorrow": "2013-03-23",
    "the day before yesterday": "2013-03-20", "the day after tomorrow": "2013-03-24",
    "8 September 2012": "2012-09-08", "September 8, 2012": "2012-09-08",
    "Sept. 8, 2012": "2012-09-08",
    "8th September 2012": "2012-09-08", "the 8th of September 2012": "2012-09-08",
    "the 8th of September, 2012": "2012-09-08", "Sep 8 2012": "2012-09-08",
    "Saturday, 8 September 2012": "2012-09-08", "Saturday, September 8, 2012": "2012-09-08",
    "Sat., Sept. 8, 2012": "2012-09-08", "on 8 September 2012": "2012-09-08",
    "2012-09-08": "2012-09-08",
    "8 Sept 2012": "2012-09-08", "8-Sep-2012": "2012-09-08", "2012/09/08": "2012-09-08",
    "13/09/2012": "2012-09-13", "9/13/2012": "2012-09-13", "13.09.2012": "2012-09-13",
    "September 8th, 2012": "2012-09-08", "Sept. 8": "2012-09-08", "8 September": "2012-09-08",
    "December 29": "2012-12-29", "March 4": "2013-03-04", "on the 15th": "2013-03-15",
    "the 15th of this month": "2013-03-15", "on the 25th": "2013-02-25",
    "the 15th of last month": "2013-02-15", "the third of May": "2012-05-03",
    # weekdays
    "Friday": "2013-03-22", "Monday": "2013-03-18", "on Wednesday": "2013-03-20",
    "last Friday": "2013-03-15", "last Monday": "2013-03-18", "next Monday": "2013-03-25",
    "this Friday": "2013-03-22", "Monday morning": "2013-03-18", "late Thursday": "2013-03-21",
    "Monday last week": "2013-03-11", "Tuesday of last week": "2013-03-12",
    "Monday next week": "2013-03-25", "early Friday": "2013-03-22",
    # months and years
    "September 2012": "2012-09", "in September 2012": "2012-09", "Sept. 2012": "2012-09",
    "September, 2012": "2012-09", "September of 2012": "2012-09",
    "the month of May 2012": "2012-05",
    "last May": "2012-05", "Last May": "2012-05", "next May": "2013-05", "in September": "2012-09",
    "in January": "2013-01", "this March": "2013-03", "May last year": "2012-05",
    "June next year": "2014-06", "2012": "2012", "in 2012": "2012", "the year 1999": "1999",
    "fiscal 2012": "2012", "in 1914": "1914", "last December": "2012-12",
    # relative units
    "last week": "2013-03-11/2013-03-17", "this week": "2013-03-18/2013-03-24",
    "next week": "2013-03-25/2013-03-31", "last month": "2013-02", "this month": "2013-03",
    "next month": "2013-04", "last year": "2012", "this year": "2013", "next year": "2014",
    "last weekend": "2013-03-16/2013-03-17", "this weekend": "2013-03-23/2013-03-24",
    "the week before last": "2013-03-04/2013-03-10", "the year before last": "2011",
    "last quarter": "2012-36", "this quarter": "2013-33", "next quarter": "2013-34",
    "this decade": "201X", "last century": "19XX", "the last century": "19XX",
    "earlier this month": "2013-03", "later this year": "2013", "the previous month": "2013-02",
    # counted offsets
    "two days ago": "2013-03-20", "three days ago": "2013-03-19",
    "a week ago": "2013-03-11/2013-03-17",
    "two weeks ago": "2013-03-04/2013-03-10", "two months ago": "2013-01", "a month ago": "2013-02",
    "two years ago": "2011", "a year ago": "2012", "ten years ago": "2003", "10 years ago": "2003",
    "a couple of days ago": "2013-03-20", "three days earlier": "2013-03-19",
    "in two weeks": "2013-04-01/2013-04-07", "in three days": "2013-03-25",
    "three months from now": "2013-06", "two days before 3 May 2012": "2012-05-01",
    "the day after 3 May 2012": "2012-05-04", "two days after Christmas 2012": "2012-12-27",
    "some 20 years ago": "1993", "nearly two years ago": "2011", "twenty-five years ago": "1988",
    "the day before 1 March 2012": "2012-02-29", "in two weeks' time": "2013-04-01/2013-04-07",
    # parts of periods
    "late October 2013": "2013-10-21/2013-10-31", "early October 2013": "2013-10-01/2013-10-10",
    "mid-October 2013": "2013-10-11/2013-10-20", "mid October 2013": "2013-10-11/2013-10-20",
    "early 2012": "2012-01/2012-04", "mid-2013": "2013-05/2013-08", "late 2012": "2012-09/2012-12",
    "the end of 2012": "2012-09/2012-12", "the end of October 2013": "2013-10-21/2013-10-31",
    "the beginning of 2012": "2012-01/2012-04", "the middle of May 2012": "2012-05-11/2012-05-20",
    "at the end of last year": "2012-09/2012-12", "early this month": "2013-03-01/2013-03-10",
    "late last month": "2013-02-21/2013-02-28", "early last year": "2012-01/2012-04",
    "late last year": "2012-09/2012-12", "the end of the month": "2013-03-21/2013-03-31",
    "early 1990s": "1990/1993", "the early 1990s": "1990/1993", "the mid-1990s": "1994/1996",
    "late 1980s": "1987/1989", "in the late 1980s": "1987/1989",
    "the start of October 2013": "2013-10-01/2013-10-10",
    "mid-to-late 2012": "2012-05/2012-12",
    "late September or early October 2012": "2012-09-21/2012-10-10",
    "late October": "2012-10-21/2012-10-31",
    "the first half of October 2013": "2013-10-01/2013-10-15",
    "the first week of March 2012": "2012-03-01/2012-03-07",
    "the last week of March 2012": "2012-03-25/2012-03-31",
    "the first ten days of March 2012": "2012-03-01/2012-03-10",
    "the first day of March 2012": "2012-03-01",
    "the first three months of 2012": "2012-01/2012-03",
    "the last day of February 2012": "2012-02-29",
    "the first Monday in March 2012": "2012-03-05", "the week of March 4": "2013-03-04/2013-03-10",
    "late October or early November 2013": "2013-10-21/2013-11-10",
    # ranges
    "8-9 September 2012": "2012-09-08/2012-09-09", "8–9 September 2012": "2012-09-08/2012-09-09",
    "September 8-9, 2012": "2012-09-08/2012-09-09", "Sept 11-13": "2012-09-11/2012-09-13",
    "September 8 to 9, 2012": "2012-09-08/2012-09-09",
    "from 8 to 9 September 2012": "2012-09-08/2012-09-09",
    "30 August – 2 September 2012": "2012-08-30/2012-09-02",
    "August 30 - September 2, 2012": "2012-08-30/2012-09-02",
    "from August 30 to September 2, 2012": "2012-08-30/2012-09-02",
    "30 December 2012 - 2 January 2013": "2012-12-30/2013-01-02",
    "December 30 to January 2, 2013": "2012-12-30/2013-01-02",
    "between September and November 1939": "1939-09/1939-11",
    "September-November 1939": "1939-09/1939-11",
    "from September to November 1939": "1939-09/1939-11", "1939-1945": "1939/1945",
    "1939–45": "1939/1945",
    "from 1939 to 1945": "1939/1945", "between 1939 and 1945": "1939/1945",
    "1914 to 1918": "1914/1918",
    "Monday to Wednesday": "2013-03-18/2013-03-20",
    "from Monday to Wednesday": "2013-03-18/2013-03-20",
    "the 1960s and 1970s": "196X/197X", "8 and 9 September 2012": "2012-09-08/2012-09-09",
    "September 8 and 9, 2012": "2012-09-08/2012-09-09",
    "from May 2012 until March 2013": "2012-05/2013-03",
    "June and July 2012": "2012-06/2012-07", "late 2012 to early 2013": "2012-09/2013-04",
    "between late 2012 and early 2013": "2012-09/2013-04", "May to June": "2012-05/2012-06",
    "between 8 and 9 September 2012": "2012-09-08/2012-09-09",
    "8 or 9 March 2012": "2012-03-08/2012-03-09",
    "2011-12": "2011/2012", "the 2011/12 season": "2011/2012",
    "16 to 21 March": "2013-03-16/2013-03-21",
    # open
    "since 2010": "2010/..", "since September 2012": "2012-09/..", "since Monday": "2013-03-18/..",
    "until 2010": "../2010", "until September 2012": "../2012-09", "before 2010": "../2010",
    "by 2020": "../2020", "from 2010 onwards": "2010/..", "since the 1990s": "199X/..",
    "since last year": "2012/..", "since early 2012": "2012-01/..", "up to 2010": "../2010",
    "by the end of 2020": "../2020-12", "after 2010": "2010/..",
    "since the end of 2012": "2012-09/..",
    # decades, centuries, eras
    "the 1990s": "199X", "1990s": "199X", "the '90s": "199X", "the 90s": "199X",
    "the nineties": "199X",
    "the 19th century": "18XX", "the nineteenth century": "18XX", "the 21st century": "20XX",
    "early 19th century": "1800/1832", "44 BC": "-0043", "264 BCE": "-0263", "AD 79": "0079",
    "79 AD": "0079",
    "the second half of the 19th century": "1850/1899",
    "the first half of the 20th century": "1900/1949",
    "the 19th and 20th centuries": "18XX/19XX", "the late 19th century": "1866/1899",
    # seasons, quarters, halves
    "summer 2012": "2012-22", "the summer of 2012": "2012-22", "last summer": "2012-22",
    "spring 2012": "2012-21", "autumn 2012": "2012-23", "fall 2012": "2012-23",
    "winter 2012": "2012-24",
    "this spring": "2013-21", "next summer": "2013-22", "in the winter of 2011": "2011-24",
    "early summer 2012": "2012-06", "Q3 2018": "2018-35", "the third quarter of 2018": "2018-35",
    "third quarter 2018": "2018-35", "Q3 of 2018": "2018-35", "2018 Q3": "2018-35",
    "H1 2019": "2019-40", "the first half of 2019": "2019-40", "the second half of 2019": "2019-41",
    "the first quarter of last year": "2012-33", "the second half of last year": "2012-41",
    # approximate
    "around 1962": "1962~", "c. 1962": "1962~", "circa 1962": "1962~", "about 1962": "1962~",
    "around September 2018": "2018-09~", "approximately 1962": "1962~",
    "around 10 May 2012": "2012-05-10~",
    # holidays, events
    "Christmas 2012": "2012-12-25", "Christmas": "2012-12-25", "New Year's Eve 1999": "1999-12-31",
    "New Year's Day": "2013-01-01", "Easter 2012": "2012-04-08",
    "the end of World War II": "1945-09-02",
    "the outbreak of World War II": "1939-09-01", "World War II": "1939-09-01/1945-09-02",
    "the recent APEC summit": "2012-09-08/2012-09-09",
    "the 2012 G20 summit": "2012-06-18/2012-06-19",
    "three years after the fall of the Berlin Wall": "1992-11-09",
    "Thanksgiving 2012": "2012-11-22", "the day after Christmas": "2012-12-26",
    # further turns
    "the second week of September 2012": "2012-09-08/2012-09-14", "the 20th": "2013-03-20",
    "the summer before last": "2011-22", "from the 1960s to the 1980s": "196X/198X",
    "from the 16th to the 18th century": "15XX/17XX", "two nights ago": "2013-03-20",
    "no earlier than 2015": "2015/..", "from now until 2015": "../2015", "FY2013": "2013",
    "Dec. 30-Jan. 2": "2012-12-30/2013-01-02", "from Nov. to March": "2012-11/2013-03",
    "the 15th day of next month": "2013-04-15", "two weeks after 3 May 2012": "2012-05-17",
    "over the weekend": "2013-03-16/2013-03-17", "9/11": "2001-09-11", "this winter": "2012-24",
    "late on Thursday": "2013-03-21", "500-479 BC": "-0499/-0478", "by year-end": "../2013-12",
    "since at least 2010": "2010/..", "8/9 September 2012": "2012-09-08/2012-09-09",
    "8, 9 and 10 September 2012": "2012-09-08/2012-09-10",
    "January/February 2013": "2013-01/2013-02",
    "up to and including 2012": "../2012", "the end of the December quarter": "2012-12",
    "the October-December quarter": "2012-36", "2010 onward": "2010/..", "post-2001": "2001/..",
    "between the 1960s and the 1980s": "196X/198X", "spring to autumn 2012": "2012-21/2012-23",
    # times
    "3:30 p.m. on Monday": "2013-03-18T15:30:00", "9 a.m. Friday": "2013-03-22T09:00:00",
    "last night": "2013-03-21", "this morning": "2013-03-22", "Tuesday afternoon": "2013-03-19",
    "14 January 2012, 14:55": "2012-01-14T14:55:00", "noon on 3 May 2012": "2012-05-03T12:00:00",
}

NOTHING = (
    "two weeks", "three-day", "for several years", "now", "currently", "the future", "he may come",
    "they march on", "the sun sat low", "Resolution 1973", "a second chance", "the $2012 fee",
    "2013 people", "1,900 soldiers", "we met", "F-16", "flight 1549", "50%", "every Tuesday",
    "daily",
    "24 hours", "10 years", "Windows 2000", "a ten-year plan", "the fall of the wall", "COVID-19",
    "spring into action", "march to the sea", "the past decade", "300 tonnes", "May I ask",
    "Black Friday", "Boeing 747", "UN Resolution 2087", "Article 9", "Prime Minister May",
    "score 3-2",
    "2000 metres", "the 38th parallel", "a second time", "decades-old feuds", "Camp 14",
)


def days(edtf: str) -> tuple[int | None, int | None]:
    """Return the first and last day of an EDTF text."""
    from timeline.dates import Span

    span = Span.parse(edtf)
    return span.earliest, span.latest


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES.items())
def test_phrase(phrase: str, edtf: str) -> None:
    """A phrase has the days of the convention, whatever EDTF text says so."""
    found = [one for one in find(phrase, published=FRIDAY, country="") if one.span]
    longest = max(found, key=lambda one: len(one.text), default=None)
    assert longest is not None
    assert longest.span is not None
    assert days(edtf) == (longest.span.earliest, longest.span.latest)


@pytest.mark.parametrize("phrase", NOTHING)
def test_no_days(phrase: str) -> None:
    """A duration, a number, a reference or an ordinary word gives no days."""
    assert [] == [one.text for one in find(phrase, published=FRIDAY) if one.span]
