"""What is compared of two records, as numbers: the facts on which weights and trees decide.

NaN means that a record says nothing. Everything is the same whichever record comes first.
"""

import numpy as np

from rjhub.engines.linkage import similarity
from rjhub.engines.linkage.similarity import Pairing, alike, jaro_winkler, rarity, same, slips
from rjhub.engines.linkage.table import Column, Floats, Ints, Table

Facts = dict[str, Floats]
_COMMON = 30.0  # years: beyond that, a difference tells nothing more


def facts_of(table: Table, one: Ints, other: Ints) -> Facts:
    """Compare each record of `one` with the one in its place in `other`."""
    return (
        facts_of_identity(table, one, other)
        | _of_place(table, one, other)
        | _of_contact(table, one, other)
        | _of_numbers(table, one, other)
    )


def facts_of_identity(table: Table, one: Ints, other: Ints) -> Facts:
    """The same of names and births alone."""
    return _of_names(table, one, other) | _of_middle_names(table, one, other) | _of_birth(table, one, other)


def _of_names(table: Table, one: Ints, other: Ints) -> Facts:
    given, family, words = table["given"], table["family"], table["family_words"]
    across = alike(jaro_winkler, given, one, family, other)
    back = alike(jaro_winkler, family, one, given, other)
    firsts, lasts = Pairing(given, one, given, other), Pairing(family, one, family, other)
    return {
        "given": firsts.by(jaro_winkler),
        "given_slips": firsts.by(slips),
        "given_form": firsts.by(similarity.nicknames),
        "given_sound": same(table["given_sound"], one, other),
        "initial": same(table["initial"], one, other),
        "given_letters": _shorter(given, one, other),
        "given_rarity": rarity(given, one, other, table.size),
        "family": lasts.by(jaro_winkler),
        "family_slips": lasts.by(slips),
        "family_sound": same(table["family_sound"], one, other),
        "family_part": alike(similarity.shared_word, words, one, words, other),
        "family_rarity": rarity(family, one, other, table.size),
        "swapped_names": np.minimum(across, back),
        "crossed_names": np.fmax(across, back),
        "whole": alike(jaro_winkler, table["whole"], one, table["whole"], other),
        "whole_rarity": rarity(table["whole"], one, other, table.size),
        "full": alike(similarity.in_any_order, table["full"], one, table["full"], other),
    }


def _shorter(column: Column, one: Ints, other: Ints) -> Floats:
    lengths = np.array([*map(len, column.values), 0], dtype=np.float32)
    out: Floats = np.minimum(lengths[column.codes[one]], lengths[column.codes[other]])
    return out


def _of_middle_names(table: Table, one: Ints, other: Ints) -> Facts:
    middle, given, family = table["middle"], table["given"], table["family"]
    both = Pairing(middle, one, middle, other)
    return {
        "middle": both.by(jaro_winkler),
        "middle_slips": both.by(slips),
        "middle_initial": same(table["middle_start"], one, other),
        "middle_as_given": np.fmax(
            alike(jaro_winkler, middle, one, given, other), alike(jaro_winkler, given, one, middle, other)
        ),
        "middle_as_family": np.fmax(
            alike(jaro_winkler, middle, one, family, other), alike(jaro_winkler, family, one, middle, other)
        ),
    }


def _of_birth(table: Table, one: Ints, other: Ints) -> Facts:
    born = table["born"]
    return {
        "born_slips": alike(slips, born, one, born, other),
        "born_swapped": _turned(table, one, other),
        "birthday": same(table["birthday"], one, other),
        "years_apart": np.minimum(np.abs(_years(table, one) - _years(table, other)), _COMMON),
        "new_year": np.fmax(_new_year(born, one), _new_year(born, other)),
        "born_rarity": rarity(born, one, other, table.size),
    }


def _turned(table: Table, one: Ints, other: Ints) -> Floats:
    """1 where day and month stand the other way round."""
    born, turned = table["born"], table["swapped"]
    places = {value: code for code, value in enumerate(born.values)}
    as_born = np.array([*(places.get(value, -2) for value in turned.values), -2])[turned.codes]
    hit = (as_born[one] == born.codes[other]) | (as_born[other] == born.codes[one])
    out: Floats = hit.astype(np.float32)
    out[(born.codes[one] < 0) | (born.codes[other] < 0)] = np.nan
    return out


def _years(table: Table, records: Ints) -> Floats:
    column = table["year"]
    years = [float(value) if value.isdecimal() else np.nan for value in column.values]
    out: Floats = np.array([*years, np.nan], dtype=np.float32)[column.codes[records]]
    return out


def _new_year(born: Column, records: Ints) -> Floats:
    flags = np.array([*(value.endswith("0101") for value in born.values), np.nan], dtype=np.float32)
    out: Floats = flags[born.codes[records]]
    return out


def _of_place(table: Table, one: Ints, other: Ints) -> Facts:
    code, street, town = table["postcode"], table["street"], table["town"]
    streets, towns = Pairing(street, one, street, other), Pairing(town, one, town, other)
    return {
        "postcode_slips": alike(slips, code, one, code, other),
        "outward": same(table["outward"], one, other),
        "postcode_rarity": rarity(code, one, other, table.size),
        "house": alike(slips, table["house"], one, table["house"], other),
        "street": streets.by(jaro_winkler),
        "street_slips": streets.by(slips),
        "street_words": streets.by(similarity.in_any_order),
        "home_rarity": rarity(table["home"], one, other, table.size),
        "town": towns.by(jaro_winkler),
        "town_slips": towns.by(slips),
        "town_rarity": rarity(town, one, other, table.size),
    }


def _of_contact(table: Table, one: Ints, other: Ints) -> Facts:
    phone, email, box = table["phone"], table["email"], table["mailbox"]
    given, family = table["given"], table["family"]
    mails = Pairing(email, one, email, other)
    others = Pairing(table["other"], one, table["other"], other)

    def crosswise(name: Column) -> Floats:
        return np.fmin(
            alike(similarity.contained, box, one, name, other),
            alike(similarity.contained, name, one, box, other),
        )

    return {
        "phone_slips": alike(slips, phone, one, phone, other),
        "phone_rarity": rarity(phone, one, other, table.size),
        "email": mails.by(jaro_winkler),
        "email_slips": mails.by(slips),
        "email_given": crosswise(given),
        "email_family": crosswise(family),
        "sex": same(table["sex"], one, other),
        "other": others.by(jaro_winkler),
        "other_slips": others.by(slips),
        "other_rarity": rarity(table["other"], one, other, table.size),
    }


def _of_numbers(table: Table, one: Ints, other: Ints) -> Facts:
    """Official numbers together: how many are the same, how many are not, and the nearest miss."""
    nothing = np.full(len(one), np.nan, dtype=np.float32)
    apart = [alike(slips, column, one, column, other) for column in table.numbers] or [nothing]
    everything = np.stack(apart)
    known = ~np.isnan(everything).all(axis=0)
    return {
        "numbers_same": np.where(known, (everything == 0).sum(axis=0), np.nan).astype(np.float32),
        "numbers_differ": np.where(known, (everything > 1).sum(axis=0), np.nan).astype(np.float32),
        "numbers_slips": np.fmin.reduce(everything, axis=0).astype(np.float32),
    }
