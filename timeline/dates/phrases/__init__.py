r"""Reads dates as sources print them: finds each expression of a text, its days, and the reason.

Adding a language
=================

A language is one data file, `languages/<code>.toml`. For what no table can say there may be a
hook module beside it, `languages/<code>.py`. Nothing else needs to change.

The text is cut into *tokens*: words of the table, numbers and punctuation. Everything between
is a gap, and no rule reaches over a gap. A token has *categories*, each with a value; a word may
stand in several categories ('second' is a UNIT and an ORDWORD). Rules are applied in *levels*,
each once over the text, leftmost and longest first (equally long: the one that stands first in
the file). What a rule matches becomes one token of the rule's `kind`, which rules of later
levels use like any category. What is left at the end is found, unless its kind is NUM or NONE, or
ends in '_'.

`[words.CATEGORY]`
    `value = ["form", …]`; forms in lower case. 'monat(s|e|en)?' stands for four forms. A blank in
    a form matches any white space. Category names are free (capitals); the values are fixed:
    months 1-12, weekdays 1-7 (Monday 1), units second minute hour day week weekend fortnight
    month quarter half season year decade century millennium, seasons SP SU FA WI, parts START
    MID END, parts of a day MO MI AF EV NI, halves H1 H2, shifts and signs -1 0 1, numbers as
    digits, X for 'several', eras BC AD, ids of events.toml for events. A list instead of a table
    (`MANY = ["…"]` under `[words]`) makes each form its own value.
`capital = ["may", …]`
    Forms that count only when written with a capital.
`[shapes]`
    `CATEGORY = 'regex'` or a list of them: for numbers with something attached ('1990s', '3rd').
    The value is the text matched; makers take the digits out of it.
`[options]`
    `month_first`: 09/08/2012 is 8 September when no country is told. `left`, `right`: regexes
    that must hold before and after a word or number (default: no word character); set them to ''
    for scripts without blanks, or e.g. left = '(?<![^\W…])' for attached particles.
    `number_left`: the same before a number.
`[tense]`
    `future`, `past`: regexes looked for in the sentence of an incomplete date ('$' is its end
    or the expression's beginning). `participle`: how many characters behind a cue of the future
    a cue of the past still belongs to it (default 30; 0 where none does).
`[macros]`
    `NAME = "pattern"`, usable in any pattern; roles inside it count for the rule.
`[[rule]]`
    `name` (shown to people in the trace), `match` (a pattern or a list), `make`, `level`
    (default 2), `kind` (default DATE), and constants for the maker. `after`, `not_after`,
    `before`, `not_before`: categories of the neighbouring token, 'A|B', GAP for other words, EDGE
    for the text's beginning. `not_ahead`, `not_behind`: regexes over the text itself behind and
    before the match; `behind`: one that must match before it. `style = "narrative"`: only in
    texts that tell a past story. `future = true`:
    what it finds lies ahead ('until Friday'). A kind that ends in '_' is never found by itself,
    it is there for rules of later levels ('the month' in 'the end of the month').
`[classes]`
    `NAME = "A|B|C"`: a short name for several categories, in patterns and in `after` and so on.

A pattern is a row of items: CATEGORY, A|B, a plain lower-case word, role=CATEGORY, each with an
optional `?`, `*` or `+`; groups `( a b | c )?`. A role may stand once in a pattern. Always there
are: INT, DAY (1-31), MON (1-12), HOUR (0-24), YY (two digits), YEAR3, YEAR (1000-2199), BIG
(1,900), DEC, CLOCK (14:30), ISO, NUMDATE, COMMA, DASH, TILDE, SLASH, OPEN, CLOSE, APOS, DOT.

Makers and their roles (each may also be a constant of the rule):

=========  ======================================================================================
point      y or yy (two digits), era, offset (added to y), m, d, w, p season, or p='Q'|'H' with q
written    raw: ISO or NUMDATE
block      unit 'decade' or 'century'; n (1990, or the century's ordinal); era
unit       unit, shift, told (true: from the date last told, not from the publication)
shifted    shift, and a point's roles: 'last May'
length     n (default 1), unit, half
offset     x a length, sign, y an anchor (optional), told
ref        value PRESENT_REF, PAST_REF, FUTURE_REF
every      unit, or w, m, p, n + unit, or value
part       which, x
nth        n (-1 last), unit (a word, a length 'three months', a Unit), or w (a weekday), x
edge       n (1 first, -1 last), x: 'the first days of x'
part range which, which2, x: 'mid- to late x'
within     x in the period y: 'August of that year'; part within: which, x, y
unit of    unit, x: 'the week of March 4'
beside     unit, sign, y: 'the day after y'
range      x, y; choice=true for 'x or y'
open       side 'after' or 'before', x
approx     x
named      event
timed      x (optional), daypart or raw (+ half am/pm) or clock (a TIME token)
told       unit: 'that day'
timed today  daypart, shift, told: 'last night'
short range  d d2, m m2, y y2 or p p2 with the rest of a point: '8-9 September'; choice
blocks     unit, n, n2, era: 'the 19th and 20th centuries'
ahead      x a length: 'in two weeks', a date when the sentence looks ahead, else a length
nothing    swallows words that only look like dates; give it the kind NONE
wrap       x: widen the words, or change the kind
number     hundreds, tens, ones, times, plus, dec: makes kind NUM, whose value is digits or 'X'
=========  ======================================================================================

A hook module may define `SHAPES`, a tuple of `(category, regex, reader)`: the reader turns the
matched text into the category's value or None to refuse it (numerals of another script, eras:
a reader may return the Western year as text for a category used as `y=`;
what a reader of the category INT returns, in digits, is sorted as digits are), and `MAKERS`, a dict
of further makers `name -> function(Match) -> tree node or None`.
"""

from timeline.dates.phrases.fallback import other_languages
from timeline.dates.phrases.search import find
from timeline.dates.phrases.table import languages
from timeline.dates.phrases.timexes import Timex, timexes
from timeline.dates.phrases.values import Found, Trace

__all__ = ["Found", "Timex", "Trace", "find", "languages", "other_languages", "timexes"]
