"""Minutes that hold everything minutes can: what each place that shows them must show or hide."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from meetings.models import AgendaItem, Board, User
from minutes.decisions import voting
from minutes.models import (
    Action,
    Attendance,
    Correction,
    Declaration,
    Exclusion,
    Minute,
    Minutes,
    Movement,
    Resolution,
    SubHeading,
)
from minutes.workflow import publish_minutes, record_attendance, send_to_chair, write_minute
from tests import factories

DAY = dt.date(2025, 1, 22)
TOLD = (
    "An open summary of the offers.",
    "Bea Late arrived at",
    "Two members of the public came.",
    "Dan Far",
    "(remotely)",
    "as a matter of urgency because the lease ends in March.",
    "Cy Keen declared a disclosable pecuniary interest in this item: owns a bus.",
    "They held a dispensation: the Monitoring Officer, 3rd March, 2024.",
    "Cy Keen left the room while it was considered.",
    "Buses and trams",
    "Moved by Ada Chair, seconded by Bea Late.",
    "In favour 2, against 2, abstained 0",
    "the person presiding, Ada Chair, gave a casting vote in favour.",
    "Eli Vote asked that their vote against be recorded.",
    "That a third bus run.",
    "The press and public were excluded for Minute",
    "The press and public were re-admitted to the meeting at",
    "“ten buses” should read “two buses”.",
    "“Bee Late” should read “Bea Late”.",
    "<b>script</b> & “bars”",
)
"""What everybody is told, in print, on the page and in the Word file."""


class Full:
    """One meeting's minutes with an open minute of two stretches and a restricted one."""

    def __init__(self, board: Board, officer: User, word: Any = lambda where: where) -> None:
        self.board, self.officer, self.word = board, officer, word
        meeting = factories.meeting(board, by=officer, date=DAY, items=2, state="called")
        self.item, self.other = meeting.items.order_by("position")
        self.secret_item = AgendaItem.objects.create(
            meeting=meeting, position=9, number="9", title=word("title of an item in private"),
            kind="standing", published_at=timezone.now(), **factories.exempt("A closed matter"),
        )  # fmt: skip
        meeting.items.filter(published_at=None).update(published_at=timezone.now())
        self.minutes: Minutes = Minutes.objects.create(
            meeting=meeting, chair_name="Ada Chair", note="Two members of the public came."
        )
        self.people()
        self.open, self.secret = self.open_minute(), self.secret_minute()
        self.beside()

    def people(self) -> None:
        names = ("Ada Chair", "Bea Late", "Cy Keen", "Eli Vote", "Dan Far", "Fay Gale")
        made = [Attendance(name=name, votes=True, capacity="member") for name in names]
        made[0].role, made[4].mode = "in the Chair", "remote"
        made.append(Attendance(name="Sol Away", kind="apologies"))
        record_attendance(self.minutes, *made)
        self.ada, self.bea, self.cy, self.eli, self.dan = made[:5]
        Movement.objects.create(attendance=self.bea, at=at(9, 20), arrives=True)
        Movement.objects.create(
            attendance=self.eli, at=at(10, 7), arrives=False, item=self.secret_item
        )
        Movement.objects.create(
            attendance=self.eli, at=at(10, 8), arrives=True, item=self.secret_item
        )

    def open_minute(self) -> Minute:
        minute = write_minute(
            Minute(
                minutes=self.minutes,
                series="2024/25",
                position=1,
                number="981",
                title="Buses",
                item=self.item,
                text="There are ten buses. <b>script</b> & “bars”\n\nRoute | Buses\nNorth | 4",
                urgent_reason="The lease ends in March.",
            ),
            resolutions=(
                Resolution(text="That the report be noted.", fate="carried"),
                Resolution(text=self.word("a limb that was lost"), fate="lost"),
            ),
        )
        below = SubHeading.objects.create(
            minute=minute, position=1, heading="Buses and trams", text="Two routes."
        )
        limb = Resolution.objects.create(
            minute=minute, position=3, text="That a third bus run.", under=below
        )
        Action.objects.create(
            minute=minute, position=1, limb=limb, text=limb.text, owner="Terri Roche"
        )
        Declaration.objects.create(
            attendance=self.cy,
            item=self.item,
            kind="disclosable",
            nature="owns a bus",
            leaves_room=True,
            dispensation="the Monitoring Officer, 3rd March, 2024",
        )
        vote = voting.record_vote(
            minute,
            motion="That a third bus run.",
            manner="counted",
            moved_by="Ada Chair",
            seconded_by="Bea Late",
            in_favour=2,
            against=1,
            abstained=0,
            under=below,
            by=self.officer,
        )
        type(vote).objects.filter(pk=vote.pk).update(against=2, casting="for")
        voting.record_my_vote(vote, attendance=self.eli, side="against", by=self.officer)
        return minute

    def secret_minute(self) -> Minute:
        word = self.word
        minute = write_minute(
            Minute(
                minutes=self.minutes,
                series="2024/25",
                position=2,
                number="982",
                item=self.secret_item,
                title=word("title of a private minute"),
                text=word("text of a private minute"),
                urgent_reason=word("urgency of a private minute"),
                public_summary="An open summary of the offers.",
                **factories.exempt("A closed matter"),
            ),
            resolutions=(Resolution(text=word("words resolved in private")),),
        )
        SubHeading.objects.create(
            minute=minute,
            position=1,
            heading=word("sub-heading of a private minute"),
            text=word("text below it of a private minute"),
        )
        voting.record_vote(
            minute,
            motion=word("motion of a private minute"),
            manner="named",
            ballots={self.ada: "for", self.cy: "against"},
            by=self.officer,
        )
        for item, nature in (
            (self.secret_item, word("interest in a private item")),
            (self.other, word("interest in an item minuted in private")),
        ):
            Declaration.objects.create(
                attendance=self.eli, item=item, kind="personal", nature=nature, leaves_room=True
            )
        write_minute(
            Minute(
                minutes=self.minutes,
                series="2024/25",
                position=3,
                number="983",
                item=self.other,
                title=word("title of another private minute"),
                public_summary="Nothing was decided.",
                **factories.exempt("Another closed matter"),
            )
        )
        return minute

    def beside(self) -> None:
        Exclusion.objects.create(
            minutes=self.minutes,
            resolved_in=self.open,
            last=self.secret,
            readmitted_at=at(10, 45),
        )
        correct = {"made_at": timezone.now(), "made_by": self.officer}
        for minute, old, new in (
            (self.open, "ten buses", "two buses"),
            (None, "Bee Late", "Bea Late"),
            (self.secret, self.word("old words of a private minute"), self.word("new words of it")),
        ):
            Correction.objects.create(
                minutes=self.minutes, minute=minute, old=old, new=new, **correct
            )

    def publish(self) -> Minutes:
        send_to_chair(self.minutes, by=self.officer)
        publish_minutes(self.minutes, by=self.officer)
        return self.minutes


def at(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=dt.UTC)
