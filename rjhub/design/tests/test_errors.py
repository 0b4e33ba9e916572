from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.template import loader
from django.test import Client, RequestFactory

from rjhub.design import errors
from rjhub.design.middleware import failures, headers
from rjhub.design.tests import questions
from rjhub.kernel import decisions

FORM = "application/x-www-form-urlencoded"
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


US = "http://testserver"
PASTED = {"note": "He said sorry. " * 200_000, "password": "hunter2"}


@pytest.mark.parametrize("error", [RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent])
def test_too_large_a_form_is_named_as_such(error: type[Exception]) -> None:
    assert errors.bad_request(RequestFactory().get("/"), error()).status_code == 413


def test_too_large_a_form_is_handed_back_to_copy_with_the_way_to_the_page_that_held_it() -> None:
    sent = Client().post(
        "/asking", urlencode(PASTED), FORM, headers={"origin": US, "referer": f"{US}/asking?side=both"}
    )
    html = sent.content.decode()
    assert sent.status_code == 413
    assert "Copy what you typed." in html
    assert PASTED["note"].strip() in html
    assert "hunter2" not in html
    assert 'href="/asking?side=both">Go back to the form' in html


def test_another_sites_form_that_is_too_large_is_not_handed_back() -> None:
    sent = Client().post("/asking", urlencode(PASTED), FORM, headers={"origin": "https://evil.example"})
    assert sent.status_code == 413
    assert "He said sorry" not in sent.content.decode()
    assert "Copy what you typed." not in sent.content.decode()


def test_a_form_with_a_file_that_is_too_large_says_so_although_it_cannot_be_read_again() -> None:
    sent = Client().post("/asking", PASTED, headers={"origin": US})
    assert sent.status_code == 413
    assert "Go back to the form, and enter it again" in sent.content.decode()


def test_what_was_typed_comes_back_under_the_words_of_its_questions() -> None:
    request = posted()
    request.POST = QueryDict(
        "born-day=3&born-month=March&born-year=1990&channel=letter&note=She+asked+for+time.&version=3&other=x"
    )
    questions.ContactAttempt(request.POST)
    typed = dict(errors.typed_into(request))
    assert typed["Date of birth"] == "3 March 1990"
    assert typed["Other"] == "x", "what no form has asked for goes by its name"
    assert "By letter" in typed.values()
    assert "She asked for time." in typed.values()
    assert not {"Born day", "Channel", "Note"} & typed.keys()


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


def test_dates_come_back_whole_and_postcodes_too_but_no_keys_of_the_program() -> None:
    sent = RequestFactory().post(
        "/cases",
        {
            "starts_at-day": "9", "starts_at-month": "12", "starts_at-year": "2026", "starts_at-time": "2pm",
            "people": [str(uuid4()), str(uuid4())], "postcode": "BN1 1AA", "code": "277171", "to-day": "",
            "outcome": "left_a_message",
        },
        headers={"origin": "http://testserver"},
    )  # fmt: skip
    words = (("Starts at", "9 12 2026 2pm"), ("Postcode", "BN1 1AA"), ("Outcome", "left a message"))
    assert errors.typed_into(sent) == words


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


def test_after_a_refusal_or_a_clash_one_comes_back_to_the_page_that_held_the_form() -> None:
    sent = posted(origin=US, referer=f"{US}/cases/new")
    for answer in (
        errors.refused(sent, decisions.Refused("No.")),
        errors.conflict(sent, decisions.Conflict()),
    ):
        assert 'href="/cases/new">Open the page again' in answer.content.decode()
    assert "Go to the start page" in errors.conflict(posted(), decisions.Conflict()).content.decode()


def test_other_mistakes_are_left_to_django() -> None:
    assert failures(answered).process_exception(posted(), ValueError()) is None
    assert failures(answered)(posted()).status_code == 200


def test_answers_forbid_storing_except_for_styles_and_scripts() -> None:
    answer = headers(answered)
    assert "no-store" in answer(RequestFactory().get("/cases"))["Cache-Control"]
    assert "Cache-Control" not in answer(RequestFactory().get("/static/design/app.css"))
