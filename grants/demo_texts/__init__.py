"""The demo's calls, what was applied for, and the officers' words. Texts are data, not interface."""
