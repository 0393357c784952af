"""What an officer jots down while the meeting goes on, saved every few seconds.

Notes are for the officers of the meeting alone: no page, paper or search of anybody else has
them, and they are no part of the minutes.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from meetings import audit
from meetings.lifecycle import Refused, Stale
from meetings.models import AgendaItem, User
from minutes.models import Minutes, Note
from minutes.writing.drafts import locked_draft

MOST_LETTERS = 100_000  # in one note


def save_note(
    minutes: Minutes, *, item: AgendaItem | None, text: str, revision: int, by: User
) -> Note:
    """Store the notes at an item, or (None) of the meeting, that the writer opened at `revision`.

    The same words again are no change, however old the revision: a save whose answer was lost
    on the way may be sent twice. The trail tells who wrote, not each save of theirs.

    Raises Stale where somebody else's words stand there by now, and Refused for a text that
    is too long, an item of another meeting, and minutes that are no draft.
    """
    words = text.replace("\r\n", "\n")
    if len(words) > MOST_LETTERS:
        raise Refused("These notes are too long: move part of them to another item.")
    with transaction.atomic():
        locked = locked_draft(minutes)
        if item is not None and item.meeting_id != locked.meeting_id:
            raise Refused("That item is not on this meeting’s agenda.")
        note = Note.objects.filter(minutes=locked, item=item).first()
        note = note or Note(minutes=locked, item=item)
        if note.text == words:
            return note
        if note.revision != revision:
            raise Stale(
                f"{note.saved_by_name} has saved other words here since you began. Yours are kept "
                "beside them: choose, and save again.",
                theirs=note,
                mine=words,
            )
        return _store(note, words, by)


def drop_empty_notes(item: AgendaItem) -> None:
    """Forget the notes at an item, and at its sub-items, whose words were all taken out again."""
    at = Q(item=item) | Q(item__parent=item)
    Note.objects.filter(at, text="").delete()


def _store(note: Note, words: str, by: User) -> Note:
    writer = note.saved_by_name
    note.text, note.saved_by_name = words, by.name
    note.revision += 1
    note.save()
    if writer != by.name:
        audit.record("write", note, by=by)
    return note
