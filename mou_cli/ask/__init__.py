"""What a person is asked at a terminal: the interview of `mou add`, yes or no, and the editor of `mou edit`."""
