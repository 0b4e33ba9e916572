"""What an information officer does about what was pointed out, and what the program does each hour and night."""
