"""`manage.py demo`: the whole portal on this machine, with sample meetings and sign-ins."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from rotherham_hwb.demo import postgres, supervise
from rotherham_hwb.sample import SAMPLE_LOGINS


class Command(BaseCommand):
    help = "Run the portal with its worker, a database and sample meetings, until Ctrl-C."
    requires_system_checks = ()  # the database is not up yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, **options: int) -> None:
        try:
            supervise.run(supervise.portal_demo(options["port"]), welcome=_welcome)
        except (supervise.CannotRun, postgres.CannotStart) as problem:
            sys.exit(str(problem))  # the sentence alone, without the word CommandError


def _welcome(address: str) -> str:
    width = max(len(role) for role, _, _ in SAMPLE_LOGINS)
    sign_ins = [f"  {role:{width}}  {email}  {password}" for role, email, password in SAMPLE_LOGINS]
    return "\n".join(
        [
            f"\nThe portal is open at {address}\n",
            "Sign in with one of these, or just look around as the public:",
            *sign_ins,
            "Officer and approver are then asked for a code: in a demonstration alone, the page",
            "shows it.",
            "A board of yours would ask its members for a second step before it opens exempt",
            "papers to them; the sample boards do not (desk, Boards, Settings).",
            "\nStop it with Ctrl-C. Its logs, papers, packs and e-mails are in .demo/.",
        ]
    )
