"""Who walks: every role, all five areas, both sides of the wall, and somebody without an account."""

WALKERS = (
    "Dean Whitlock",  # police: referrer and lead contact; first, because what is sent others receive
    "Marian Okafor",  # coordinator, Sussex
    "Gareth Pugh",  # facilitator and referrer at the hub
    "Sunita Rao",  # supervisor
    "Helen Marsh",  # administrator and information officer
    "Imogen Farrant",  # commissioner
    "Adaeze Obi",  # probation: facilitator, on the other side of the wall
    "Marcus Bell",  # probation: lead contact
    "Nadia Karim",  # volunteer
    "Esther Lindqvist",  # lead contact for people harmed
    "Bridget Mensah",  # works for two agencies
    "Judith Arkwright",  # coordinator, Hertfordshire
    "Kathleen Robson",  # coordinator, Northumbria
    "Rosalind Peake",  # coordinator, Kent
    "Simon Hollands",  # probation in Kent: referrer, lead contact and facilitator
    "Bernadette Shaw",  # coordinator, Thames Valley
    "Ibrahim Yusuf",  # supervisor and administrator, Thames Valley
)
VISITOR = "A visitor"
