"""`manage.py add_board NAME`: the first board of a new installation."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from meetings.boards import create_board
from meetings.models import Board


class Command(BaseCommand):
    help = "Add a board; an officer fills in the rest of its page later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--slug", default="", help="In its address; default: from the name.")

    def handle(self, *args: object, **options: str) -> None:
        try:
            board = create_board(Board(name=options["name"], slug=options["slug"]), by="add_board")
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"Added {board}. Now add its first officer: "
            f"manage.py add_officer EMAIL --name NAME --board {board.slug}"
        )
