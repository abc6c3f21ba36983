"""The formal decision on any object, as Hallintolaki 434/2003 §§44–47 asks, sealed as a PDF."""
