"""The addresses of signing in: allauth's views, drawn as our pages."""
