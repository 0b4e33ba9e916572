"""How far each gateway reaches, what each regime asks for, and which kinds of information need a condition.

The sources are the Acts that the words of `vocabulary` cite. What a party does on another's behalf it does with that
one's powers: Crime and Disorder Act 1998 s.115(1)(b), "a person acting on behalf of" a relevant authority, and
Offender Management Act 2007 s.14(3), contractors.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from rjhub.partnership.agreement.vocabulary import Gateway
from rjhub.partnership.pathway.agency_types import AgencyType as Type
from rjhub.partnership.pathway.vocabulary import Category, Side

POLICE = frozenset({Type.POLICE, Type.ROAD_POLICING})
PROBATION = frozenset({Type.PROBATION, Type.VICTIM_LIAISON})
HEALTH = frozenset({Type.NHS, Type.NHS_ENGLAND})
LOCAL = frozenset({Type.COUNCIL, Type.YOUTH_JUSTICE})
# Data Protection Act 2018 s.30 and Schedule 7; for local bodies and commissioners it depends on the function.
COMPETENT = POLICE | PROBATION | LOCAL | {Type.PRISON, Type.CPS, Type.HMCTS, Type.POLICING_BODY}
# Crime and Disorder Act 1998 s.115(2), as amended.
RELEVANT = POLICE | PROBATION | HEALTH | LOCAL | {Type.POLICING_BODY, Type.HOUSING}
# Offender Management Act 2007 s.14: the Secretary of State, providers and officers; and the listed persons.
SERVICE = PROBATION | {Type.PRISON}
LISTED = POLICE | LOCAL | {Type.CPS, Type.HMCTS, Type.LEGAL_AID}
SUPPORT = frozenset(
    {Type.VICTIM_SUPPORT, Type.VICTIM_CARE, Type.RJ_CHARITY, Type.MEDIATION, Type.HUB, Type.UNIVERSITY}
)
DUTY = POLICE | PROBATION | LOCAL | {Type.PRISON, Type.POLICING_BODY}
SAFEGUARDERS = POLICE | PROBATION | HEALTH | LOCAL | {Type.PRISON, Type.POLICING_BODY}
EVERY_SIDE, EVERY_CATEGORY = frozenset(Side), frozenset(Category)

SPECIAL = frozenset({Category.HEALTH, Category.EQUALITY})  # UK GDPR Art. 9; DPA 2018 s.35(8)
OFFENCES = frozenset({Category.OFFENCE, Category.POLICE})  # UK GDPR Art. 10
BEHIND_THE_WALL = frozenset({Category.CONTACT, Category.SAFETY})  # of people harmed
_SAFE = frozenset({Category.SAFETY, Category.HEALTH, Category.IDENTITY, Category.CONTACT, Category.CASEWORK})


@dataclass(frozen=True)
class Reach:
    """From whom to whom a gateway lets information pass; None is anybody. `rule` says it in words."""

    pairs: tuple[tuple[frozenset[Type] | None, frozenset[Type] | None], ...]
    rule: str
    sides: frozenset[Side] = EVERY_SIDE
    categories: frozenset[Category] = EVERY_CATEGORY

    def lets(self, giver: Iterable[Type], receiver: Iterable[Type]) -> bool:
        """Whether somebody with the powers of these types may give to somebody with those."""
        return any(
            (givers is None or one in givers) and (receivers is None or other in receivers)
            for one, other in product(giver, receiver)
            for givers, receivers in self.pairs
        )


REACH: dict[Gateway, Reach] = {
    Gateway.CRIME_AND_DISORDER_115: Reach(
        ((None, RELEVANT),),
        "it lets anybody give to the police, the commissioner, councils, probation and health bodies, "
        "and to those who act for them",
    ),
    Gateway.YOUTH_JUSTICE_37_38: Reach(
        (
            (frozenset({Type.YOUTH_JUSTICE}), RELEVANT),
            (RELEVANT, frozenset({Type.YOUTH_JUSTICE})),
        ),
        "it lets youth justice services and those who must work with them give to each other",
        sides=frozenset({Side.RESPONSIBLE, Side.NEUTRAL}),
    ),
    Gateway.OFFENDER_MANAGEMENT_14: Reach(
        ((SERVICE, SERVICE | LISTED), (LISTED, SERVICE)),
        "it lets prisons and probation give to each other and to listed persons, and listed persons to them, "
        "never one listed person to another",
    ),
    Gateway.VICTIMS_CODE: Reach(
        ((POLICE | {Type.YOUTH_JUSTICE}, SUPPORT),),
        "it lets the police and youth justice services tell those who support people harmed about people harmed",
        sides=frozenset({Side.HARMED, Side.NEUTRAL}),
    ),
    Gateway.SERIOUS_VIOLENCE_16: Reach(
        ((DUTY, DUTY),),
        "it is for the authorities of the serious violence duty, and leaves out health bodies and health",
        categories=EVERY_CATEGORY - {Category.HEALTH},
    ),
    Gateway.SENTENCING_5: Reach(
        ((frozenset({Type.HMCTS}), None),),
        "it lets the court give a copy of the order that defers sentence, and nothing else",
        sides=frozenset({Side.NEUTRAL, Side.RESPONSIBLE}),
        categories=frozenset({Category.OFFENCE, Category.CASEWORK, Category.IDENTITY}),
    ),
    Gateway.POLICE_COMMON_LAW: Reach(((POLICE, None),), "it lets the police give, and nobody else"),
    Gateway.CHILDREN_ACT_11: Reach(
        ((SAFEGUARDERS, None),),
        "it lets the bodies of section 11 give what keeps a child safe",
        categories=_SAFE,
    ),
    Gateway.CARE_ACT: Reach(
        ((SAFEGUARDERS, None),),
        "it lets safeguarding bodies give what keeps an adult safe",
        categories=_SAFE,
    ),
}
