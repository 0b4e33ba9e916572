"""What every page is made of: shell, form fields, components, pictures and PDF. Knows no other room."""
