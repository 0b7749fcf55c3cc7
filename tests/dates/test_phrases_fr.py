"""Holds the French finder to the days that a careful newspaper reader would mark."""

import datetime

import pytest

from timeline.dates import Span
from timeline.dates.phrases import find

FRIDAY = datetime.date(2013, 3, 22)

PHRASES = (
    # days seen from the day of publication
    ("aujourd'hui", "2013-03-22"), ("hier", "2013-03-21"), ("avant-hier", "2013-03-20"),
    ("demain", "2013-03-23"), ("après-demain", "2013-03-24"), ("hier soir", "2013-03-21"),
    ("aujourd’hui", "2013-03-22"), ("ce matin", "2013-03-22"), ("demain matin", "2013-03-23"),
    # full dates
    ("8 septembre 2012", "2012-09-08"), ("le 8 septembre 2012", "2012-09-08"),
    ("1er janvier 2013", "2013-01-01"), ("samedi 8 septembre 2012", "2012-09-08"),
    ("le samedi 8 septembre 2012", "2012-09-08"), ("8 sept. 2012", "2012-09-08"),
    ("08/09/2012", "2012-09-08"), ("8/9/2012", "2012-09-08"), ("2012-09-08", "2012-09-08"),
    ("14 juillet 1789", "1789-07-14"), ("le 25 déc. 2012", "2012-12-25"),
    ("08.09.2012", "2012-09-08"), ("le 1er août 1914", "1914-08-01"),
    ("11 févr. 2013", "2013-02-11"),
    # day and month
    ("le 8 septembre", "2012-09-08"), ("le 3 mars", "2013-03-03"),
    ("le 29 décembre", "2012-12-29"), ("lundi 18 mars", "2013-03-18"),
    ("le 1er mai", "2012-05-01"), ("le mercredi 20 mars", "2013-03-20"),
    # counted offsets
    ("il y a trois jours", "2013-03-19"), ("il y a deux semaines", "[2013-03-04..2013-03-10]"),
    ("il y a un mois", "2013-02"), ("il y a trois ans", "2010"), ("il y a vingt ans", "1993"),
    ("il y a 20 ans", "1993"), ("dans deux jours", "2013-03-24"), ("dans trois mois", "2013-06"),
    ("il y a une dizaine d'années", "2003"), ("il y a plus de 50 ans", "1963"),
    ("il y a un an", "2012"), ("dans deux semaines", "[2013-04-01..2013-04-07]"),
    ("voilà deux mois", "2013-01"), ("il y a vingt-cinq ans", "1988"),
    ("il y a près de dix ans", "2003"), ("il y a six mois", "2012-09"),
    # units beside the publication
    ("la semaine dernière", "[2013-03-11..2013-03-17]"),
    ("cette semaine", "[2013-03-18..2013-03-24]"),
    ("la semaine prochaine", "[2013-03-25..2013-03-31]"), ("le mois dernier", "2013-02"),
    ("le mois prochain", "2013-04"), ("ce mois-ci", "2013-03"), ("cette année", "2013"),
    ("l'année dernière", "2012"), ("l’an dernier", "2012"), ("l'an passé", "2012"),
    ("l'année prochaine", "2014"), ("l'an prochain", "2014"),
    ("le week-end dernier", "[2013-03-16..2013-03-17]"), ("le trimestre dernier", "2012-36"),
    ("au siècle dernier", "19XX"), ("la semaine passée", "[2013-03-11..2013-03-17]"),
    ("l'année en cours", "2013"), ("la décennie passée", "200X"),
    # month and year, month, year
    ("en septembre 2012", "2012-09"), ("octobre 2013", "2013-10"),
    ("au mois de mai 2011", "2011-05"), ("sept. 2012", "2012-09"), ("mars 2012", "2012-03"),
    ("en octobre", "2012-10"), ("en mars", "2013-03"), ("janvier", "2013-01"),
    ("en septembre dernier", "2012-09"), ("octobre prochain", "2013-10"),
    ("en août de l'année dernière", "2012-08"), ("en mai de cette année", "2013-05"),
    ("au mois d'août", "2012-08"), ("2012", "2012"), ("en 2012", "2012"), ("en l'an 2000", "2000"),
    ("l'année 1989", "1989"), ("en 2000", "2000"), ("1789", "1789"),
    ("au cours de l'année 2012", "2012"), ("mai 68", "1968-05"),
    # weekdays
    ("vendredi", "2013-03-22"), ("lundi", "2013-03-18"), ("samedi", "2013-03-16"),
    ("vendredi dernier", "2013-03-15"), ("mardi dernier", "2013-03-19"),
    ("lundi prochain", "2013-03-25"), ("jeudi soir", "2013-03-21"),
    ("mercredi matin", "2013-03-20"), ("jeudi 21", "2013-03-21"),
    # parts of periods
    ("fin octobre", "[2012-10-21..2012-10-31]"),
    ("début septembre 2012", "[2012-09-01..2012-09-10]"),
    ("mi-septembre", "[2012-09-11..2012-09-20]"),
    ("à la mi-septembre 2012", "[2012-09-11..2012-09-20]"),
    ("fin octobre 2013", "[2013-10-21..2013-10-31]"), ("début 2013", "[2013-01..2013-04]"),
    ("mi-2012", "[2012-05..2012-08]"), ("fin 2012", "[2012-09..2012-12]"),
    ("à la fin de 2012", "[2012-09..2012-12]"), ("au début de l'année", "[2013-01..2013-04]"),
    ("à la fin du mois", "[2013-03-21..2013-03-31]"),
    ("fin août dernier", "[2012-08-21..2012-08-31]"),
    ("au début du mois d'octobre", "[2012-10-01..2012-10-10]"),
    ("à la fin de l'année dernière", "[2012-09..2012-12]"),
    ("en début d'année", "[2013-01..2013-04]"), ("au début des années 1990", "[1990..1993]"),
    ("au milieu des années 80", "[1984..1986]"),
    ("à la fin des années quatre-vingt-dix", "[1997..1999]"),
    ("fin des années 1960", "[1967..1969]"), ("au début du XIXe siècle", "[1800..1832]"),
    ("à la fin du mois dernier", "[2013-02-21..2013-02-28]"),
    ("au début de l'année 2012", "[2012-01..2012-04]"),
    ("début de semaine", "[2013-03-18..2013-03-24]"), ("à la fin de l'été 2012", "2012-08"),
    ("en fin d'année dernière", "[2012-09..2012-12]"),
    ("au milieu de l'année 2012", "[2012-05..2012-08]"),
    ("début mars", "[2013-03-01..2013-03-10]"),
    # ranges with shared parts
    ("du 8 au 9 septembre 2012", "2012-09-08/2012-09-09"),
    ("les 8 et 9 septembre 2012", "2012-09-08/2012-09-09"),
    ("8-9 septembre 2012", "2012-09-08/2012-09-09"),
    ("entre le 8 et le 12 septembre 2012", "2012-09-08/2012-09-12"),
    ("du 8 au 9 septembre", "2012-09-08/2012-09-09"),
    ("du 30 août au 2 septembre 2012", "2012-08-30/2012-09-02"),
    ("de mai à juillet 2012", "2012-05/2012-07"),
    ("entre septembre et novembre 1939", "1939-09/1939-11"), ("entre 1990 et 1995", "1990/1995"),
    ("1939-1945", "1939/1945"), ("de 1939 à 1945", "1939/1945"), ("1914-18", "1914/1918"),
    ("du 28 décembre 2012 au 3 janvier 2013", "2012-12-28/2013-01-03"), ("2012-2013", "2012/2013"),
    ("du lundi 8 au vendredi 12 octobre 2012", "2012-10-08/2012-10-12"),
    ("de lundi à mercredi", "2013-03-18/2013-03-20"), ("janvier-février 2013", "2013-01/2013-02"),
    ("de décembre 2012 à février 2013", "2012-12/2013-02"),
    ("du 1er au 15 mars 2013", "2013-03-01/2013-03-15"),
    ("de fin août à début octobre 2012", "2012-08-21/2012-10-10"), ("de 2000 à 2010", "2000/2010"),
    ("entre mai et juin", "2012-05/2012-06"),
    # open ranges
    ("depuis 2010", "2010/.."), ("jusqu'en 2015", "../2015"), ("à partir de 2014", "2014/.."),
    ("depuis septembre 2012", "2012-09/.."), ("depuis début septembre 2012", "2012-09-01/.."),
    ("jusqu'à fin octobre 2013", "../2013-10-31"), ("jusqu'au 8 septembre 2013", "../2013-09-08"),
    ("depuis le 3 mars", "2013-03-03/.."), ("depuis lundi", "2013-03-18/.."),
    ("dès 2014", "2014/.."), ("à partir du 1er janvier 2014", "2014-01-01/.."),
    ("depuis hier", "2013-03-21/.."), ("d'ici 2020", "../2020"), ("d'ici à 2020", "../2020"),
    ("d'ici la fin de l'année", "../2013-12"), ("avant 1990", "../1990"),
    ("après 1945", "1945/.."), ("jusqu'à la fin de l'année", "../2013-12"),
    ("depuis les années 1990", "1990/.."), ("depuis l'an dernier", "2012/.."),
    ("à compter du 1er mai 2013", "2013-05-01/.."), ("depuis l'été 2012", "2012-06/.."),
    ("après le 8 septembre 2012", "2012-09-08/.."), ("d'ici à la fin du mois", "../2013-03-31"),
    # decades and centuries, before our era
    ("les années 1990", "199X"), ("dans les années 90", "199X"), ("les années soixante", "196X"),
    ("les années quatre-vingt", "198X"), ("au cours des années 1990", "199X"),
    ("au XIXe siècle", "18XX"), ("le XXe siècle", "19XX"), ("au 19e siècle", "18XX"),
    ("au XXIe siècle", "20XX"), ("XVIIIème siècle", "17XX"), ("44 av. J.-C.", "-0043"),
    ("en 264 avant J.-C.", "-0263"), ("au Ve siècle av. J.-C.", "[-0499..-0400]"),
    ("en 480 avant notre ère", "-0479"), ("années 1930", "193X"), ("la décennie 1980", "198X"),
    ("52 avant Jésus-Christ", "-0051"), ("le dix-neuvième siècle", "18XX"),
    # seasons, quarters, halves
    ("été 2012", "2012-22"), ("à l'été 2012", "2012-22"), ("au printemps 2013", "2013-21"),
    ("à l'automne", "2012-23"), ("l'hiver 2012-2013", "2012-24"), ("l'été dernier", "2012-22"),
    ("en hiver 2012", "2012-24"), ("l'automne prochain", "2013-23"), ("cet été", "2012-22"),
    ("au premier trimestre 2013", "2013-33"), ("3e trimestre 2012", "2012-35"),
    ("T3 2012", "2012-35"), ("au quatrième trimestre", "2012-36"),
    ("premier semestre 2012", "2012-40"), ("au second semestre 2012", "2012-41"),
    ("au troisième trimestre de l'année dernière", "2012-35"),
    ("la première moitié de 2012", "2012-40"),
    ("dans la seconde moitié du XIXe siècle", "[1850..1899]"),
    ("au 1er semestre de 2012", "2012-40"), ("la seconde moitié des années 1990", "[1995..1999]"),
    # day of the month
    ("le 8", "2013-03-08"), ("le 28", "2013-02-28"), ("du 15", "2013-03-15"),
    # approximations
    ("vers 1990", "1990~"), ("autour de 1962", "1962~"), ("aux alentours de 1900", "1900~"),
    ("vers l'an 1500", "1500~"), ("vers le 8 septembre 2012", "2012-09-08~"),
    ("circa 2005", "2005~"),
    # named days and events
    ("Noël", "2012-12-25"), ("à Noël 2011", "2011-12-25"), ("le jour de l'an", "2013-01-01"),
    ("Pâques 2012", "2012-04-08"), ("après la Seconde Guerre mondiale", "1945-09-02/.."),
    ("depuis la chute du mur de Berlin", "1989-11-09/.."),
    ("à la fin de la Seconde Guerre mondiale", "1945-09-02"),
    ("avant la Première Guerre mondiale", "../1914-07-28"),
    ("lors du récent sommet de l'APEC", "2012-09-08/2012-09-09"),
    ("pendant la guerre froide", "1947-03-12/1991-12-26"),
    # no date at all
    ("trois semaines", None), ("depuis trois ans", None), ("pendant deux ans", None),
    ("2000 euros", None), ("12 %", None), ("chaque lundi", None), ("40 ans", None),
    ("au cours des trois dernières années", None), ("actuellement", None), ("récemment", None),
    ("1500 personnes", None), ("résolution 1973", None), ("la première fois", None),
    ("plusieurs mois", None), ("dix jours", None), ("il a été élu", None),
    ("tous les jours", None), ("3-1", None), ("une seconde chance", None), ("Airbus A320", None),
    ("une centaine de personnes", None), ("les 35 heures", None), ("Boeing 747", None),
    ("il est sept", None), ("la planète Mars", None), ("les 1200 salariés", None),
    ("en dernier lieu", None), ("1,5 million", None), ("l'article 49", None), ("deux fois", None),
    # rarer wordings
    ("la nuit dernière", "2013-03-21"), ("les 8, 9 et 10 septembre 2012", "2012-09-08/2012-09-10"),
    ("de la mi-août à la mi-septembre 2012", "2012-08-11/2012-09-20"),
    ("début à mi-mai 2012", "2012-05-01/2012-05-20"),
    ("au plus tard le 31 décembre 2013", "../2013-12-31"),
    ("la veille du 8 septembre 2012", "2012-09-07"), ("environ 1850", "1850~"),
    ("dans les années 1920 et 1930", "192X/193X"), ("au dernier trimestre 2012", "2012-36"),
    ("première quinzaine de septembre 2012", "[2012-09-01..2012-09-15]"),
    ("au printemps dernier", "2012-21"), ("il y a un demi-siècle", "1963"),
    ("le 8 au matin", "2013-03-08"), ("en 476", "0476"),
    ("la semaine du 8 octobre 2012", "[2012-10-08..2012-10-14]"),
    ("aux XIXe et XXe siècles", "18XX/19XX"),
    ("au cours des neuf premiers mois de l'année", "[2013-01..2013-09]"),
    ("les trois derniers mois de 2012", "[2012-10..2012-12]"),
    ("vendredi de la semaine dernière", "2013-03-15"), ("du 8 au 12", "2013-03-08/2013-03-12"),
    ("le XV de France", None), ("la 5e République", None), ("les dix premières années", None),
    ("trois mille soldats", None), ("Louis XIV", None),
    ("au mois de septembre dernier", "2012-09"), ("mardi gras 2012", "2012-02-21"),
    ("20 minutes", None),
)


def days(edtf: str | None) -> tuple[int | None, int | None] | None:
    """Return the first and last day of EDTF text; None for no date."""
    if edtf is None:
        return None
    span = Span.parse(edtf)
    return span.earliest, span.latest


def longest(phrase: str) -> tuple[int | None, int | None] | None:
    """Return the first and last day of the longest dated expression of a phrase."""
    dated = [f for f in find(phrase, published=FRIDAY, language="fr") if f.span is not None]
    best = max(dated, key=lambda f: f.end - f.start, default=None)
    return None if best is None or best.span is None else (best.span.earliest, best.span.latest)


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES)
def test_phrase(phrase: str, edtf: str | None) -> None:
    """A phrase has exactly the days that a careful reader gives it, or none."""
    assert days(edtf) == longest(phrase)
