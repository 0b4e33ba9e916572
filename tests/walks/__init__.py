"""Whole cases, from referral to closing, as each area works them: real pages, real forms, many people."""
