"""The answer of a policy, asked three ways."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy

from common.verdict import ALLOWED, Refused, Verdict

NO = Verdict(gettext_lazy("This site is closed."))


def test_a_yes_is_true_and_raises_nothing():
    assert ALLOWED
    ALLOWED.or_refuse()
    ALLOWED.or_forbid()


def test_a_no_is_false_and_a_service_refuses_with_its_reason():
    assert not NO
    with pytest.raises(Refused, match=r"This site is closed\."):
        NO.or_refuse()


def test_a_no_forbids_the_page_with_its_reason():
    with pytest.raises(PermissionDenied, match=r"This site is closed\."):
        NO.or_forbid()


def test_a_refusal_knows_the_field_it_is_about():
    refusal = Refused("Already known.", field="name")
    assert (str(refusal), refusal.field) == ("Already known.", "name")
