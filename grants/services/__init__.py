"""Every write on grants: the applicant's side, review, decision, one module each."""
