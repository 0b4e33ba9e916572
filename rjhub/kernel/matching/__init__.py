"""How names are compared: their parts, their short forms, how they sound."""
