"""RJ Hub: one restorative justice case, worked by many agencies together."""
