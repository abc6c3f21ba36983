"""What the fault tests share: workers and a mail server that can be made to fail, and waiting with a deadline."""
