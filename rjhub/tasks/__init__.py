"""Work that waits: announcements, background jobs, clocks."""
