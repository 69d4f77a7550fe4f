"""What a scorecard asks for: what to do next, and what the profile would be then. Pure; nothing is read or written."""
