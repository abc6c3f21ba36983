"""Private attachments and made documents: checked by content, stored by hash, given only by the parent's permission."""
