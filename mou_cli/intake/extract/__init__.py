"""The text in a file of any kind in which communiqués come: plain, HTML, PDF, DOCX."""
