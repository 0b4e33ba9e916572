"""What is compared of two records, as numbers: the facts on which weights and trees decide.

NaN means that a record says nothing. Everything is the same whichever record comes first.
"""

import numpy as np

from rjhub.engines.linkage import similarity
from rjhub.engines.linkage.similarity import alike, jaro_winkler, rarity, same, slips
from rjhub.engines.linkage.table import Column, Floats, Ints, Table

Facts = dict[str, Floats]
_COMMON = 30.0  # years: beyond that, a difference tells nothing more


def facts_of(table: Table, one: Ints, other: Ints) -> Facts:
    """Compare each record of `one` with the one in its place in `other`."""
    return (
        _of_names(table, one, other)
        | _of_middle_names(table, one, other)
        | _of_birth(table, one, other)
        | _of_place(table, one, other)
        | _of_contact(table, one, other)
        | _of_numbers(table, one, other)
    )


def _of_names(table: Table, one: Ints, other: Ints) -> Facts:
    given, family, words = table["given"], table["family"], table["family_words"]
    across = alike(jaro_winkler, given, one, family, other)
    back = alike(jaro_winkler, family, one, given, other)
    return {
        "given": alike(jaro_winkler, given, one, given, other),
        "given_slips": alike(slips, given, one, given, other),
        "given_form": alike(similarity.nicknames, given, one, given, other),
        "given_sound": same(table["given_sound"], one, other),
        "initial": same(table["initial"], one, other),
        "given_letters": _shorter(given, one, other),
        "given_rarity": rarity(given, one, other, table.size),
        "family": alike(jaro_winkler, family, one, family, other),
        "family_slips": alike(slips, family, one, family, other),
        "family_sound": same(table["family_sound"], one, other),
        "family_part": alike(similarity.shared_word, words, one, words, other),
        "family_rarity": rarity(family, one, other, table.size),
        "swapped_names": np.minimum(across, back),
        "crossed_names": np.fmax(across, back),
        "whole": alike(jaro_winkler, table["whole"], one, table["whole"], other),
        "whole_rarity": rarity(table["whole"], one, other, table.size),
    }


def _shorter(column: Column, one: Ints, other: Ints) -> Floats:
    lengths = np.array([*map(len, column.values), 0], dtype=np.float32)
    out: Floats = np.minimum(lengths[column.codes[one]], lengths[column.codes[other]])
    return out


def _of_middle_names(table: Table, one: Ints, other: Ints) -> Facts:
    middle, given = table["middle"], table["given"]
    start = middle.derived(lambda value: value[:1])
    return {
        "middle": alike(jaro_winkler, middle, one, middle, other),
        "middle_initial": same(start, one, other),
        "middle_as_given": np.fmax(
            alike(jaro_winkler, middle, one, given, other), alike(jaro_winkler, given, one, middle, other)
        ),
    }


def _of_birth(table: Table, one: Ints, other: Ints) -> Facts:
    born, turned = table["born"], table["swapped"]
    return {
        "born_slips": alike(slips, born, one, born, other),
        "born_swapped": alike(_equal, turned, one, born, other),
        "birthday": same(table["birthday"], one, other),
        "years_apart": np.minimum(np.abs(_years(table, one) - _years(table, other)), _COMMON),
        "new_year": np.fmax(_new_year(born, one), _new_year(born, other)),
        "born_rarity": rarity(born, one, other, table.size),
    }


def _equal(one: object, other: object) -> Floats:
    return np.asarray(np.array(one) == np.array(other), dtype=np.float32)


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
    return {
        "postcode_slips": alike(slips, code, one, code, other),
        "outward": same(table["outward"], one, other),
        "postcode_rarity": rarity(code, one, other, table.size),
        "house": alike(slips, table["house"], one, table["house"], other),
        "street": alike(jaro_winkler, street, one, street, other),
        "home_rarity": rarity(table["home"], one, other, table.size),
        "town": alike(jaro_winkler, town, one, town, other),
    }


def _of_contact(table: Table, one: Ints, other: Ints) -> Facts:
    phone, email, box = table["phone"], table["email"], table["mailbox"]
    given, family = table["given"], table["family"]

    def crosswise(name: Column) -> Floats:
        return np.fmin(
            alike(similarity.contained, box, one, name, other),
            alike(similarity.contained, name, one, box, other),
        )

    return {
        "phone_slips": alike(slips, phone, one, phone, other),
        "phone_rarity": rarity(phone, one, other, table.size),
        "email": alike(jaro_winkler, email, one, email, other),
        "email_slips": alike(slips, email, one, email, other),
        "email_given": crosswise(given),
        "email_family": crosswise(family),
        "sex": same(table["sex"], one, other),
        "other": alike(jaro_winkler, table["other"], one, table["other"], other),
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
