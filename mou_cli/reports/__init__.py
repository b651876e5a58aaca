"""What is asked of a desk: each report a function from agreements to a document, each format one way to write it."""
