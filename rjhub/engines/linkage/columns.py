"""Which column of a person file says what: by its usual names, or by a mapping file."""

import re
from collections.abc import Mapping, Sequence

from rjhub.engines.trouble import UnusableError

ID = "id"
IDENTIFIERS = (
    "pnc_id",
    "cro",
    "prison_number",
    "crn",
    "national_insurance",
    "nhs_number",
    "reference",
    "other_number",
)
FIELDS = (
    ID,
    "first_name",
    "middle_name",
    "last_name",
    "full_name",
    "date_of_birth",
    "sex",
    "house",
    "address",
    "address_2",
    "town",
    "postcode",
    "phone",
    "email",
    *IDENTIFIERS,
    "other",
)
_USUAL = {
    ID: "id recid recordid uniqueid personid queryid uid",
    "first_name": "firstname firstnames forename forenames givenname givennames christianname fname",
    "middle_name": "middlename middlenames secondname middle",
    "last_name": "lastname surname familyname sname lname",
    "full_name": "name fullname personname",
    "date_of_birth": "dateofbirth dob birthdate born bornon birthday",
    "sex": "sex gender",
    "house": "streetnumber housenumber house houseno",
    "address": "address address1 addressline1 street streetaddress homeaddress",
    "address_2": "address2 addressline2",
    "town": "town city suburb posttown locality birthplace placeofbirth",
    "postcode": "postcode postalcode zip zipcode postcodefake",
    "phone": "phone telephone mobile phonenumber telephonenumber mobilenumber tel",
    "email": "email emailaddress mail",
    "pnc_id": "pncid pnc pncnumber",
    "cro": "cro cronumber",
    "prison_number": "prisonnumber nomsnumber nomis nomsid offenderno",
    "crn": "crn deliuscrn probationnumber",
    "national_insurance": "nationalinsurance nationalinsurancenumber nino ni ninumber",
    "nhs_number": "nhsnumber nhsno nhs",
    "reference": "agencyref agencyreference reference ref custodyref",
    "other_number": "socsecid ssn socialsecuritynumber nationalid passportnumber drivinglicence",
    "other": "occupation other",
}
_BY_NAME = {name: field for field, names in _USUAL.items() for name in names.split()}
_TELLING = frozenset(FIELDS) - {ID, "sex", "middle_name", "other", "address_2", "house", "town"}


def recognised(header: Sequence[str], mapping: Mapping[str, str], place: str) -> dict[str, int]:
    """Say for each field in which column it stands; the first column of a usual name counts.

    `mapping` gives the column of a field where its name is not a usual one, and goes before.
    Raises UnusableError where there is no id, nothing to compare, or the mapping names what is not there.
    """
    found = _mapped(header, mapping, place)
    taken = set(found.values())
    for number, name in enumerate(header):
        field = _BY_NAME.get(re.sub(r"[^a-z0-9]", "", name.casefold()))
        if field and field not in found and number not in taken:
            found[field] = number
    named = ", ".join(name.strip() for name in header if name.strip()) or "none"
    if ID not in found:
        raise UnusableError(
            f"{place} has no column of ids. Call one `id` (or rec_id), or name yours with --columns. "
            f"Its columns: {named}."
        )
    if not _TELLING & found.keys():
        raise UnusableError(
            f"{place} has no column by which people can be told apart, such as first_name, last_name or "
            f"date_of_birth. Name yours with --columns. Its columns: {named}."
        )
    return found


def _mapped(header: Sequence[str], mapping: Mapping[str, str], place: str) -> dict[str, int]:
    numbers = {name.strip().casefold(): number for number, name in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    for field, name in mapping.items():
        if field not in FIELDS:
            raise UnusableError(f"The mapping has the field {field}; it may have {', '.join(FIELDS)}.")
        if (number := numbers.get(name.strip().casefold())) is None:
            raise UnusableError(f"{place} has no column {name}, which the mapping gives for {field}.")
        found[field] = number
    return found
