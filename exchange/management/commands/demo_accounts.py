"""`manage.py demo_accounts`: who can be signed in with one click in the demo."""

from django.core.management.base import BaseCommand

from exchange.demo.places import ACCOUNTS


class Command(BaseCommand):
    help = "List the demo's accounts; each is one click away on the sign-in page."

    def handle(self, *args, **options) -> None:
        for email, name, role in ACCOUNTS:
            self.stdout.write(f"  {role.label:<20} {name:<34} {email}")
