"""Ready sentences for goals, by domain (domain.md 1.5): a start, never a limit."""

from django.utils.translation import gettext_lazy as _

from support.enums import GoalDomain

SENTENCES = {
    GoalDomain.HOUSING: [
        _("Be sheltered tonight"),
        _("Keep the place: rules and payments"),
        _("Complete the request for an insertion place"),
        _("Get a social-housing number and renew it each year"),
        _("File the enforceable right to housing"),
        _("Visit a home"),
        _("Settle in: meters, insurance"),
        _("Stay six months in the home"),
    ],
    GoalDomain.RIGHTS: [
        _("Get an identity document from the consulate"),
        _("Get an address for papers and note its renewal"),
        _("Open family benefits"),
        _("File the tax declaration"),
        _("Open a bank account"),
        _("Gather the evidence of the right of residence"),
    ],
    GoalDomain.HEALTH: [
        _("Open health cover"),
        _("Find a family doctor"),
        _("Follow the child at the mother-and-child service"),
        _("Bring vaccines up to date"),
        _("Follow the pregnancy"),
        _("See a dentist"),
        _("Get glasses"),
        _("See someone to talk to"),
        _("File the disability request"),
    ],
    GoalDomain.SCHOOL: [
        _("Enrol the child in school"),
        _("Pass the language test for newcomers’ classes"),
        _("Arrange the way to school"),
        _("Open the school canteen"),
        _("Get school insurance"),
        _("Go to school at least four days a week"),
        _("Find a nursery place"),
    ],
    GoalDomain.WORK: [
        _("Register with the employment service"),
        _("Register with the youth employment service"),
        _("Write a CV"),
        _("Join a work-integration company"),
        _("Sign a first contract"),
        _("Find childcare to go to work"),
        _("Pass the driving licence"),
    ],
    GoalDomain.FRENCH: [
        _("Take the French level test"),
        _("Join a French workshop"),
        _("Pass a French certificate"),
    ],
    GoalDomain.MONEY: [
        _("Gather the papers of income"),
        _("Make a budget together"),
        _("Settle debts and transport fines"),
        _("Get food aid"),
    ],
    GoalDomain.FAMILY: [
        _("Prepare the child for nursery or school"),
        _("Be supported as parents"),
        _("Find respite for the family"),
    ],
    GoalDomain.MOBILITY: [
        _("Get a transport card"),
        _("Learn the way to school and hospital"),
    ],
    GoalDomain.SAFETY: [
        _("Have water nearby"),
        _("Make heating and electricity safe"),
        _("Have waste collected"),
    ],
    GoalDomain.JUSTICE: [
        _("Meet a lawyer"),
        _("Ask for legal aid"),
        _("Appeal before the deadline"),
    ],
    GoalDomain.ABROAD: [
        _("Prepare a chosen return"),
        _("Keep the links with the family abroad"),
    ],
}


def sentences() -> list[tuple[str, list]]:
    """(domain in words, its sentences), in the order of the domains."""
    return [(str(GoalDomain(domain).label), [str(sentence) for sentence in ready]) for domain, ready in SENTENCES.items()]


def domain_of(sentence: str) -> str | None:
    """The domain of a ready sentence; None for words of one's own."""
    return next((str(domain) for domain, ready in SENTENCES.items() if sentence in map(str, ready)), None)
