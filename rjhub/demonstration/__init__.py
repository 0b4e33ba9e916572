"""The demonstration: invented people, cases and a cast, to try the program without anybody's data."""
