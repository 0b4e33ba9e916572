"""Check an exported log of RJ Hub against the receipts that an agency kept. Standard library only.

    python3 check_log.py EXPORT [RECEIPT ...]

Written from docs/checking-the-log.md; shares no code with RJ Hub. Prints what does not fit: exit code 1 if anything.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256, sha512
from uuid import UUID

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
NOBODY = "00000000-0000-0000-0000-000000000000"
PRIME = 2**255 - 19  # from here to `is_signed`: Ed25519 as RFC 8032, section 6, has it
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME


def _add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % PRIME, (p[1] + p[0]) * (q[1] + q[0]) % PRIME
    c, d = 2 * p[3] * q[3] * CURVE % PRIME, 2 * p[2] * q[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def _times(factor, point):
    result = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            result = _add(result, point)
        point, factor = _add(point, point), factor >> 1
    return result


def _point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    square = (y * y - 1) * pow(CURVE * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if (x * x - square) % PRIME or y >= PRIME:
        raise ValueError("not a point of the curve")
    x = PRIME - x if x & 1 != sign else x
    return x, y, 1, x * y % PRIME


def is_signed(public_key, message, signature):
    """Whether an Ed25519 signature is good."""
    s = int.from_bytes(signature[32:], "little")
    try:
        key, commitment = _point(public_key), _point(signature[:32])
    except ValueError:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public_key + message).digest(), "little") % ORDER
    base = _point((4 * pow(5, PRIME - 2, PRIME) % PRIME).to_bytes(32, "little"))
    left, right = _times(s, base), _add(commitment, _times(challenge, key))
    same = all((left[each] * right[2] - right[each] * left[2]) % PRIME == 0 for each in (0, 1))
    return same and s < ORDER and len(signature) == 64


def framed(*values):
    """Each value after its length in 4 bytes; ff ff ff ff for none."""
    return b"".join(b"\xff" * 4 if one is None else len(one).to_bytes(4, "big") + one for one in values)


def number(value):
    return value.to_bytes(8, "big", signed=True)


def text(value):
    return None if value is None else value.encode()


def uuid(value):
    return None if value is None else UUID(value).bytes


def leaf(row, partnership):
    """The digest of a row."""
    at = (datetime.fromisoformat(row["at"].replace("Z", "+00:00")) - EPOCH) // timedelta(microseconds=1)
    begin = [text(row["kind"]), number(row["id"]), number(at), number(partnership), number(row["position"])]
    who = [uuid(row["staff_id"]), uuid(row["agency_id"])]
    if row["kind"] == "entry":
        opened = framed(*begin, text(row["tag"]), *who, text(row["subject_kind"]), text(row["changed"]))
        erased = row["salt"] is None
        references = [None if erased else framed(text(row["subject_id"]), uuid(row["file_id"]))]
    else:
        lists = [text(row[name]) for name in ("sides", "categories", "tables")]
        opened = framed(
            *begin, text(row["door"]), *who, text(row["purpose"]), *lists, number(len(row["files"]))
        )
        references = [None if row["salt"] is None and file == NOBODY else uuid(file) for file in row["files"]]
    whole = opened
    for place, reference in enumerate(references):
        if row["salt"] is None:
            key = bytes.fromhex(row["kept"][place])
        else:
            key = sha256(uuid(row["salt"]) + (place + 1).to_bytes(4, "big")).digest()
        whole += key if reference is None else sha256(key + reference).digest()
    return sha256(whole).digest()


def head(seal, partnership):
    """The head of a seal."""
    said = (
        "RJ Hub seal 1\npartnership {0}\nnumber {number}\nprevious {previous}\nroot {root}\nentries {entries}\n"
        "consultations {consultations}\ntotal {total}\nsince {1}\nsealed {sealed_at}\n"
        "positions {start} {stop} {ceiling}\n"
    )
    return sha256(said.format(partnership, seal["since"] or "-", **seal).encode()).hexdigest()


def faults_of_seals(seals, partnership):
    """Whether each seal is what it says, and follows the one before."""
    before = {"head": "00" * 32, "stop": 0, "number": 0, "total": 0}
    for seal in seals:
        lists = [bytes.fromhex(seal["entry_list"]), bytes.fromhex(seal["consultation_list"])]
        total = before["total"] + sum(map(len, lists)) // 40
        follows = (before["head"], before["stop"], before["number"] + 1, total)
        if follows != (seal["previous"], seal["start"], seal["number"], seal["total"]):
            yield f"seal {seal['number']} does not follow the one before"
        if head(seal, partnership) != seal["head"]:
            yield f"seal {seal['number']} was changed"
        if sha256(b"".join(sha256(one).digest() for one in lists)).hexdigest() != seal["root"]:
            yield f"the lists of seal {seal['number']} were changed"
        before = seal


def faults_of_rows(kind, rows, seals):
    """Whether every row stands as its seal lists it. `rows` are position, number and digest."""
    listed = {}
    for seal in seals:
        whole = bytes.fromhex(seal[f"{kind}_list"])
        for at in range(0, len(whole), 40):
            listed[int.from_bytes(whole[at : at + 8], "big", signed=True)] = (whole[at + 8 : at + 40], seal)
    end = seals[-1]["stop"] if seals else 0
    for position, identifier, digest in rows:
        said, seal = listed.pop(identifier, (None, None))
        if said is None and position < end:
            yield f"{kind} {identifier} was put in"
        elif said is not None and (said != digest or not seal["start"] <= position < seal["stop"]):
            yield f"{kind} {identifier} under seal {seal['number']} was changed"
    yield from (
        f"{kind} {one} under seal {seal['number']} was taken out" for one, (_, seal) in listed.items()
    )


def faults_against(receipts, seals, code):
    """Whether the seals are those of the receipts."""
    heads = {seal["number"]: seal["head"] for seal in seals}
    said = "RJ Hub receipt 1\npartnership {partnership}\nnumber {number}\nentries {entries}\nsealed {sealed_at}\n"
    for receipt in receipts:
        message = (said + "head {head}\n").format(**receipt).encode()
        if not is_signed(bytes.fromhex(receipt["public_key"]), message, bytes.fromhex(receipt["signature"])):
            yield f"the receipt for seal {receipt['number']} was changed: its signature is not good"
        elif heads.get(receipt["number"]) != receipt["head"] or receipt["partnership"] != code:
            yield f"the receipt for seal {receipt['number']} does not fit: the log was replaced, or its end cut off"


def faults(lines, receipts):
    """What does not fit, in words."""
    export, seals, rows = json.loads(next(lines)), [], {"entry": [], "consultation": []}
    for line in lines:
        row = json.loads(line)
        if row["kind"] == "seal":
            seals.append(row)
        else:
            rows[row["kind"]].append((row["position"], row["id"], leaf(row, export["partnership"])))
    yield from faults_of_seals(seals, export["partnership"])
    for kind, found in rows.items():
        yield from faults_of_rows(kind, found, seals)
    yield from faults_against(receipts, seals, export["code"])


if __name__ == "__main__":
    kept = [json.load(open(name, encoding="utf-8")) for name in sys.argv[2:]]
    with open(sys.argv[1], encoding="utf-8") as file:
        wrong = list(faults(file, kept))
    print("\n".join(wrong) or f"Everything fits, with {len(kept)} receipts.")
    sys.exit(bool(wrong))
