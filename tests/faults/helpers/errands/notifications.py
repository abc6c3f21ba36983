"""Its kind of message."""

from portal.outbox import registry

registry.kind("errands.letter", label="Letter", template="errands/letter")
