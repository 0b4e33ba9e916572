import re

import jinja2
import pytest
from django.template import TemplateDoesNotExist, engines

from rjhub.design.environment import environment


def draw(source: str, **given: object) -> str:
    return environment(autoescape=True).from_string(source).render(**given)


def test_what_people_typed_is_never_markup() -> None:
    assert draw("{{ name }}", name="<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_a_name_that_is_not_there_stops_the_page() -> None:
    with pytest.raises(jinja2.UndefinedError):
        draw("{{ nowhere }}")


def test_a_govuk_macro_may_leave_its_options_out() -> None:
    source = (
        '{% from "govuk_frontend_jinja/components/input/macro.html" import govukInput %}'
        '{{ govukInput({"id": "a", "name": "a", "label": {"text": "Name"}}) }}'
    )
    assert re.search(r'<label class="govuk-label\s*" for="a">', draw(source))


def test_text_in_paragraphs_keeps_its_line_breaks_and_not_its_tags() -> None:
    html = draw("{{ text | paragraphs }}", text="One\r\ntwo\n\n<b>Three</b>")
    assert html == '<p class="govuk-body">One<br>two</p><p class="govuk-body">&lt;b&gt;Three&lt;/b&gt;</p>'


def test_templates_of_other_packages_are_left_to_djangos_own_engine() -> None:
    with pytest.raises(TemplateDoesNotExist):
        engines["rjhub"].get_template("django/forms/widgets/input.html")
