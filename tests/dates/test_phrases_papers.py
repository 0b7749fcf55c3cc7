"""Holds the finder to what German, French, Spanish and Russian news sentences say, and no more."""

import datetime

import pytest

from timeline.dates.phrases import find

FRIDAY = datetime.date(2013, 3, 22)

SENTENCES = (
    ("de", "Berlin (dpa) - Merkel trifft am Montag Putin in Hannover.", ("Montag 2013-03-25",)),
    (
        "de",
        "Die Zahl sank im Februar um 156.000, teilte die Behörde am Donnerstag mit.",
        ("Februar 2013-02", "Donnerstag 2013-03-21"),
    ),
    (
        "de",
        "Der 43-jährige Fahrer wurde am Freitagabend gegen 20.30 Uhr verletzt.",
        ("43-jährige P43Y", "Freitagabend gegen 20.30 Uhr 2013-03-22T20:30"),
    ),
    (
        "de",
        "Im Vorjahr waren es 2000 Euro gewesen, heuer werden 2500 Euro erwartet.",
        ("Vorjahr 2012", "heuer 2013"),
    ),
    ("de", "Von 1999 bis 2004 war Mai Mitglied des Landtags.", ("Von 1999 bis 2004 2004",)),
    ("de", "Die Mark verlor so an Wert, mit der die Händler rechneten.", ()),
    ("de", "August Bebel starb am 13. August 1913.", ("13. August 1913 1913-08-13",)),
    ("de", "Die Frau Sommer und Herr Winter flogen mit dem Airbus A 320.", ()),
    ("de", "Damals regierte Kohl, 16 Jahre lang.", ("Damals PAST_REF", "16 Jahre lang P16Y")),
    ("de", "Künftig zahlen Firmen pro Jahr 100 Euro.", ("Künftig FUTURE_REF",)),
    ("de", "Am heutigen Freitag tagt der Rat.", ("heutigen Freitag 2013-03-22",)),
    ("de", "Der 1999 gegründete Verein zählt 1500 neue Mitglieder.", ("1999 1999",)),
    (
        "fr",
        "Le président se rendra lundi à Moscou, a annoncé jeudi l'Elysée.",
        ("lundi 2013-03-25", "jeudi 2013-03-21"),
    ),
    (
        "fr",
        "L'accord signé le 15 décembre prévoit une aide jusqu'en 2015.",
        ("15 décembre 2012-12-15", "jusqu'en 2015 2015"),
    ),
    ("fr", "Avril Lavigne et la planète Mars n'ont rien à voir avec cela.", ()),
    ("fr", "L'usine emploie 1200 salariés et produit 2000 voitures.", ()),
    ("fr", "Il a été condamné une seconde fois pour avoir volé 1500 euros.", ()),
    ("fr", "La loi de 1905 reste en vigueur.", ("1905 1905",)),
    ("fr", "Sept personnes ont été tuées et huit blessées.", ()),
    ("fr", "Le prix du baril a bondi l'été dernier.", ("l'été dernier 2012-SU",)),
    (
        "es",
        "El presidente viajará el lunes a Brasilia, informó ayer la cancillería.",
        ("el lunes 2013-03-25", "ayer 2013-03-21"),
    ),
    (
        "es",
        "Julio ganó en julio; Domingo Cavallo habló el domingo en la Plaza de Mayo.",
        ("julio 2012-07", "el domingo 2013-03-17"),
    ),
    ("es", "Unos 3000 manifestantes marcharon el 15 de marzo.", ("15 de marzo 2013-03-15",)),
    (
        "es",
        "El 15 por ciento se quedó en casa; el partido 2000 se jugó ayer.",
        ("ayer 2013-03-21",),
    ),
    ("es", "Fue condenado a dos años de cárcel.", ("dos años P2Y",)),
    ("es", "Siete personas murieron y ocho resultaron heridas; once faltan.", ()),
    (
        "es",
        "El presidente dijo que mañana por la mañana habrá elecciones.",
        ("mañana por la mañana 2013-03-23TMO",),
    ),
    (
        "ru",
        "Путин прибудет в Токио в понедельник, сообщил в четверг его пресс-секретарь.",
        ("понедельник 2013-03-25", "четверг 2013-03-21"),
    ),
    ("ru", "Марта Петрова и Август Иванов живут в г. Москве.", ()),
    ("ru", "Защита окружающей среды и встреча в среду — разные вещи.", ("среду 2013-03-20",)),
    ("ru", "Первый заместитель министра второй раз за день провел третье совещание.", ()),
    ("ru", "Счет матча — 2:1, игру посмотрели 1800 зрителей.", ()),
    (
        "ru",
        "Самолет Ту-154 сел в 15.40 по московскому времени.",
        ("15.40 по московскому времени 2013-03-22T15:40",),
    ),
    ("ru", "В очереди стояли 2012 семей и 40 тысяч человек.", ()),
    (
        "ru",
        "Цена выросла прошлым летом, а осенью упала.",
        ("прошлым летом 2012-SU", "осенью 2012-FA"),
    ),
)


@pytest.mark.parametrize(("language", "sentence", "marked"), SENTENCES)
def test_sentence(language: str, sentence: str, marked: tuple[str, ...]) -> None:
    """A news sentence has exactly these expressions, each with its TIMEX3 value."""
    found = find(sentence, published=FRIDAY, language=language)
    assert marked == tuple(f"{one.text} {one.timex}" for one in found)
