"""A thousand inputs that no author means: `python -m tests.hostile_input`."""
