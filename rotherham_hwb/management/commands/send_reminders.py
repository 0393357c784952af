"""`manage.py send_reminders`: write to approvers who have not answered; run it once a day."""

from django.core.management.base import BaseCommand

from reports.reminders import due_sign_offs, reminders


class Command(BaseCommand):
    help = "Remind approvers of the papers that wait for them."

    def handle(self, *args: object, **options: object) -> None:
        written = reminders(due_sign_offs(), by="send_reminders")
        for message in written:
            message.send()
        self.stdout.write(f"Reminded {len(written)}.")
