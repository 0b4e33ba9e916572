"""What components say, where the gallery only shows that they can be seen."""

from typing import Any

import pytest
from django.utils.html import strip_tags
from markupsafe import Markup

from rjhub.design.environment import environment
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Identity, Obstacle, Paging, Row, Shown, Side, Tag, Tone
from rjhub.design.shown import shown

JINJA = environment(autoescape=True)


def drawn(component: str, call: str, **given: Any) -> str:
    macro = call.partition("(")[0]
    source = f'{{% from "design/components/{component}.html" import {macro} %}}{{{{ {call} }}}}'
    return " ".join(JINJA.from_string(source).render(**given).split())


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("<b>", "&lt;b&gt;"),
        ("One\n<i>", "One<br>&lt;i&gt;"),
        (0, "0"),
        (Link("<a>", '/?a="b'), '<a class="govuk-link" href="/?a=&#34;b">&lt;a&gt;</a>'),
        (Tag("Overdue", Tone.LATE), '<strong class="govuk-tag govuk-tag--red">Overdue</strong>'),
        (("One", None), '<ul class="govuk-list rj-shown"><li>One</li><li>'),
        (Markup("<em>safe</em>"), "<em>safe</em>"),
        ("Ann " + "V" * 30 + " <b>", 'Ann <span class="rj-long-word">' + "V" * 30 + "</span> &lt;b&gt;"),
        (Link("V" * 30, "/"), '<a class="govuk-link" href="/"><span class="rj-long-word">' + "V" * 30),
    ],
)
def test_whatever_a_cell_holds_is_drawn_and_never_markup(value: Shown, html: str) -> None:
    assert str(shown(value)).startswith(html)


@pytest.mark.parametrize("nothing", [None, "", ()])
def test_nothing_is_said_to_those_who_listen(nothing: Shown) -> None:
    assert ">Nothing recorded</span>" in shown(nothing)


def test_one_thing_alone_is_no_list_to_those_who_listen() -> None:
    assert shown(("Alice Fenwick",)) == shown("Alice Fenwick")
    assert shown([Tag("Overdue", Tone.LATE)]) == shown(Tag("Overdue", Tone.LATE))


def test_a_sorted_column_says_which_way() -> None:
    columns = (Column("Case", sort_href="?by=-case", sorted="ascending"), Column("Days", numeric=True))
    html = drawn("table", 'table("Cases", columns, rows)', columns=columns, rows=(("A", 3),))
    assert 'aria-sort="ascending"' in html
    assert html.count("aria-sort") == 1
    assert "govuk-table__cell--numeric" in html


def test_an_empty_table_says_so_instead_of_showing_its_head() -> None:
    html = drawn("table", 'table("Cases", columns, (), empty="No case matches.")', columns=(Column("Case"),))
    assert "<table" not in html
    assert "No case matches." in html


@pytest.mark.parametrize(
    ("paging", "said"),
    [
        (Paging(1, 3, 3, things="cases"), "Showing 1 to 3 of 3 cases"),
        (Paging(26, 50, 1000, at_least=True, things="cases"), "Showing 26 to 50 of more than 1,000 cases"),
        (Paging(0, 0, 0, things="cases"), "No cases"),
    ],
)
def test_a_list_says_where_it_stands(paging: Paging, said: str) -> None:
    html = drawn("pagination", "count_of(paging)", paging=paging)
    assert strip_tags(html) == said
    # One run of words: of a status that holds elements Orca reads only what stands in those.
    assert html == f'<div role="status"><p class="govuk-body rj-count-of">{said}</p></div>'


def test_a_list_of_one_page_has_no_way_on() -> None:
    assert "<nav" not in drawn("pagination", "pagination(paging)", paging=Paging(1, 3, 3))


def test_a_link_beside_an_answer_says_what_it_changes() -> None:
    rows = (Row("Date of birth", "3 March 1990", Link("Change", "/born")),)
    html = drawn("summary", "summary_list(rows)", rows=rows)
    assert 'Change <span class="govuk-visually-hidden"> (Date of birth)</span>' in html


def test_a_closed_side_shows_its_reason_and_neither_name_nor_content() -> None:
    source = (
        '{% from "design/components/sides.html" import sides %}'
        "{% call(side) sides(harmed, responsible) %}content of {{ side }}{% endcall %}"
    )
    closed = Side(name="Amina Yusuf", closed="Clause 4.2 does not cover it.")
    html = JINJA.from_string(source).render(harmed=closed, responsible=Side(name="Daniel Cole"))
    assert "Clause 4.2 does not cover it." in html
    assert "Amina" not in html
    assert "content of harmed" not in html
    assert "content of responsible" in html


def test_what_stands_in_the_way_is_listed_and_its_absence_said() -> None:
    thing = Obstacle("Sam has not consented.", "Joan Ellis", Link("Record consent", "/consents"))
    html = drawn("obstacles", 'obstacles("Before a meeting", things)', things=(thing,))
    assert "Sam has not consented." in html
    assert "Joan Ellis" in html
    assert "Nothing stands in the way." in drawn("obstacles", 'obstacles("Before a meeting", ())')


def test_a_side_is_named_by_words_of_its_own_and_says_whose_it_is() -> None:
    """By a label and not by its heading: a heading that names something is passed over once it has left the window."""
    source = (
        '{% from "design/components/sides.html" import sides %}'
        "{% call(side) sides(harmed, other) %}{% endcall %}"
    )
    given = {"harmed": Side("Alice Fenwick"), "other": Side(closed="Not yours.")}
    html = JINJA.from_string(source).render(**given)
    assert 'aria-label="Person harmed: Alice Fenwick"' in html
    assert 'aria-label="Person responsible"' in html
    assert "aria-labelledby" not in html
    assert "Person harmed : Alice Fenwick" in " ".join(strip_tags(html).split())


def test_the_reference_of_a_case_does_not_run_into_what_it_is_about() -> None:
    html = drawn("identity", "identity_bar(identity)", identity=Identity("SX-1", "Burglary"))
    assert "SX-1, Burglary" in " ".join(strip_tags(html).split())
