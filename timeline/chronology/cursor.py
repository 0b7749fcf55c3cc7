"""Write and read the opaque cursors by which pages of a list continue."""

import base64
import binascii

import msgspec

from timeline.chronology.filter import BadFilter
from timeline.terms import Order


def write_cursor(order: Order, key: tuple[float, int]) -> str:
    """Write the place of an event in a list as an opaque word."""
    packed = msgspec.msgpack.encode((order.value[0], key[0], key[1]))
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(name: str, text: str, order: Order) -> tuple[float, int]:
    """Read a cursor that `write_cursor` has written.

    Args:
        name: The parameter that it came in.
        text: The cursor.
        order: The order of the list; a cursor of another order means nothing in it.

    Raises:
        BadFilter: If it is none of ours, or of a list in another order.
    """
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        mark, first, number = msgspec.msgpack.decode(raw, type=tuple[str, float | int, int])
    except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
        raise BadFilter(name, text, "it is not a cursor of this service") from error
    if mark != order.value[0]:
        raise BadFilter(
            name, text, "it belongs to a list in another order; begin on its first page"
        )
    if not (abs(first) <= 1 << 62 and 0 <= number < 1 << 62):  # no NaN either
        raise BadFilter(name, text, "it is not a cursor of this service")
    return first, number
