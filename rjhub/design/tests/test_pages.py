import jinja2
import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import Client, RequestFactory

from rjhub.design.links import Link
from rjhub.design.pages import leave, show, template_for
from rjhub.design.tests import pages


def drawn(page: object) -> str:
    return show(RequestFactory().get("/"), page).content.decode()  # type: ignore[arg-type]


def test_a_presenter_finds_its_template_by_its_room_and_name() -> None:
    in_a_room = type("InformationRequest", (), {"__module__": "rjhub.cases.pages.asking"})
    assert template_for(in_a_room) == "cases/information_request.html"


def test_a_class_outside_a_rooms_pages_is_not_a_presenter() -> None:
    with pytest.raises(TypeError, match="has to stand in a room's pages"):
        template_for(type("Stray", (), {"__module__": "rjhub.cases.views"}))


def test_a_presenter_without_what_its_template_shows_is_an_error_not_a_hole() -> None:
    with pytest.raises(jinja2.UndefinedError, match="forgotten"):
        drawn(pages.Forgetful())


def test_nothing_shown_may_be_stored() -> None:
    response = show(RequestFactory().get("/"), pages.Plain(), status=201)
    assert response.status_code == 201
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.usefixtures("coordinator_signed_in")
def test_the_frame_says_who_is_signed_in_and_where_they_can_go() -> None:
    html = drawn(pages.Plain())
    assert "Priya Nair" in html
    assert 'action="/sign-out"' in html
    assert 'href="/list"' in html
    assert html.count('aria-current="true"') == 1
    assert "Demonstration: all people and cases here are invented" in html


def test_the_frame_of_a_signed_out_page_offers_no_sign_out() -> None:
    assert "Sign out" not in drawn(pages.Plain())


def test_a_printed_page_carries_its_marking_and_when_it_was_printed() -> None:
    assert "OFFICIAL-SENSITIVE" in drawn(pages.Plain())


def test_a_notice_of_the_last_act_is_shown_once(client: Client) -> None:
    assert "The referral was sent to Sussex hub." in client.get("/").content.decode()


def test_a_page_can_lead_back_or_show_where_it_lies() -> None:
    assert "govuk-back-link" in drawn(pages.Plain(back=Link("Back", "/cases")))
    assert "govuk-breadcrumbs" in drawn(pages.Plain(breadcrumbs=(Link("Cases", "/cases"),)))


def test_pages_hold_no_inline_script_or_style(client: Client) -> None:
    for address in ("/", "/public", "/no-such-page"):
        html = client.get(address).content.decode()
        assert "<style" not in html
        assert " style=" not in html
        assert html.count("<script") == html.count("<script src=") + html.count('<script type="module" src=')


def test_the_public_page_offers_a_way_out_and_no_menu(client: Client) -> None:
    html = client.get("/public").content.decode()
    assert 'href="https://www.bbc.co.uk/weather"' in html
    assert "govuk-service-navigation" not in html
    assert "RJ Hub" not in html


def test_leaving_forgets_the_session_and_the_pages() -> None:
    request = RequestFactory().get("/leave")
    request.session = SessionStore(None)
    request.session["draft"] = "He hits me"
    response = leave(request)
    assert (response.status_code, response["Location"]) == (303, "https://www.bbc.co.uk/weather")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert request.session.is_empty()
