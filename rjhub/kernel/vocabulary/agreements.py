"""What people may agree to do at the end of a restorative process."""

from rjhub.kernel.vocabulary.code_list import load

AGREEMENT_ACTIONS = load("agreement_actions", "agreement actions")
