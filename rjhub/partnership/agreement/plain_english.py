"""What the values of an agreement file are called when something is wrong with them."""

from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.written.plain_english import PlainEnglish

NOUNS = {
    "from": "agency type",
    "agencies": "agency type",
    "type": "agency type",
    "acts_for": "agency type",
    "to": "recipient",
    "stages": "stage",
    "sides": "side",
    "categories": "category",
    "gateway": "gateway",
    "uk_gdpr": "basis under UK GDPR",
    "part_3": "word for Part 3",
    "special": "condition",
    "offences": "condition",
    "onward": "limit",
    "signs": "signature",
    "regime": "regime",
    "controller": "controller status",
    "role": "role",
    "works_with": "word for whom an agency works with",
}
IN_WORDS = PlainEnglish(
    whole=Agreement,
    nouns=NOUNS,
    reference="see the lists in docs/agreements.md",
    missing={
        "gateway": "this clause has no gateway; add 'gateway:' with the law that lets it be given",
        "basis": "this clause has no lawful basis; add 'basis:' with one for each regime",
        "why": "this clause does not say why it is necessary; add 'why:'",
        "lasts": "this clause does not say for how long; add 'lasts:' with 'months' or 'months_after_closing'",
        "review": "the agreement has no review date; add 'review:' with 'months' or 'on', 24 months at most",
    },
)
