"""Feedback on accessibility: sent without signing in, answered within 14 days (306/2019, section 8), tracked."""
