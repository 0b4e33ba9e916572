"""The first page: tasks that read alike are told apart."""

from datetime import date

from rjhub.cases.models import Task
from rjhub.cases.pages.today import today_for

TODAY = date(2026, 3, 30)


def test_tasks_that_say_the_same_about_one_case_and_day_are_numbered_and_no_others() -> None:
    risk = {"words": "Look at a risk again", "kind": "risk", "case_reference": "SX-1"}
    on = date(2026, 3, 2)
    tasks = [
        Task(**risk, due_on=on),
        Task(**risk | {"case_reference": "SX-2"}, due_on=on),
        Task(**risk, due_on=on),
        Task(**risk, due_on=date(2026, 4, 20)),
    ]
    page = today_for("Marian Okafor", tasks, TODAY, (), besides=(), renewals=())
    assert [line.hint for line in page.late] == [
        "SX-1. Due on 2 March 2026. 1 of 2",
        "SX-2. Due on 2 March 2026",
        "SX-1. Due on 2 March 2026. 2 of 2",
    ]
    assert [line.hint for line in page.later] == ["SX-1. Due on 20 April 2026"]
    assert len({line.href for line in page.late}) == len(page.late)
