"""Holds the Spanish finder to the days that a careful newspaper reader would mark."""

import datetime

import pytest

from timeline.dates import Span
from timeline.dates.phrases import find

FRIDAY = datetime.date(2013, 3, 22)

PHRASES = (
    # days seen from the day of publication
    ("hoy", "2013-03-22"), ("ayer", "2013-03-21"), ("anteayer", "2013-03-20"),
    ("mañana", "2013-03-23"), ("pasado mañana", "2013-03-24"), ("anoche", "2013-03-21"),
    ("ayer por la tarde", "2013-03-21"), ("esta mañana", "2013-03-22"),
    ("mañana por la noche", "2013-03-23"), ("antes de ayer", "2013-03-20"),
    # full dates
    ("8 de septiembre de 2012", "2012-09-08"), ("el 8 de septiembre de 2012", "2012-09-08"),
    ("8 de setiembre del 2012", "2012-09-08"), ("el sábado 8 de septiembre de 2012", "2012-09-08"),
    ("sábado, 8 de septiembre de 2012", "2012-09-08"), ("1 de enero de 2013", "2013-01-01"),
    ("1º de mayo de 1990", "1990-05-01"), ("primero de enero de 1959", "1959-01-01"),
    ("08/09/2012", "2012-09-08"), ("8-9-2012", "2012-09-08"), ("2012-09-08", "2012-09-08"),
    ("8 sept. 2012", "2012-09-08"), ("08-sep-2012", "2012-09-08"),
    ("el día 8 de septiembre de 2012", "2012-09-08"), ("12 de octubre de 1492", "1492-10-12"),
    ("el 30 de agosto de 2012", "2012-08-30"), ("8.9.2012", "2012-09-08"),
    # day and month
    ("el 8 de septiembre", "2012-09-08"), ("3 de marzo", "2013-03-03"),
    ("el 29 de diciembre", "2012-12-29"), ("el lunes 18 de marzo", "2013-03-18"),
    ("el 1 de mayo", "2012-05-01"), ("el pasado 8 de septiembre", "2012-09-08"),
    ("el próximo 8 de octubre", "2013-10-08"), ("el pasado día 20 de marzo", "2013-03-20"),
    ("el 20 de marzo pasado", "2013-03-20"), ("el miércoles, 20 de marzo", "2013-03-20"),
    # counted offsets
    ("hace tres días", "2013-03-19"), ("hace dos semanas", "[2013-03-04..2013-03-10]"),
    ("hace un mes", "2013-02"), ("hace tres años", "2010"), ("hace veinte años", "1993"),
    ("hace 20 años", "1993"), ("hace unos 30 años", "1983"), ("dentro de dos días", "2013-03-24"),
    ("dentro de tres meses", "2013-06"), ("hace más de 50 años", "1963"), ("hace un año", "2012"),
    ("hace una década", "2003"), ("dos años atrás", "2011"), ("hace casi diez años", "2003"),
    ("hace treinta y cinco años", "1978"), ("dentro de dos semanas", "[2013-04-01..2013-04-07]"),
    ("hace medio año", "2012-09"), ("hace una semana", "[2013-03-11..2013-03-17]"),
    ("en dos semanas", "[2013-04-01..2013-04-07]"),
    # units beside the publication
    ("la semana pasada", "[2013-03-11..2013-03-17]"), ("esta semana", "[2013-03-18..2013-03-24]"),
    ("la próxima semana", "[2013-03-25..2013-03-31]"),
    ("la semana próxima", "[2013-03-25..2013-03-31]"),
    ("la semana que viene", "[2013-03-25..2013-03-31]"), ("el mes pasado", "2013-02"),
    ("el próximo mes", "2013-04"), ("este mes", "2013-03"), ("este año", "2013"),
    ("el año pasado", "2012"), ("el pasado año", "2012"), ("el próximo año", "2014"),
    ("el año que viene", "2014"), ("el año próximo", "2014"), ("el presente año", "2013"),
    ("el pasado fin de semana", "[2013-03-16..2013-03-17]"), ("el trimestre pasado", "2012-36"),
    ("el siglo pasado", "19XX"), ("la década pasada", "200X"), ("el año en curso", "2013"),
    # month and year, month, year
    ("en septiembre de 2012", "2012-09"), ("octubre de 2013", "2013-10"),
    ("en octubre del 2013", "2013-10"), ("sept. 2012", "2012-09"),
    ("el mes de mayo de 2011", "2011-05"), ("marzo de 2012", "2012-03"), ("en octubre", "2012-10"),
    ("en marzo", "2013-03"), ("enero", "2013-01"), ("el pasado mes de mayo", "2012-05"),
    ("en septiembre pasado", "2012-09"), ("el pasado septiembre", "2012-09"),
    ("el próximo octubre", "2013-10"), ("en agosto del año pasado", "2012-08"),
    ("en mayo de este año", "2013-05"), ("octubre de 2000", "2000-10"), ("2012", "2012"),
    ("en 2012", "2012"), ("en el año 2000", "2000"), ("el año 1989", "1989"), ("en 2000", "2000"),
    ("1492", "1492"), ("a lo largo de 2012", "2012"),
    # weekdays
    ("el viernes", "2013-03-22"), ("el lunes", "2013-03-18"), ("sábado", "2013-03-16"),
    ("el pasado viernes", "2013-03-15"), ("el martes pasado", "2013-03-19"),
    ("el próximo lunes", "2013-03-25"), ("el jueves por la noche", "2013-03-21"),
    ("el miércoles por la mañana", "2013-03-20"), ("el jueves 21", "2013-03-21"),
    ("este jueves", "2013-03-21"),
    # parts of periods
    ("a finales de octubre", "[2012-10-21..2012-10-31]"),
    ("a principios de septiembre de 2012", "[2012-09-01..2012-09-10]"),
    ("a mediados de septiembre", "[2012-09-11..2012-09-20]"),
    ("a finales de octubre de 2013", "[2013-10-21..2013-10-31]"),
    ("a comienzos de 2013", "[2013-01..2013-04]"), ("a mediados de 2012", "[2012-05..2012-08]"),
    ("finales de 2012", "[2012-09..2012-12]"), ("a fines de 2012", "[2012-09..2012-12]"),
    ("a principios de año", "[2013-01..2013-04]"),
    ("a finales de mes", "[2013-03-21..2013-03-31]"),
    ("a principios de este año", "[2013-01..2013-04]"),
    ("a finales del año pasado", "[2012-09..2012-12]"),
    ("a inicios de los años 1990", "[1990..1993]"),
    ("a mediados de los años ochenta", "[1984..1986]"),
    ("a finales de los noventa", "[1997..1999]"),
    ("a finales de la década de 1960", "[1967..1969]"),
    ("a principios del siglo XIX", "[1800..1832]"),
    ("a finales del mes pasado", "[2013-02-21..2013-02-28]"),
    ("a finales de agosto pasado", "[2012-08-21..2012-08-31]"),
    ("a mediados del siglo XX", "[1933..1965]"),
    ("a principios de la década de los 90", "[1990..1993]"),
    ("a principios de semana", "[2013-03-18..2013-03-24]"),
    ("a finales del verano de 2012", "2012-08"), ("a finales de los 80", "[1987..1989]"),
    ("a finales de agosto del año pasado", "[2012-08-21..2012-08-31]"),
    ("a principios del año 2012", "[2012-01..2012-04]"),
    # ranges with shared parts
    ("del 8 al 9 de septiembre de 2012", "2012-09-08/2012-09-09"),
    ("8 y 9 de septiembre de 2012", "2012-09-08/2012-09-09"),
    ("los días 8 y 9 de septiembre", "2012-09-08/2012-09-09"),
    ("8-9 de septiembre de 2012", "2012-09-08/2012-09-09"),
    ("entre el 8 y el 12 de septiembre de 2012", "2012-09-08/2012-09-12"),
    ("del 8 al 9 de septiembre", "2012-09-08/2012-09-09"),
    ("del 30 de agosto al 2 de septiembre de 2012", "2012-08-30/2012-09-02"),
    ("de mayo a julio de 2012", "2012-05/2012-07"),
    ("entre septiembre y noviembre de 1939", "1939-09/1939-11"),
    ("entre 1990 y 1995", "1990/1995"), ("1939-1945", "1939/1945"),
    ("de 1939 a 1945", "1939/1945"), ("1914-18", "1914/1918"),
    ("desde 2005 hasta 2010", "2005/2010"),
    ("del 28 de diciembre de 2012 al 3 de enero de 2013", "2012-12-28/2013-01-03"),
    ("2012-2013", "2012/2013"),
    ("desde el 30 de agosto hasta el 2 de septiembre de 2012", "2012-08-30/2012-09-02"),
    ("de lunes a miércoles", "2013-03-18/2013-03-20"),
    ("enero-febrero de 2013", "2013-01/2013-02"),
    ("de diciembre de 2012 a febrero de 2013", "2012-12/2013-02"),
    ("del 1 al 15 de marzo de 2013", "2013-03-01/2013-03-15"), ("de 2000 a 2010", "2000/2010"),
    ("entre mayo y junio", "2012-05/2012-06"), ("entre 1936 y 1939", "1936/1939"),
    # open ranges
    ("desde 2010", "2010/.."), ("hasta 2015", "../2015"), ("a partir de 2014", "2014/.."),
    ("desde septiembre de 2012", "2012-09/.."),
    ("desde principios de septiembre de 2012", "2012-09-01/.."),
    ("hasta finales de octubre de 2013", "../2013-10-31"),
    ("hasta el 8 de septiembre de 2013", "../2013-09-08"),
    ("desde el 3 de marzo", "2013-03-03/.."), ("desde el lunes", "2013-03-18/.."),
    ("a partir del 1 de enero de 2014", "2014-01-01/.."), ("desde ayer", "2013-03-21/.."),
    ("antes de 1990", "../1990"), ("después de 1945", "1945/.."),
    ("hasta finales de año", "../2013-12"), ("desde los años noventa", "1990/.."),
    ("desde el año pasado", "2012/.."), ("desde el verano de 2012", "2012-06/.."),
    ("después del 8 de septiembre de 2012", "2012-09-08/.."),
    ("antes de finales de mes", "../2013-03-31"), ("a más tardar en 2020", "../2020"),
    ("tras 1945", "1945/.."),
    # decades and centuries, before our era
    ("los años 1990", "199X"), ("en los años 90", "199X"), ("los años sesenta", "196X"),
    ("la década de 1980", "198X"), ("en la década de los 80", "198X"),
    ("la década de los noventa", "199X"), ("en el siglo XIX", "18XX"), ("el siglo XX", "19XX"),
    ("el siglo XXI", "20XX"), ("siglo XVIII", "17XX"), ("44 a. C.", "-0043"),
    ("en el año 264 a.C.", "-0263"), ("en el siglo V a. C.", "[-0499..-0400]"),
    ("480 antes de Cristo", "-0479"), ("en los setenta", "197X"), ("años treinta", "193X"),
    ("la década del 60", "196X"), ("52 a.C.", "-0051"),
    # seasons, quarters, halves
    ("verano de 2012", "2012-22"), ("en el verano de 2012", "2012-22"),
    ("la primavera de 2013", "2013-21"), ("en otoño", "2012-23"),
    ("el invierno de 2012-2013", "2012-24"), ("el verano pasado", "2012-22"),
    ("el pasado verano", "2012-22"), ("el próximo otoño", "2013-23"), ("este invierno", "2012-24"),
    ("en el primer trimestre de 2013", "2013-33"), ("tercer trimestre de 2012", "2012-35"),
    ("T3 2012", "2012-35"), ("en el cuarto trimestre", "2012-36"),
    ("primer semestre de 2012", "2012-40"), ("el segundo semestre de 2012", "2012-41"),
    ("en el tercer trimestre del año pasado", "2012-35"), ("la primera mitad de 2012", "2012-40"),
    ("en la segunda mitad del siglo XIX", "[1850..1899]"),
    ("el último trimestre de 2012", "2012-36"),
    ("la segunda mitad de los años noventa", "[1995..1999]"),
    # day of the month
    ("el 8", "2013-03-08"), ("el día 28", "2013-02-28"), ("el pasado día 8", "2013-03-08"),
    # approximations
    ("hacia 1990", "1990~"), ("alrededor de 1962", "1962~"), ("en torno a 1900", "1900~"),
    ("hacia el año 1500", "1500~"), ("circa 2005", "2005~"),
    ("hacia el 8 de septiembre de 2012", "2012-09-08~"), ("c. 1850", "1850~"),
    # named days and events
    ("Navidad", "2012-12-25"), ("en la Navidad de 2011", "2011-12-25"),
    ("Nochevieja", "2012-12-31"), ("el Viernes Santo", "2012-04-06"),
    ("después de la Segunda Guerra Mundial", "1945-09-02/.."),
    ("desde la caída del Muro de Berlín", "1989-11-09/.."),
    ("al final de la Segunda Guerra Mundial", "1945-09-02"),
    ("antes de la Primera Guerra Mundial", "../1914-07-28"),
    ("en la reciente cumbre de la APEC", "2012-09-08/2012-09-09"),
    ("durante la Guerra Fría", "1947-03-12/1991-12-26"),
    # no date at all
    ("tres semanas", None), ("desde hace tres años", None), ("durante dos años", None),
    ("2000 euros", None), ("12 %", None), ("cada lunes", None), ("40 años", None),
    ("en los últimos tres años", None), ("actualmente", None), ("recientemente", None),
    ("1500 personas", None), ("resolución 1973", None), ("la primera vez", None),
    ("varios meses", None), ("diez días", None), ("todos los días", None), ("3-1", None),
    ("Julio Iglesias", None), ("Plácido Domingo", None), ("la Plaza de Mayo", None),
    ("Airbus A320", None), ("una segunda oportunidad", None), ("los 1200 trabajadores", None),
    ("Boeing 747", None), ("el 15 por ciento", None), ("1,5 millones", None),
    ("en último lugar", None), ("los lunes", None), ("dos veces", None),
    ("el 15 % del total", None), ("la mañana", None),
    # rarer wordings
    ("la pasada noche", "2013-03-21"),
    ("los días 8, 9 y 10 de septiembre de 2012", "2012-09-08/2012-09-10"),
    ("entre principios y mediados de mayo de 2012", "2012-05-01/2012-05-20"),
    ("de principios de 2010 a finales de 2012", "2010-01-01/2012-12-31"),
    ("a más tardar el 31 de diciembre de 2013", "../2013-12-31"),
    ("la víspera del 8 de septiembre de 2012", "2012-09-07"), ("cerca de 1850", "1850~"),
    ("en los años 20 y 30", "192X/193X"), ("hasta principios de los 2000", "../2003-12-31"),
    ("la primera quincena de septiembre de 2012", "[2012-09-01..2012-09-15]"),
    ("hace medio siglo", "1963"), ("el 8 por la mañana", "2013-03-08"), ("en 476", "0476"),
    ("la semana del 8 de octubre de 2012", "[2012-10-08..2012-10-14]"),
    ("los siglos XIX y XX", "18XX/19XX"),
    ("los primeros nueve meses del año", "[2013-01..2013-09]"),
    ("los últimos tres meses de 2012", "[2012-10..2012-12]"),
    ("el viernes de la semana pasada", "2013-03-15"), ("entre los años 2010 y 2012", "2010/2012"),
    ("del 8 al 12", "2013-03-08/2013-03-12"), ("Felipe II", None), ("la final del torneo", None),
    ("el 8 de 10", None), ("a finales de la pasada década", "[2007..2009]"),
    ("el Sábado Santo", "2012-04-07"), ("III milenio a. C.", "[-2999..-2000]"),
    ("el sexenio", None),
)


def days(edtf: str | None) -> tuple[int | None, int | None] | None:
    """Return the first and last day of EDTF text; None for no date."""
    if edtf is None:
        return None
    span = Span.parse(edtf)
    return span.earliest, span.latest


def longest(phrase: str) -> tuple[int | None, int | None] | None:
    """Return the first and last day of the longest dated expression of a phrase."""
    dated = [f for f in find(phrase, published=FRIDAY, language="es") if f.span is not None]
    best = max(dated, key=lambda f: f.end - f.start, default=None)
    return None if best is None or best.span is None else (best.span.earliest, best.span.latest)


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES)
def test_phrase(phrase: str, edtf: str | None) -> None:
    """A phrase has exactly the days that a careful reader gives it, or none."""
    assert days(edtf) == longest(phrase)
