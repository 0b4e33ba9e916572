"""What people were offered and what they said, over all agencies; and a no that holds everywhere."""
