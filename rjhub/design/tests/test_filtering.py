from django.http import QueryDict

from rjhub.design import forms
from rjhub.design.filtering import chosen
from rjhub.design.links import Link


class CaseFilters(forms.Filters):
    name = forms.Line("Name", required=False)
    stage = forms.Choices("Stage", (("new", "New"), ("old", "Old")), required=False)
    since = forms.Date("Since", required=False)


def links(query: str) -> tuple[Link, ...]:
    return chosen(CaseFilters(QueryDict(query)), "/cases")


def test_each_filter_is_a_link_that_takes_it_away_and_starts_again_at_the_beginning() -> None:
    assert links("name=Cole&stage=new&stage=old&after=x") == (
        Link("Name: Cole", "/cases?stage=new&stage=old"),
        Link("Stage: New, Old", "/cases?name=Cole"),
    )


def test_a_date_is_taken_away_with_all_its_parts() -> None:
    date = "since-day=3&since-month=3&since-year=2026"
    assert links(f"name=Cole&{date}") == (
        Link("Name: Cole", f"/cases?{date}"),
        Link("Since: 3 March 2026", "/cases?name=Cole"),
    )


def test_a_filter_that_makes_no_sense_filters_nothing() -> None:
    assert links("stage=purple") == ()
