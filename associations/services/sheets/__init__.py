"""Register data as people send it, CSV or XLSX: opened with care, read row by row."""

from associations.services.sheets.opening import MAX_ROWS, Problem, Sheet, open_sheet

__all__ = ["MAX_ROWS", "Problem", "Sheet", "open_sheet"]
