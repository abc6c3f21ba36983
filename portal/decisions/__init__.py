"""The formal decision on any object, as Hallintolaki 434/2003 §§44–47 asks, sealed as a PDF.

An app makes a decision about its own object (the subject) in the transaction that changes the object's state. The
decision freezes everything that it says; what is corrected becomes a new version beside the old one. Days and
periods come from dated rules (:class:`~portal.decisions.models.AppealRule`), which an official edits.
"""
