"""`manage.py remove_second_step EMAIL`: for somebody who lost phone, passkey and codes alike."""

from argparse import ArgumentParser

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from meetings import audit
from meetings.models import User

WHO = "remove_second_step"


class Command(BaseCommand):
    help = (
        "Remove somebody's authenticator app, passkeys and recovery codes. Make sure first that "
        "it is they who ask, by telephone or in person: their password alone then signs them in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: object, **options: str) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {options['email']}: check the address.")
        with transaction.atomic():
            removed, _ = Authenticator.objects.filter(user_id=user.pk).delete()
            if not removed:
                raise CommandError(f"{user.name} has no second step: nothing was changed.")
            audit.record("remove the second step of", user, by=WHO)
        self.stdout.write(f"{user.name} signs in with the password alone, until they set one up.")
