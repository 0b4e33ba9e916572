"""From "somebody asked" to accepted or declined, and why: by agencies, by the public, and by import."""
