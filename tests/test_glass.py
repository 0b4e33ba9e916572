"""What looks at pages sees each thing that can be wrong with one."""

import pytest

from rjhub.design.tests import browser
from tests.looks import reading
from tests.looks.glass import Glass
from tests.looks.walking import Look

pytestmark = [pytest.mark.browser]

BAD = """<!doctype html><html lang="en"><head><title>Case</title><style>
a, a:focus { outline: none; color: #000; background: none; box-shadow: none }
.up { position: absolute; top: 0 } .wide { width: 2000px } .scripted { display: none }
</style></head><body><main><h1>case</h1>
<p style="margin-top: 200px"><a href="/one">One</a></p><p><a href="/two">One</a></p>
<p class="up"><a href="/three">Three</a></p>
<dl><div><dt>Asked by</dt><dd class="govuk-summary-list__value">the person responsible</dd></div></dl>
<table><tr><td>None</td></tr></table><div class="wide" tabindex="3">Wide</div>
<form method="post"><input name="name" class="scripted" aria-label="Name"></form>
<div class="govuk-error-summary"><a href="#nowhere">Enter a name</a></div>
<img src="/static/none.png">
</main></body></html>"""
GOOD = """<!doctype html><html lang="en"><head><title>Case</title></head><body><main><h1>Case</h1>
<form method="post"><label for="name">Name</label> <input id="name" name="name">
<button type="submit">Save</button></form></main></body></html>"""
WRONG = {
    "begins-in-lower-case",
    "cannot-be-answered-without-script",
    "error-leads-nowhere",
    "error-summary-without-focus",
    "focus-not-seen",
    "image-alt",
    "machine-words",
    "order-goes-up",
    "own-tab-order",
    "same-words-different-place",
    "script-stopped",
    "sticks-out",
    "table-without-caption",
    "title-without-error",
}


def _seen(html: str) -> set[str]:
    look = Look("Somebody", "cases:case", "opened", "/cases/1", 200, html, "", reading.read(html))
    with browser.chromium() as chromium, Glass(chromium).open() as glass:
        return {finding.rule for finding in glass.wrong_with(look)}


def test_everything_that_is_wrong_with_a_page_is_seen() -> None:
    assert _seen(BAD) >= WRONG


def test_nothing_is_seen_on_a_page_with_which_nothing_is_wrong() -> None:
    assert _seen(GOOD) == set()


def test_pages_of_the_same_parts_are_drawn_alike_however_many_rows_they_have() -> None:
    one, two = ("<table>" + "<tr><td class='a'>x</td></tr>" * rows + "</table>" for rows in (1, 5))
    other = "<table><tr><td class='a'><a href='/'>x</a></td></tr></table>"
    assert reading.read(one).parts == reading.read(two).parts
    assert reading.read(one).parts != reading.read(other).parts
