"""Who works together: areas, hubs, agencies, staff, roles, training levels, pathways."""
