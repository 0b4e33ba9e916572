"""The addresses of the room, answered."""
