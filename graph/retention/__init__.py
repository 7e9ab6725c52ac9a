"""How long each kind of data is kept, what an open case holds back, and a purge that proves what it removed."""
