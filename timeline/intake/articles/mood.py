"""Tell how real an act is, from the words right before and behind its trigger."""

from timeline.intake.articles.marked import Hit
from timeline.intake.articles.wording import Wording
from timeline.terms import Status

BEFORE = 90
BEHIND = 40
"""How far such words may stand from a trigger, in characters."""
NOTHING = "none"


def status(text: str, hit: Hit, wording: Wording) -> Status | None:
    """Tell the status of an act; None where the text tells that it is no act at all.

    A verb after "to" that nothing governs is only a purpose, and no act; nor is one on a condition.
    """
    if hit.clause.condition:
        return None
    before = text[max(hit.clause.start, hit.start - BEFORE) : hit.start]
    behind = text[hit.end : min(hit.clause.end, hit.end + BEHIND)]
    for patterns, part in ((wording.before, before), (wording.after, behind)):
        for name, pattern in patterns:
            if pattern.search(part):
                return None if name == NOTHING else _moved(Status(name), hit)
    if hit.words.lower().endswith("ing") and wording.has("gerund", before):
        return None
    if hit.form.bare and wording.has("infinitive", before):
        return hit.trigger.status if hit.trigger.status is Status.PROPOSED else None
    if hit.form.bare and not hit.speech and hit.form.base != hit.form.past:
        return _bare(hit, before, wording)
    return hit.trigger.status or Status.OCCURRED


def _moved(found: Status, hit: Hit) -> Status:
    """Say of what is under way by its nature that it is so."""
    if hit.trigger.status is Status.ONGOING:
        return Status.ONGOING
    if hit.trigger.kind == "forecast" and found is Status.PLANNED:
        return Status.PREDICTED
    if found is Status.ONGOING and not hit.words.lower().endswith("ing"):
        return Status.ONGOING if hit.form.bare or hit.form.noun else Status.OCCURRED
    return found


def _bare(hit: Hit, before: str, wording: Wording) -> Status | None:
    """Read a bare form: a noun after an article, otherwise a verb in the present tense."""
    if wording.has("article", before):
        return hit.trigger.status or Status.OCCURRED
    return hit.trigger.status or Status.ONGOING
