"""The one way out: whatever leaves RJ Hub by mail leaves here, and nothing else of the program can send."""
