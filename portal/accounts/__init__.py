"""Who signs in: the e-mail-keyed user, dated staff roles and their rights, sign-in with a second factor for staff."""
