"""What the values of a pathway file are called when something is wrong with them."""

from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.written.plain_english import PlainEnglish

# What a value is called, where the key that it stands under does not say it.
NOUNS = {
    "to": "stage",
    "also": "check",
    "ask": "agency type",
    "type": "agency type",
    "host": "agency type",
    "agency": "agency type",
    "assessed_by": "agency type",
    "paid_by": "agency type",
    "partners": "agency type",
    "referred_by": "agency type",
    "hand_to": "agency type",
    "who": "role",
    "about": "side",
    "starts": "event",
    "does": "job",
    "categories": "category",
    "offences": "offence group",
    "offence_group": "offence group",
    "reasons": "closing reason",
    "offered": "intervention type",
    "preferred": "intervention type",
    "flags": "flag",
    "stage": "stage",
    "check": "check",
    "role": "role",
    "side": "side",
    "court": "court",
    "courts": "court",
}
IN_WORDS = PlainEnglish(
    whole=Pathway,
    nouns=NOUNS,
    reference="see the list in docs/pathways.md",
    missing={"starts": "this clock does not say what starts it; add 'starts:'"},
)
unknown = IN_WORDS.unknown
