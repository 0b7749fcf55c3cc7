"""Holds the German finder to the days that a careful newspaper reader would mark."""

import datetime

import pytest

from timeline.dates import Span
from timeline.dates.phrases import find

FRIDAY = datetime.date(2013, 3, 22)

PHRASES = (
    # days seen from the day of publication
    ("heute", "2013-03-22"), ("gestern", "2013-03-21"), ("vorgestern", "2013-03-20"),
    ("morgen", "2013-03-23"), ("übermorgen", "2013-03-24"), ("gestern Abend", "2013-03-21"),
    ("heute früh", "2013-03-22"), ("morgen früh", "2013-03-23"),
    ("am gestrigen Donnerstag", "2013-03-21"), ("am heutigen Freitag", "2013-03-22"),
    # full dates
    ("8. September 2012", "2012-09-08"), ("am 8. September 2012", "2012-09-08"),
    ("am Samstag, den 8. September 2012", "2012-09-08"),
    ("Samstag, 8. September 2012", "2012-09-08"), ("08.09.2012", "2012-09-08"),
    ("8.9.2012", "2012-09-08"), ("8. 9. 2012", "2012-09-08"), ("2012-09-08", "2012-09-08"),
    ("1. Jänner 2013", "2013-01-01"), ("3. Okt. 1990", "1990-10-03"),
    ("9. Nov. 1989", "1989-11-09"), ("1. März 2013", "2013-03-01"),
    ("am 31. Dezember 1999", "1999-12-31"), ("8.9.12", "2012-09-08"),
    ("Di., 3. Mai 2011", "2011-05-03"), ("8. September des Jahres 2012", "2012-09-08"),
    # day and month
    ("am 8. September", "2012-09-08"), ("3. März", "2013-03-03"),
    ("am 29. Dezember", "2012-12-29"), ("am Montag, dem 18. März", "2013-03-18"),
    ("am 1. Mai", "2012-05-01"), ("am 8.9.", "2012-09-08"), ("am ersten Mai", "2012-05-01"),
    ("15. Feb.", "2013-02-15"),
    # counted offsets
    ("vor drei Tagen", "2013-03-19"), ("vor zwei Wochen", "[2013-03-04..2013-03-10]"),
    ("vor einem Monat", "2013-02"), ("vor drei Jahren", "2010"), ("vor 20 Jahren", "1993"),
    ("in zwei Tagen", "2013-03-24"), ("in drei Monaten", "2013-06"),
    ("vor knapp zehn Jahren", "2003"), ("vor mehr als 50 Jahren", "1963"),
    ("vor einem Jahr", "2012"), ("in zwei Wochen", "[2013-04-01..2013-04-07]"),
    ("vor einem halben Jahr", "2012-09"), ("vor einer Woche", "[2013-03-11..2013-03-17]"),
    ("vor zwei Jahrzehnten", "1993"),
    # units beside the publication
    ("letzte Woche", "[2013-03-11..2013-03-17]"),
    ("in der vergangenen Woche", "[2013-03-11..2013-03-17]"),
    ("diese Woche", "[2013-03-18..2013-03-24]"), ("nächste Woche", "[2013-03-25..2013-03-31]"),
    ("kommende Woche", "[2013-03-25..2013-03-31]"), ("vorige Woche", "[2013-03-11..2013-03-17]"),
    ("vergangenen Monat", "2013-02"), ("im nächsten Monat", "2013-04"), ("dieses Jahr", "2013"),
    ("letztes Jahr", "2012"), ("im vergangenen Jahr", "2012"), ("vergangenes Jahr", "2012"),
    ("im Vorjahr", "2012"), ("nächstes Jahr", "2014"), ("im kommenden Jahr", "2014"),
    ("voriges Jahr", "2012"), ("heuer", "2013"), ("im Vormonat", "2013-02"),
    ("vergangenes Wochenende", "[2013-03-16..2013-03-17]"), ("im vorletzten Jahr", "2011"),
    ("übernächste Woche", "[2013-04-01..2013-04-07]"), ("im laufenden Jahr", "2013"),
    ("im letzten Quartal", "2012-36"), ("im vergangenen Jahrzehnt", "200X"),
    ("Vorwoche", "[2013-03-11..2013-03-17]"), ("im vergangenen Jahrhundert", "19XX"),
    # month and year, month, year
    ("im September 2012", "2012-09"), ("Oktober 2013", "2013-10"), ("Sept. 2012", "2012-09"),
    ("im Mai des Jahres 2011", "2011-05"), ("März 2012", "2012-03"), ("im Oktober", "2012-10"),
    ("im März", "2013-03"), ("Januar", "2013-01"), ("im August vergangenen Jahres", "2012-08"),
    ("im September letzten Jahres", "2012-09"), ("im Mai dieses Jahres", "2013-05"),
    ("im Oktober des Vorjahres", "2012-10"), ("letzten Mai", "2012-05"),
    ("im vergangenen September", "2012-09"), ("nächsten Oktober", "2013-10"), ("2012", "2012"),
    ("im Jahr 2012", "2012"), ("im Jahre 1989", "1989"), ("1648", "1648"), ("2000", "2000"),
    ("im Jahr 2000", "2000"), ("1990", "1990"),
    # weekdays
    ("Freitag", "2013-03-22"), ("am Montag", "2013-03-18"), ("am Samstag", "2013-03-16"),
    ("am vergangenen Freitag", "2013-03-15"), ("letzten Dienstag", "2013-03-19"),
    ("nächsten Montag", "2013-03-25"), ("am kommenden Mittwoch", "2013-03-27"),
    ("am Sonnabend", "2013-03-16"), ("Donnerstagabend", "2013-03-21"),
    ("am Mittwochmorgen", "2013-03-20"), ("Montag früh", "2013-03-18"),
    # parts of periods
    ("Ende Oktober", "[2012-10-21..2012-10-31]"),
    ("Anfang September 2012", "[2012-09-01..2012-09-10]"),
    ("Mitte September", "[2012-09-11..2012-09-20]"),
    ("Ende Oktober 2013", "[2013-10-21..2013-10-31]"), ("Anfang 2013", "[2013-01..2013-04]"),
    ("Mitte 2012", "[2012-05..2012-08]"), ("Ende 2012", "[2012-09..2012-12]"),
    ("zu Beginn des Jahres", "[2013-01..2013-04]"), ("Ende des Jahres 2012", "[2012-09..2012-12]"),
    ("Ende letzten Jahres", "[2012-09..2012-12]"), ("Anfang dieses Jahres", "[2013-01..2013-04]"),
    ("Anfang des Monats", "[2013-03-01..2013-03-10]"),
    ("Ende vergangenen Monats", "[2013-02-21..2013-02-28]"),
    ("Anfang der 1990er Jahre", "[1990..1993]"), ("Mitte der 80er Jahre", "[1984..1986]"),
    ("Ende der neunziger Jahre", "[1997..1999]"), ("in den frühen 1990er Jahren", "[1990..1993]"),
    ("Ende der 1960er-Jahre", "[1967..1969]"), ("Anfang des 19. Jahrhunderts", "[1800..1832]"),
    ("zum Jahresende", "[2013-09..2013-12]"), ("zu Jahresbeginn", "[2013-01..2013-04]"),
    ("Jahresende 2012", "[2012-09..2012-12]"),
    ("Anfang nächsten Monats", "[2013-04-01..2013-04-10]"),
    ("Ende August vergangenen Jahres", "[2012-08-21..2012-08-31]"),
    ("Mitte der Siebzigerjahre", "[1974..1976]"), ("Anfang der Woche", "[2013-03-18..2013-03-24]"),
    ("gegen Ende 2011", "[2011-09..2011-12]"),
    # ranges with shared parts
    ("8. bis 9. September 2012", "2012-09-08/2012-09-09"),
    ("vom 8. bis 9. September", "2012-09-08/2012-09-09"),
    ("8.–9. September 2012", "2012-09-08/2012-09-09"),
    ("8./9. September 2012", "2012-09-08/2012-09-09"),
    ("vom 8. bis zum 9. September 2012", "2012-09-08/2012-09-09"),
    ("vom 30. August bis 2. September 2012", "2012-08-30/2012-09-02"),
    ("30. August – 2. September 2012", "2012-08-30/2012-09-02"),
    ("am 8. und 9. September 2012", "2012-09-08/2012-09-09"),
    ("zwischen dem 8. und 12. September 2012", "2012-09-08/2012-09-12"),
    ("zwischen September und November 1939", "1939-09/1939-11"),
    ("von Mai bis Juli 2012", "2012-05/2012-07"), ("Mai bis Juli 2012", "2012-05/2012-07"),
    ("zwischen 1990 und 1995", "1990/1995"), ("1939–1945", "1939/1945"),
    ("von 1939 bis 1945", "1939/1945"), ("1939 bis 1945", "1939/1945"), ("1914-18", "1914/1918"),
    ("2012/13", "2012/2013"), ("in den Jahren 2005 bis 2010", "2005/2010"),
    ("vom 28. Dezember 2012 bis 3. Januar 2013", "2012-12-28/2013-01-03"),
    ("vom 8.9. bis 12.9.2012", "2012-09-08/2012-09-12"),
    ("von Montag bis Mittwoch", "2013-03-18/2013-03-20"),
    ("Januar/Februar 2013", "2013-01/2013-02"),
    ("Dezember 2012 bis Februar 2013", "2012-12/2013-02"),
    ("08.09.2012 - 09.09.2012", "2012-09-08/2012-09-09"),
    ("von Dezember bis Februar 2013", "2012-12/2013-02"),
    # open ranges
    ("seit 2010", "2010/.."), ("bis 2015", "../2015"), ("ab 2014", "2014/.."),
    ("seit September 2012", "2012-09/.."), ("seit Anfang September 2012", "2012-09-01/.."),
    ("bis Ende Oktober 2013", "../2013-10-31"), ("bis zum 8. September 2013", "../2013-09-08"),
    ("seit dem 3. März", "2013-03-03/.."), ("seit Montag", "2013-03-18/.."),
    ("ab dem 1. Januar 2014", "2014-01-01/.."), ("seit gestern", "2013-03-21/.."),
    ("bis Jahresende", "../2013-12"), ("bis Ende 2014", "../2014-12"),
    ("seit Mai vergangenen Jahres", "2012-05/.."), ("spätestens bis 2020", "../2020"),
    ("seit vergangener Woche", "2013-03-11/.."),
    # decades and centuries, before our era
    ("die 1990er Jahre", "199X"), ("in den 90er Jahren", "199X"), ("die 1960er", "196X"),
    ("in den neunziger Jahren", "199X"), ("in den Siebzigern", "197X"), ("Achtzigerjahre", "198X"),
    ("im 19. Jahrhundert", "18XX"), ("20. Jahrhundert", "19XX"), ("im 21. Jh.", "20XX"),
    ("1980er-Jahre", "198X"), ("im fünften Jahrhundert", "04XX"), ("44 v. Chr.", "-0043"),
    ("im Jahr 264 v. Chr.", "-0263"), ("im 5. Jahrhundert v. Chr.", "[-0499..-0400]"),
    ("15. März 44 v. Chr.", "-0043-03-15"), ("9 n. Chr.", "0009"), ("480 vor Christus", "-0479"),
    # seasons, quarters, halves
    ("im Sommer 2012", "2012-22"), ("Frühjahr 2013", "2013-21"), ("im Herbst", "2012-23"),
    ("Winter 2012/13", "2012-24"), ("im Winter 2012", "2012-24"),
    ("im vergangenen Sommer", "2012-22"), ("Herbst vergangenen Jahres", "2012-23"),
    ("Frühling 1968", "1968-21"), ("Spätsommer 2012", "2012-08"),
    ("im ersten Quartal 2013", "2013-33"), ("3. Quartal 2012", "2012-35"), ("Q3 2012", "2012-35"),
    ("im vierten Quartal", "2012-36"), ("erstes Halbjahr 2012", "2012-40"),
    ("im zweiten Halbjahr 2012", "2012-41"), ("in der ersten Jahreshälfte 2012", "2012-40"),
    ("zweite Hälfte 2012", "2012-41"), ("H1 2012", "2012-40"),
    ("im dritten Quartal des vergangenen Jahres", "2012-35"),
    ("in der zweiten Hälfte des 19. Jahrhunderts", "[1850..1899]"),
    ("in der zweiten Hälfte der 1990er Jahre", "[1995..1999]"),
    # day of the month
    ("am 8.", "2013-03-08"), ("am 28.", "2013-02-28"), ("vom 15.", "2013-03-15"),
    # approximations
    ("um 1990", "1990~"), ("etwa 1962", "1962~"), ("ca. 1962", "1962~"), ("gegen 1900", "1900~"),
    ("um das Jahr 1500", "1500~"), ("circa 2005", "2005~"), ("ungefähr im Mai 2012", "2012-05"),
    # named days
    ("Weihnachten", "2012-12-25"), ("an Silvester", "2012-12-31"),
    ("Heiligabend 2011", "2011-12-24"), ("Ostern 2012", "2012-04-08"),
    ("am Karfreitag", "2012-04-06"), ("Ostermontag 2013", "2013-04-01"),
    ("nach dem Zweiten Weltkrieg", "1945-09-02/.."), ("seit dem Mauerfall", "1989-11-09/.."),
    ("nach dem Fall der Berliner Mauer", "1989-11-09/.."),
    ("Ende des Zweiten Weltkriegs", "1945-09-02"),
    ("auf dem jüngsten APEC-Gipfel", "2012-09-08/2012-09-09"),
    ("vor dem Ersten Weltkrieg", "../1914-07-28"),
    ("während des Kalten Krieges", "1947-03-12/1991-12-26"),
    ("seit der Wiedervereinigung", "1990-10-03/.."), ("nach 1945", "1945/.."),
    ("vor 1990", "../1990"), ("nach dem 8. September 2012", "2012-09-08/.."),
    ("bis Oktober", "../2013-10"), ("bis Freitag", "../2013-03-22"), ("ab Mai", "2013-05/.."),
    # no date at all
    ("drei Wochen", None), ("seit drei Jahren", None), ("zwei Jahre lang", None),
    ("2000 Euro", None), ("12 Prozent", None), ("die Mark", None), ("so", None),
    ("der 65. Geburtstag", None), ("jeden Montag", None), ("40 Jahre", None),
    ("in den vergangenen drei Jahren", None), ("derzeit", None), ("damals", None),
    ("1500 Menschen", None), ("Resolution 1973", None), ("das erste Mal", None),
    ("mehrere Monate", None), ("zehn Tage", None), ("Andreas Mai", None), ("täglich", None),
    ("3:1", None), ("die 25-Jährige", None), ("ein Viertel", None), ("A 320", None),
    ("jahrelang", None), ("die dreitägigen Gespräche", None), ("rund 2000 Demonstranten", None),
    ("letzten Endes", None), ("Platz 3", None), ("1,5 Millionen", None), ("künftig", None),
    ("Boeing 747", None), ("Herr Sommer", None), ("Nr. 2012", None),
    # rarer wordings
    ("am Vorabend des 8. September 2012", "2012-09-07"),
    ("Anfang bis Mitte Mai 2012", "2012-05-01/2012-05-20"),
    ("am 8., 9. und 10. September 2012", "2012-09-08/2012-09-10"),
    ("im letzten Quartal 2012", "2012-36"), ("in der vergangenen Nacht", "2013-03-21"),
    ("heute vor zehn Jahren", "2003-03-22"), ("im Mai 68", "1968-05"), ("Sommer '69", "1969-22"),
    ("vermutlich 1850", "1850~"), ("die 50er-Marke", None),
    ("nächste Woche Mittwoch", "2013-03-27"),
    ("in den ersten neun Monaten dieses Jahres", "[2013-01..2013-09]"),
    ("die letzten drei Monate des Jahres 2012", "[2012-10..2012-12]"), ("pro Jahr 100 Euro", None),
    ("im Jahr 2000 Euro", None), ("Ende 2011/Anfang 2012", "2011-09-01/2012-04-30"),
    ("vom 8. bis 12.", "2013-03-08/2013-03-12"), ("28.Oktober 2012", "2012-10-28"),
    ("Freitag vergangener Woche", "2013-03-15"), ("an einem Montag", None),
    ("in der Nacht auf Dienstag", "2013-03-19"), ("am Abend des 3. Oktober", "2012-10-03"),
    ("Tag für Tag", None), ("von 10 bis 18 Uhr", "2013-03-22"),
    ("bis in die 1980er Jahre", "../198X"), ("Schalke 04", None), ("1860 München", None),
)


def days(edtf: str | None) -> tuple[int | None, int | None] | None:
    """Return the first and last day of EDTF text; None for no date."""
    if edtf is None:
        return None
    span = Span.parse(edtf)
    return span.earliest, span.latest


def longest(phrase: str) -> tuple[int | None, int | None] | None:
    """Return the first and last day of the longest dated expression of a phrase."""
    dated = [f for f in find(phrase, published=FRIDAY, language="de") if f.span is not None]
    best = max(dated, key=lambda f: f.end - f.start, default=None)
    return None if best is None or best.span is None else (best.span.earliest, best.span.latest)


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES)
def test_phrase(phrase: str, edtf: str | None) -> None:
    """A phrase has exactly the days that a careful reader gives it, or none."""
    assert days(edtf) == longest(phrase)
