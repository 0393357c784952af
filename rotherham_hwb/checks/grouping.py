"""One finding for all of a kind in a paper, with its pages: one thing to mend, or to overrule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from meetings.wording import joined_with_and
from rotherham_hwb.checks.findings import Finding

AT_MOST = 5  # sentences of a group that are told


def grouped(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of one kind about one record together, in the order of their first.

    The key of a group holds every one of its sentences: one more, and it asks again.
    """
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for each in findings:
        groups[each.code, each.weight, each.about, each.href, each.final].append(each)
    return (_one(group) for group in groups.values())


def _one(group: Sequence[Finding]) -> Finding:
    first = group[0]
    pages = sorted({each.page for each in group} - {0})
    places = dict.fromkeys(each.where for each in group)
    where = joined_with_and(list(places)[:AT_MOST]) if len(places) > 1 else first.where
    if pages:
        word = "page" if len(pages) == 1 else "pages"
        where = f"{where}, {word} {joined_with_and([str(page) for page in pages])}"
    sentences = tuple(dict.fromkeys(each.sentence for each in group))
    told = " ".join(sentences[:AT_MOST])
    if len(sentences) > AT_MOST:
        told = f"{told} There are {len(sentences) - AT_MOST} more of this kind in it."
    return replace(first, where=where, sentence=told, all_of_it=sentences, page=0)
