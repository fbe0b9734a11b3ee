"""The sections of a report, as blocks of a document."""
