"""What stands round the questions, in each language. The Welsh words are a draft, to be checked by a Welsh speaker."""

from dataclasses import dataclass

from rjhub.feedback.vocabulary import Language


@dataclass(frozen=True)
class Around:
    """What stands round the questions."""

    title: str
    start: tuple[str, ...]
    begin: str
    go_on: str
    finish: str
    page: str
    read_in: str
    leave_out: str
    thanks: str
    after: tuple[str, ...]


AROUND = {
    Language.ENGLISH: Around(
        title="How was it for you?",
        start=(
            (
                "It takes about 5 minutes. You do not have to answer, and you can leave out any question. Nothing else "
                "depends on what you say."
            ),
            (
                "What you answer is kept as you type it. Somebody who supervises the service reads what you write. "
                "Those who "
                "worked with you do not: they see only numbers, from at least five people."
            ),
            (
                "This link opens only here, on this device, from when you start. If you leave the page, it does not "
                "open again."
            ),
        ),
        begin="Start",
        go_on="Continue",
        finish="Send your answers",
        page="Page {number} of {count}",
        read_in="Read this in",
        leave_out="You can leave out any question.",
        thanks="Thank you",
        after=(
            (
                "We have your answers. If you told us that something is wrong, a supervisor reads it within one "
                "working day."
            ),
            (
                "If you are in danger now, ring 999. To talk to somebody at any time, ring Victim Support on 08 08 "
                "16 89 111 or "
                "the Samaritans on 116 123. Both are free."
            ),
            "When you have finished, select “Exit this page”.",
        ),
    ),
    Language.EASY: Around(
        title="How was it for you?",
        start=(
            "We want to know how it was for you. It takes about 5 minutes.",
            "You do not have to answer. You can miss any question.",
            "A supervisor reads what you write. The workers who met you do not read it.",
            "This link only works on this phone or computer. If you leave the page, it does not work again.",
        ),
        begin="Start",
        go_on="Next",
        finish="Send",
        page="Page {number} of {count}",
        read_in="Read this in",
        leave_out="You can miss any question.",
        thanks="Thank you",
        after=(
            (
                "We have got your answers. If something is wrong, a supervisor reads it by the end of the next "
                "working day."
            ),
            (
                "Are you in danger now? Ring 999. To talk to somebody, ring Victim Support on 08 08 16 89 111 or "
                "the Samaritans "
                "on 116 123. It is free."
            ),
            "When you have finished, press “Exit this page”.",
        ),
    ),
    Language.WELSH: Around(
        title="Sut oedd hi i chi?",
        start=(
            (
                "Mae'n cymryd tua 5 munud. Does dim rhaid i chi ateb, a gallwch adael unrhyw gwestiwn allan. Does "
                "dim byd arall "
                "yn dibynnu ar yr hyn a ddywedwch."
            ),
            (
                "Cedwir yr hyn a atebwch wrth i chi ei deipio. Mae rhywun sy'n goruchwylio'r gwasanaeth yn darllen "
                "yr hyn a "
                "ysgrifennwch. Nid yw'r rhai a fu'n gweithio gyda chi yn ei ddarllen: dim ond rhifau maen nhw'n eu "
                "gweld, gan o "
                "leiaf bump o bobl."
            ),
            (
                "Dim ond yma, ar y ddyfais hon, y mae'r ddolen hon yn agor ar ôl i chi ddechrau. Os gadewch y "
                "dudalen, ni fydd "
                "yn agor eto."
            ),
        ),
        begin="Dechrau",
        go_on="Parhau",
        finish="Anfon eich atebion",
        page="Tudalen {number} o {count}",
        read_in="Darllen hyn yn",
        leave_out="Gallwch adael unrhyw gwestiwn allan.",
        thanks="Diolch",
        after=(
            (
                "Mae eich atebion gennym. Os dywedoch wrthym fod rhywbeth o'i le, bydd goruchwyliwr yn ei ddarllen "
                "o fewn un "
                "diwrnod gwaith."
            ),
            (
                "Os ydych mewn perygl nawr, ffoniwch 999. I siarad â rhywun ar unrhyw adeg, ffoniwch Cymorth i "
                "Ddioddefwyr ar "
                "08 08 16 89 111 neu'r Samariaid ar 116 123. Mae'r ddau am ddim."
            ),
            "Pan fyddwch wedi gorffen, dewiswch “Exit this page”.",
        ),
    ),
}
