"""What people type: each command, and what it sets up. Imports nothing: it runs before anything is installed."""
