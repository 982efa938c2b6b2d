"""How pages show what is told: words marked, places named, ways to lead on."""
