"""Know the country codes that event data use for places: FIPS 10-4, not ISO 3166."""

import csv
from functools import lru_cache

from timeline.intake.adapters.cameo import table
from timeline.names.countries import Country, country


@lru_cache(maxsize=1)
def _fips() -> dict[str, str]:
    return {row["fips"]: row["iso2"] for row in csv.DictReader(table("fips.csv").splitlines())}


@lru_cache(maxsize=512)
def country_at(fips: str) -> Country | None:
    """Find a country by its FIPS 10-4 code: `RS` is Russia, `JA` Japan, `CH` China."""
    iso2 = _fips().get(fips)
    return None if iso2 is None else country(iso2)


def point(lat: str, lon: str) -> tuple[float, float] | None:
    """Read coordinates in degrees, WGS 84; None where they are missing or no point on the earth."""
    try:
        spot = (float(lat), float(lon))
    except ValueError:
        return None
    return spot if -90 <= spot[0] <= 90 and -180 <= spot[1] <= 180 else None
