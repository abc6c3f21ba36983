"""Tests: one folder per app, browser/ with a real Chromium, faults/ that kill real processes, ops/ for the set-up."""
