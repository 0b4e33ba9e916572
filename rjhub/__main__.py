"""`python -m rjhub`, the same as `rjhub`."""

from rjhub.cli import main

if __name__ == "__main__":
    main()
