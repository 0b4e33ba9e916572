"""What can be done with partnerships, agencies, staff and pathways."""
