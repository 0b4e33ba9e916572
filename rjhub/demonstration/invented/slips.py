"""Slips in any text: of the finger, of the ear, of a scanner's eye, of the space bar."""

import random
import string

_KEYS = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
    for place, letter in enumerate(row)
}
_BY_EAR = """
ph:f c:k k:c ie:y y:ie ee:ea ea:ee ai:ay z:s s:z mc:mac gh: ll:l l:ll n:nn tt:t w:v ei:ie er:or au:aw e:i
""".split()  # noqa: SIM905 easier to read
_BY_EYE = """
m:rn rn:m l:1 1:l o:0 0:o s:5 5:s cl:d d:cl g:q e:c h:b 6:b u:v ii:n 8:b 2:z
""".split()  # noqa: SIM905 easier to read


class Slips:
    """Makes one slip after another."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def made(self, text: str) -> str:
        """The text with one slip in it; some leave it as it is."""
        if len(text) < 2:  # noqa: PLR2004 nothing to get wrong
            return text
        drawn = self._chance.random()
        if drawn < 0.7:  # noqa: PLR2004 most are of the finger
            return self._of_the_finger(text)
        if drawn < 0.9:  # noqa: PLR2004 as many by ear as by eye
            return self._heard_or_seen(text, _BY_EAR if drawn < 0.8 else _BY_EYE)  # noqa: PLR2004
        return self._of_the_space_bar(text)

    def _of_the_finger(self, text: str) -> str:
        place, kind = self._chance.randrange(len(text)), self._chance.randrange(4)
        before, letter, after = text[:place], text[place], text[place + 1 :]
        near = self._chance.choice(_KEYS.get(letter.lower()) or string.ascii_lowercase)
        if kind == 0:
            return before + after
        if kind == 1:
            return before + near + after
        if kind == 2:  # noqa: PLR2004 the four kinds of one slip
            return before + letter + near + after
        return before + after[:1] + letter + after[1:]

    def _heard_or_seen(self, text: str, table: list[str]) -> str:
        found = [pair for pair in table if pair.partition(":")[0] in text]
        if not found:
            return text
        meant, _, written = self._chance.choice(found).partition(":")
        return text.replace(meant, written, 1)

    def _of_the_space_bar(self, text: str) -> str:
        if " " in text:
            return text.replace(" ", "", 1)
        place = self._chance.randrange(1, len(text))
        return f"{text[:place]} {text[place:]}"
