"""Forms are found on pages and sent in every way in which somebody might try them."""

from rjhub.proving import sending

PAGE = """
<form method="get" action="/search"><input name="q"></form>
<form method="post" action="/people/1/contact?next=2">
  <input type="hidden" name="key" value="k"><input name="why"><textarea name="more"></textarea>
  <input type="radio" name="reason" value="call"><input type="radio" name="reason" value="other">
  <select name="kind"><option value="">Choose</option><option value="mobile">Mobile</option></select>
  <input type="file" name="paper"><button name="go" value="1">Go</button>
</form>
<form method="post"><input type="date" name="on"></form>
<form method="post" action="https://elsewhere.example/"><input name="secret"></form>
"""


def test_forms_that_change_something_here_are_found_with_their_fields() -> None:
    first, second = sending.forms_of("/people/1", PAGE)
    assert (first.address, second.address) == ("/people/1/contact?next=2", "/people/1")
    assert first.hidden == {"key": "k"}
    assert first.typed == ["why", "more"]
    assert first.chosen == {"reason": ["call", "other"], "kind": ["mobile"]}


def test_a_form_is_sent_blank_wrong_and_with_the_first_and_last_of_each_choice() -> None:
    form, _ = sending.forms_of("/people/1", PAGE)
    blank, wrong, first, last = form.ways()
    assert blank == {"key": "k"}
    assert {wrong[name] for name in ("why", "more", "reason", "kind")} == {sending.WRONG}
    assert (first["reason"], last["reason"], first["why"]) == ("call", "other", sending.WORDS)
