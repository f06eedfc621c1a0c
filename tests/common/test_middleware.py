"""A GET never writes, and a reading is recorded once the guard is lifted."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import RequestFactory

from accounts.models import Organisation
from common.middleware import GetWrote, ReadOnlyGet, refuse_writes
from tests.factories.accounts import OrganisationFactory

pytestmark = pytest.mark.django_db


def answer(view, method="get"):
    request = getattr(RequestFactory(), method)("/")
    guard = ReadOnlyGet(lambda asked: guard.process_view(asked, view, (), {}) or view(asked))
    return guard(request)


def write(request):
    OrganisationFactory()
    return HttpResponse()


def read(request):
    return HttpResponse(Organisation.objects.count())


def test_a_get_that_writes_raises():
    with pytest.raises(GetWrote, match="INSERT"):
        answer(write)


def test_a_post_may_write():
    assert answer(write, "post").status_code == 200


def test_a_get_may_read():
    assert answer(read).content == b"0"


def test_a_late_template_is_guarded_too():
    def late(request):
        response = TemplateResponse(request, "400.html")
        response.add_post_render_callback(lambda done: OrganisationFactory())
        return response

    with pytest.raises(GetWrote):
        answer(late)


@pytest.mark.parametrize("module", ["allauth.account.views", "django.contrib.auth.views"])
def test_the_sign_in_of_others_may_write(module):
    def theirs(request):
        return write(request)

    theirs.__module__ = module
    assert answer(theirs).status_code == 200


def test_a_reading_is_recorded_after_the_page():
    def page(request):
        request.after_reading.append(OrganisationFactory)
        return HttpResponse()

    answer(page)
    assert Organisation.objects.count() == 1


def test_a_page_that_was_refused_records_no_reading():
    def page(request):
        request.after_reading.append(OrganisationFactory)
        return HttpResponse(status=404)

    answer(page)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("sql", ["insert into x values (1)", " UPDATE x SET y=1", "DELETE FROM x", "DROP TABLE x"])
def test_every_way_of_writing_is_known(sql):
    with connection.execute_wrapper(refuse_writes), pytest.raises(GetWrote):
        connection.cursor().execute(sql)
