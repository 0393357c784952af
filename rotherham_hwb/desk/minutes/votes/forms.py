"""What an officer says of a vote, by the manner in which it was taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone

from minutes.decisions.voters import may_move, name_apart, presiding
from minutes.decisions.voting import VoteFields
from minutes.models import Attendance, Minute, Side, Vote
from rotherham_hwb.desk.common.clock_field import ClockField
from rotherham_hwb.form_types import Posted

Manner = Vote.Manner
NOBODY = [("", "Nobody is recorded")]
NOT_CAST = ("", "Did not vote")
NO_CASTING = ("none", "No casting vote was given: it is not decided")
PLACED_LAST = ("casting", "under", "time", "without_quorum")
TIME = "Such as 9:40: whoever was out of the room then has no vote. Empty: nobody was out."
NO_QUORUM = "What was decided may not stand. The log keeps what you write here."
ASKED = "Too few were there for this vote. Correct its time, or say why it is recorded."
TIED = "The votes are equal. Say whether the person presiding gave a casting vote."


class VoteForm(forms.Form):
    """One vote on a minute; `voters` are those who may cast one."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    motion = forms.CharField(
        label="What was put to the vote",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In full, as the minutes will print it: “That …”",
    )

    def __init__(
        self,
        data: Posted = None,
        *,
        minute: Minute,
        manner: str,
        present: Sequence[Attendance],
        voters: Sequence[Attendance],
        quorate: bool = True,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.manner, self.voters, self.minute = Manner(manner), voters, minute
        self._add_people(present)
        self._add_place()
        self._add_cast()
        if not quorate:
            self.fields["without_quorum"] = forms.CharField(
                label="Why is the vote recorded without a quorum?",
                help_text=NO_QUORUM,
                error_messages={"required": ASKED},
            )
        if data is not None and self._is_tied(data):
            self._add_casting()

    def _add_people(self, present: Sequence[Attendance]) -> None:
        able = [(each.name, each.name) for each in present if may_move(each, self.minute)]
        for name, label in (("moved_by", "Moved by"), ("seconded_by", "Seconded by")):
            self.fields[name] = forms.ChoiceField(
                label=label, choices=NOBODY + able, required=False
            )

    def _add_place(self) -> None:
        self.headings = list(self.minute.sub_headings.all()) if self.minute.pk else []
        if self.headings:
            places = [("", "Before the first sub-heading")]
            places += [(str(each.pk), each.heading) for each in self.headings]
            self.fields["under"] = forms.ChoiceField(
                label="Where in the minute", choices=places, required=False
            )
        self.fields["time"] = ClockField(help_text=TIME)
        self.fields["time"].label = "Time of the vote"

    def _add_cast(self) -> None:
        if self.manner == Manner.HANDS:
            self.fields["outcome"] = forms.ChoiceField(
                label="What the person presiding declared",
                choices=Vote.Outcome.choices,
                widget=forms.RadioSelect,
            )
        if self.manner == Manner.COUNTED:
            for name, side in zip(("in_favour", "against", "abstained"), Side, strict=True):
                self.fields[name] = forms.IntegerField(
                    label=side.label,
                    min_value=0,
                    max_value=1000,
                    widget=forms.TextInput(
                        attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}
                    ),
                )
            self.fields["abstained"].required = False
        for each in self.voters if self.manner == Manner.NAMED else ():
            self.fields[f"ballot_{each.pk}"] = forms.ChoiceField(
                label=name_apart(each, self.voters),
                choices=[*Side.choices, NOT_CAST],
                widget=forms.RadioSelect,
                required=False,
            )

    def _is_tied(self, data: Mapping[str, object]) -> bool:
        if self.manner == Manner.COUNTED:
            counts = [self._counted(data.get(name, "")) for name in ("in_favour", "against")]
            return None not in counts and counts[0] == counts[1]
        cast = Counter(data.get(f"ballot_{each.pk}") for each in self.voters)
        return self.manner == Manner.NAMED and 0 < cast[Side.FOR] == cast[Side.AGAINST]

    def _counted(self, said: object) -> int | None:
        try:
            count: int | None = self.fields["in_favour"].clean(said)
        except forms.ValidationError:
            return None
        return count

    def _add_casting(self) -> None:
        chair = presiding(self.minute.minutes)
        self.fields["casting"] = forms.ChoiceField(
            label=f"Casting vote of {chair.name}" if chair else "Casting vote",
            choices=[*Vote._meta.get_field("casting").flatchoices, NO_CASTING],
            widget=forms.RadioSelect,
            error_messages={"required": TIED},
        )

    @property
    def above(self) -> list[BoundField]:
        """The fields before the votes themselves."""
        return [self[name] for name in ("motion", "moved_by", "seconded_by")]

    @property
    def ballots(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("ballot_")]

    @property
    def cast(self) -> list[BoundField]:
        """How they voted, where it is not by name."""
        names = ("outcome", "in_favour", "against", "abstained")
        return [self[name] for name in names if name in self.fields]

    @property
    def below(self) -> list[BoundField]:
        return [self[name] for name in PLACED_LAST if name in self.fields]

    def vote_fields(self) -> VoteFields:
        said = self.cleaned_data
        casting = said.get("casting", "")
        under = next((each for each in self.headings if str(each.pk) == said.get("under")), None)
        cast = {each: said.get(f"ballot_{each.pk}", "") for each in self.voters}
        return {
            "motion": said["motion"],
            "manner": self.manner,
            "moved_by": said["moved_by"],
            "seconded_by": said["seconded_by"],
            "in_favour": said.get("in_favour"),
            "against": said.get("against"),
            "abstained": said.get("abstained"),
            "ballots": {each: side for each, side in cast.items() if side},
            "casting": "" if casting == NO_CASTING[0] else casting,
            "outcome": said.get("outcome", ""),
            "under": under,
            "without_quorum": said.get("without_quorum", ""),
        }


class OwnVoteForm(forms.Form):
    """That one member asked for their own vote to be recorded."""

    member = forms.ChoiceField(label="Member")
    side = forms.ChoiceField(label="Voted", choices=Side.choices)

    def __init__(self, data: Posted = None, *, vote: Vote, voters: Sequence[Attendance]) -> None:
        super().__init__(data, auto_id=f"id_{vote.pk}_%s")
        self.voters = {str(each.pk): each for each in voters}
        names = [(pk, name_apart(each, voters)) for pk, each in self.voters.items()]
        self.fields["member"] = forms.ChoiceField(label="Member", choices=names)


def stored(vote: Vote) -> dict[str, object]:
    """A vote as what the form begins with."""
    fields = ("motion", "moved_by", "seconded_by", "in_favour", "against", "abstained", "outcome")
    ballots = {f"ballot_{each.attendance_id}": each.side for each in vote.ballots.all()}
    own: dict[str, object] = {"under": str(vote.under_id or ""), "revision": vote.revision}
    if vote.at:
        own["time"] = timezone.localtime(vote.at).time()
    if vote.in_favour == vote.against:
        own["casting"] = vote.casting or NO_CASTING[0]
    return {name: getattr(vote, name) for name in fields} | ballots | own
