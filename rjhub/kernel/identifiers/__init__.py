"""Numbers and addresses by which agencies know a person or a matter: checked, and kept in one form.

One module a kind. Each has `parse(text)`, which gives the one form that is stored or raises Invalid with a
sentence that says what is wrong and shows an example. None of them guesses: where two readings are possible,
the person is asked.
"""
