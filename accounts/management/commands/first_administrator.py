"""`manage.py first_administrator EMAIL NAME ORGANISATION`: the first account of a new installation."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.enums import OrganisationKind
from accounts.mails import invitation_address
from accounts.models import Organisation
from accounts.services import open_installation
from common.verdict import Refused


class Command(BaseCommand):
    help = "Print the invitation link of the first administrator; from then on people invite people."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("organisation", help="name of the operator association")
        parser.add_argument("--department", default="77", help="department code of the operator (77)")

    def handle(self, *args, email: str, name: str, organisation: str, department: str, **options) -> None:
        operator = Organisation.objects.filter(name=organisation).first() or Organisation(
            name=organisation, kind=OrganisationKind.OPERATOR, territory=department
        )
        try:
            token = open_installation(email=email, full_name=name, organisation=operator, now=timezone.now())
        except (Refused, ValidationError) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"Open this link within seven days, once: {invitation_address(token)}")
