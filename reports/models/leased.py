"""Work that one worker at a time holds, for so long; when the time runs out it was killed."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models


class Leased(models.Model):
    """A record that waits for a worker, is worked on, and is over; its `status` says which.

    A worker holds it by its number of attempts until `lease_until`; then it waits again, and
    after three attempts it is given up (`reports.files.leases`).
    """

    LEASE: ClassVar[timedelta]
    MOST_ATTEMPTS: ClassVar[int] = 3
    AT_WORK: ClassVar[str]
    GIVEN_UP: ClassVar[str]

    status: models.CharField[str, str]
    problem: models.TextField[str, str]
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        abstract = True
