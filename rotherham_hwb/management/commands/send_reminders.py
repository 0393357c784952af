"""`manage.py send_reminders`: write to approvers who have not answered; run it once a day."""

from django.core.management.base import BaseCommand
from django.db import transaction

from reports.reminders import due_sign_offs
from rotherham_hwb.notifications.sign_offs import remind_approvers


class Command(BaseCommand):
    help = "Remind approvers of the papers that wait for them; the worker sends the e-mails."

    def handle(self, *args: object, **options: object) -> None:
        with transaction.atomic():
            count = remind_approvers(due_sign_offs(), by="send_reminders")
        self.stdout.write(f"Reminded {count}.")
