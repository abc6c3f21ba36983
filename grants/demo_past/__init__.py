"""Applications of the past for the demo: rows as they would stand had people made them then.

The services always act now, on purpose: nobody can make yesterday's decision today. So what lies back is inserted
directly, in bulk, with the record as it would have been written; demo data is the one place where that is right.
"""
