"""What is given as money: calls, applications, review, proposals and awards."""
