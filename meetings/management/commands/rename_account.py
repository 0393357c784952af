"""`manage.py rename_account EMAIL --name NAME`: where no other officer is there to confirm it."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from meetings.account_names import rename
from meetings.models import User

WHO = "rename_account"


class Command(BaseCommand):
    help = "Give an account another name. Make sure first that it is they who ask for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="As colleagues write it.")

    def handle(self, *args: object, **options: str) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {options['email']}: check the address.")
        try:
            rename(user, options["name"], by=WHO)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.email} is called {user.name} now.")
