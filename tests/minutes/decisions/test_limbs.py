"""Limbs against what was proposed: what changed, what became of them, what they are."""

from __future__ import annotations

import pytest

from meetings.lifecycle import Refused
from minutes.decisions.limbs import (
    LimbDraft,
    guess_kind,
    labels_for,
    settled_fate,
    word_differences,
)


@pytest.mark.parametrize(
    ("old", "new", "differences"),
    [
        ("", "", ()),
        ("That it be noted", "That it  be\nnoted", (("kept", "That it be noted"),)),
        (
            "That the plan be noted.",
            "That the new plan be approved.",
            (
                ("kept", "That the"),
                ("added", "new"),
                ("kept", "plan be"),
                ("struck", "noted."),
                ("added", "approved."),
            ),
        ),
        ("", "All of it", (("added", "All of it"),)),
        ("All of it", "", (("struck", "All of it"),)),
    ],
)
def test_differences_are_told_word_by_word(
    old: str, new: str, differences: tuple[tuple[str, str], ...]
) -> None:
    assert word_differences(old, new) == differences


def test_both_texts_can_be_read_off_their_differences() -> None:
    old = "That officers report in May on heating, buses and the pier."
    new = "That officers report in June on heating and, with the police, on the pier."
    told = word_differences(old, new)

    assert " ".join(words for change, words in told if change != "added") == old
    assert " ".join(words for change, words in told if change != "struck") == new


@pytest.mark.parametrize(
    ("draft", "proposals", "fate"),
    [
        (LimbDraft("That A.", proposed="That  A."), True, "carried"),
        (LimbDraft("That B.", proposed="That A."), True, "amended"),
        (LimbDraft("That A."), True, "added"),
        (LimbDraft("That A."), False, ""),
        (LimbDraft("That A.", fate="added"), False, "added"),
        (LimbDraft("That A.", proposed="That A.", fate="lost"), True, "lost"),
    ],
)
def test_the_fate_follows_from_the_words(draft: LimbDraft, proposals: bool, fate: str) -> None:
    assert settled_fate(draft, proposals=proposals) == fate


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (LimbDraft(" \n"), "Write what was resolved"),
        (LimbDraft("That A.", fate="carried"), "was not proposed: mark it as added"),
        (LimbDraft("That A.", fate="lost"), "was not proposed: mark it as added"),
        (LimbDraft("That B.", proposed="That A.", fate="carried"), "mark it as amended"),
        (LimbDraft("That A.", proposed="That A.", fate="amended"), "mark it as carried"),
        (LimbDraft("That A.", proposed="That A.", fate="added"), "carried or as amended"),
    ],
)
def test_a_fate_that_the_words_deny_is_refused(draft: LimbDraft, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        settled_fate(draft, proposals=True)


@pytest.mark.parametrize(
    ("fates", "labels"),
    [
        ([], []),
        ([""], [""]),
        (["carried", "lost"], ["", ""]),
        (["carried", "lost", "added"], ["(1)", "", "(2)"]),
    ],
)
def test_labels_count_the_limbs_that_stand(fates: list[str], labels: list[str]) -> None:
    assert labels_for(fates) == labels


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("That the report be noted.", "noted"),
        ("That the report be received and noted.", "noted"),
        ("That it be noted that key messages would be sent monthly.", "noted"),
        ("That the report be noted and endorsed.", "decision"),
        ("That the plan be approved.", "decision"),
        ("That a note be sent to schools.", "decision"),
        ("That the minutes of the meeting held on 1st May be approved.", "minutes"),
        ("That the press and\npublic be excluded from the meeting.", "exclusion"),
        ("That a further meeting be held on Wednesday.", "meeting"),
        ("That Council be recommended to adopt the plan.", "recommended"),
        ("", "decision"),
    ],
)
def test_the_kind_is_guessed_from_the_words(text: str, kind: str) -> None:
    assert guess_kind(text) == kind
