"""`manage.py add_officer EMAIL --name NAME`: the first officer, who sets up all else by screen."""

import sys
from argparse import ArgumentParser
from getpass import getpass

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from meetings.access import RoleKind
from meetings.boards import add_user, find_board, give_role
from meetings.models import Board, User

WHO = "add_officer"
THE_COUNCIL = "the council, who adds its boards"


class Command(BaseCommand):
    help = (
        "Add a democratic services officer of the council, who then adds boards and people by "
        "screen; or of one board. Asks for the password, or reads it as one line of the standard "
        "input; somebody who signs in already keeps theirs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="As colleagues write it.")
        parser.add_argument(
            "--board", default="", help="The board's slug or name: of this one alone."
        )

    def handle(self, *args: object, **options: str) -> None:
        board = _board(options["board"]) if options["board"] else None
        user = User.objects.filter(email__iexact=options["email"]).first()
        password = "" if user else _password()
        try:
            with transaction.atomic():
                user = user or add_user(
                    email=options["email"], name=options["name"], password=password, by=WHO
                )
                _make_officer(user, board)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"{user.name} signs in as {user.email}, an officer of {board or THE_COUNCIL}."
        )


def _board(name: str) -> Board:
    board = find_board(name)
    if board is None:
        known = ", ".join(Board.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(
            f"There is no board “{name}” (there is: {known}): an officer of the council adds it "
            "by screen."
        )
    return board


def _make_officer(user: User, board: Board | None) -> None:
    if user.roles.current().filter(board=board, kind=RoleKind.OFFICER).exists():
        whole = board or THE_COUNCIL
        raise CommandError(f"{user.email} is an officer of {whole} already: nothing was changed.")
    give_role(user, board, RoleKind.OFFICER, by=WHO)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("Password: ")
    if password != getpass("The same password again: "):
        raise CommandError("The two passwords differ: run the command again.")
    return password
