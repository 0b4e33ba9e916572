import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template import loader
from django.test import Client, RequestFactory

from rjhub.design import errors
from rjhub.design.middleware import failures, headers
from rjhub.kernel import decisions

TYPED = {
    "what_happened": "He said sorry.\nThen he left.",
    "password": "hunter2",
    "csrfmiddlewaretoken": "abc",
}


def posted(**extra: str) -> HttpRequest:
    return RequestFactory().post("/cases", TYPED, headers=extra)


@pytest.mark.parametrize("status", sorted(errors.FAILURES))
def test_each_failure_says_what_happened_what_was_kept_and_what_to_do(status: int) -> None:
    response = errors.failure(RequestFactory().get("/"), status)
    html = response.content.decode()
    assert response.status_code == status
    assert errors.FAILURES[status].what_happened[:20] in html
    assert "What was kept" in html
    assert "What you can do" in html


def test_an_unknown_address_is_answered_with_the_page_for_it(client: Client) -> None:
    response = client.get("/no-such-page")
    assert response.status_code == 404
    assert "There is nothing here that you can see" in response.content.decode()


def test_too_large_an_upload_is_named_as_such() -> None:
    assert errors.bad_request(RequestFactory().get("/"), RequestDataTooBig()).status_code == 413


@pytest.mark.parametrize(("address", "status"), [("/stopped", 503), ("/full", 503), ("/broken", 500)])
def test_a_stopped_database_is_told_apart_from_a_mistake_of_the_program(address: str, status: int) -> None:
    response = Client(raise_request_exception=False).post(address, {"note": "He said sorry."})
    assert response.status_code == status
    assert "He said sorry." in response.content.decode()


def test_a_mistake_of_the_program_hands_back_what_was_typed_but_no_secret() -> None:
    html = errors.server_error(posted()).content.decode()
    assert "He said sorry.<br>Then he left." in html
    assert "hunter2" not in html
    assert "abc" not in html


def test_a_form_after_the_session_ended_gets_its_words_back() -> None:
    html = errors.csrf_failure(posted(origin="http://testserver")).content.decode()
    assert "Your session ended before this was sent" in html
    assert 'href="/sign-in?next=%2Fcases"' in html
    assert "He said sorry." in html


def test_signing_in_again_leads_back_to_the_page_that_held_the_form() -> None:
    us = "http://testserver"
    html = errors.session_ended(posted(origin=us, referer=f"{us}/cases/new?side=both")).content.decode()
    assert 'href="/sign-in?next=%2Fcases%2Fnew%3Fside%3Dboth"' in html


@pytest.mark.parametrize(
    "referer", ["https://evil.example/cases/new", "http://testserver.evil.example/x", ""]
)
def test_signing_in_again_leads_nowhere_else(referer: str) -> None:
    html = errors.session_ended(posted(origin="http://testserver", referer=referer)).content.decode()
    assert 'href="/sign-in?next=%2Fcases"' in html


def test_an_address_that_only_takes_a_form_says_so() -> None:
    response = failures(lambda _request: HttpResponseNotAllowed(["POST"]))(RequestFactory().get("/cases"))
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "This address only takes a form" in response.content.decode()


def test_an_address_with_a_nul_leads_nowhere() -> None:
    assert failures(answered)(RequestFactory().get("/cases/%00")).status_code == 404


def test_another_sites_form_cannot_put_words_on_our_page() -> None:
    assert "He said sorry." not in errors.csrf_failure(posted(origin="https://evil.example")).content.decode()


def test_words_still_arrive_when_the_page_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> str:
        raise OSError

    monkeypatch.setattr(loader, "render_to_string", broken)
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Sorry, something went wrong" in response.content.decode()


def test_a_request_that_cannot_be_read_still_gets_its_page() -> None:
    request = RequestFactory().post("/", b"--broken", content_type="multipart/form-data; boundary=")
    assert errors.server_error(request).status_code == 500


def answered(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_a_refusal_becomes_a_page_with_every_reason() -> None:
    refusal = decisions.Refused("Sam has not consented.", "The risk assessment has no date.")
    response = failures(answered).process_exception(posted(), refusal)
    assert response is not None
    assert response.status_code == 403
    assert "Sam has not consented." in response.content.decode()
    assert "The risk assessment has no date." in response.content.decode()


def test_a_clash_becomes_a_conflict_page() -> None:
    response = failures(answered).process_exception(posted(), decisions.Conflict())
    assert response is not None
    assert response.status_code == 409


def test_other_mistakes_are_left_to_django() -> None:
    assert failures(answered).process_exception(posted(), ValueError()) is None
    assert failures(answered)(posted()).status_code == 200


def test_answers_forbid_storing_except_for_styles_and_scripts() -> None:
    answer = headers(answered)
    assert "no-store" in answer(RequestFactory().get("/cases"))["Cache-Control"]
    assert "Cache-Control" not in answer(RequestFactory().get("/static/design/app.css"))
