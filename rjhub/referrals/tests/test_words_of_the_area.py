"""The questions of a referral are asked in the words of the area in which it is written."""

from rjhub.partnership.pathway.schema import Words
from rjhub.referrals.forms.draft import Sheet, Writer
from rjhub.referrals.models.draft import Content

KENT = Words(harmed="victim", responsible="offender")


def test_who_asked_first_and_how_they_pleaded_are_asked_in_the_words_of_the_area() -> None:
    sheet = Sheet(content=Content(), writer=Writer(asks_about_harmed=True, words=KENT))
    pages = {page.key: page for page in sheet.pages()}
    first, court = sheet.shown(pages["circumstances"]), sheet.shown(pages["court"])
    assert ("harmed", "The victim") in first.fields["initiator"].choices
    assert court.fields["plea"].label == "How did the offender plead?"


def test_one_area_does_not_change_the_words_of_another() -> None:
    for words, said in ((KENT, "The victim"), (Words(), "The person harmed")):
        sheet = Sheet(content=Content(), writer=Writer(asks_about_harmed=True, words=words))
        form = sheet.shown(next(sheet.pages()))
        assert ("harmed", said) in form.fields["initiator"].choices
