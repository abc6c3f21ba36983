"""The invented associations of the demo, a module a group of sectors, and their people. Texts are data, not interface.

Numbers lie outside of what is given out: register numbers from 900.000, Business IDs from 9000000, accounts of a bank
group that doesn't exist, telephone numbers that nobody can have.
"""
