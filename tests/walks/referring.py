"""From the thought of it to a case: the referral, the duplicate check, and the hub that takes it on."""

import re
from datetime import date, timedelta
from typing import Any

from rjhub.kernel import clock, references
from tests.walks.walk import SECRETS, Walk

SAVE = "Save and continue"
ALICE, KYLE = "Alice Fenwick", "Kyle Marsden"
AUNT = "Her brother knows that she sleeps at her aunt Ottoline's."
AGREES = {"told": "yes", "agrees_to_contact": "yes", "agrees_to_assessment": "not_known"}


def refers(
    walk: Walk, name: str, *, asked: str = "harmed", district: str, contact: bool = True, **more: Any
) -> str:
    """Somebody at an agency refers Alice and Kyle, page by page; answers with the reference of the referral."""
    who = walk(name).opens("/referrals/sent").presses("Refer somebody")
    draft = who.page.address
    court = {"cj_stage": "community_order"} | more.pop("court", {})
    pages: dict[str, dict[str, Any]] = {
        "circumstances": {"initiator": asked, "raised_by": "police", "aware": "yes", "agreeable": "yes"},
        "happened": {
            "crime_group": "burglary_residential", "crime_reference": "", "when": "day",
            "description": "Her home was broken into while she slept.",
            "happened_on": clock.today() - timedelta(days=90), "district": district, "place": "A house",
        },
        "court": court,
        "harmed-1-who": {"given_name": "Alice", "family_name": "Fenwick", "born_on": date(1984, 2, 11)},
        "harmed-1-contact": {"known": "yes", "channels": ["phone", "text"], "voicemail": "never"} | SECRETS,
        "harmed-1-agreed": AGREES,
        "responsible-1-who": {"given_name": "Kyle", "family_name": "Marsden", "born_on": date(1997, 6, 30)},
        "responsible-1-contact": {"known": "no"},
        "responsible-1-situation": {"responsibility": "accepts"},
        "responsible-1-agreed": AGREES | {"told": "no"},
        "risks": {"responsible_kinds": ["other"], "responsible_other": "He is often late"},
    }  # fmt: skip
    asked_for = {href for _, href in who.page.read.links}
    for key, answers in pages.items():
        if f"{draft}/{key}" in asked_for:
            if who.page.address != f"{draft}/{key}":
                who.opens(f"{draft}/{key}")
            asked_here = who.page.form(SAVE).controls
            given = {"harmed_kinds": ["other"], "harmed_other": AUNT} if "harmed_kinds" in asked_here else {}
            who.presses(SAVE, **given, **answers | more.get(key.replace("-1-", "_"), {}))
    who.opens(draft).follows("Check your answers and send").presses("Send to the hub")
    walk.reference = re.search(references.PATTERN, who.page.words)[0]
    return walk.reference
