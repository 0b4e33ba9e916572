"""What people are asked for equality monitoring, if they want to say.

"Not asked" and "prefers not to say" are different answers: the first is ours to mend, the second is theirs.
"""

from rjhub.kernel.vocabulary.code_list import load

NOT_ASKED = "NOT_ASKED"

ETHNICITY = load("ethnicity", "ethnic groups")
SEX = load("sex", "sexes")
GENDER_IDENTITY = load("gender_identity", "gender identities")
SEXUAL_ORIENTATION = load("sexual_orientation", "sexual orientations")
RELIGION = load("religion", "religions and beliefs")
DISABLED = load("disabled", "answers to the Equality Act question")
HEALTH_CONDITION = load("health_condition", "disabilities and health conditions")

ALL = (ETHNICITY, SEX, GENDER_IDENTITY, SEXUAL_ORIENTATION, RELIGION, DISABLED, HEALTH_CONDITION)
