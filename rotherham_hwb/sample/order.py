"""What a meeting file cannot say, and the checks ask for: reasons, and the exclusion's wording."""

from __future__ import annotations

import datetime as dt

from meetings.agenda import change_item
from meetings.models import AgendaItem, ItemKind, Meeting, User
from reports.models import Paper
from reports.workflow import classify_paper

AWAITED = "The figures of the autumn are not complete yet."
WEAKER = (
    "Both providers have made offers in confidence. Naming their prices before the board has "
    "chosen would weaken the council in what is still to be agreed, and cost residents more."
)
EXCLUSION = "items to be taken in private"


def put_in_order(meeting: Meeting, *, by: User) -> None:
    """Give every item and paper of a sample meeting the reasons that publication needs."""
    for item in meeting.items.order_by("position"):
        if _completed(item, meeting.date):
            presenters = list(item.presenters.all())
            change_item(item, revision=item.revision, presenters=presenters, by=by)
    exempt = Paper.objects.filter(placements__item__meeting=meeting, restriction="exempt")
    for paper in exempt:
        paper.public_interest = WEAKER
        paper.review_on = meeting.date + dt.timedelta(weeks=26)
        classify_paper(paper, by=by)


def _completed(item: AgendaItem, day: dt.date) -> bool:
    """Write in what an item lacks; whether it lacked anything."""
    if item.kind == ItemKind.TO_FOLLOW:
        item.awaited_reason, item.awaited_on = AWAITED, day - dt.timedelta(days=5)
    elif item.restriction == "exempt":
        item.public_interest, item.review_on = WEAKER, day + dt.timedelta(weeks=26)
    elif item.title.casefold().startswith(EXCLUSION):
        item.kind = ItemKind.EXCLUSION
    else:
        return False
    return True
