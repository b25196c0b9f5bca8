#!/bin/sh
# Reads lines, writes them as the model sees them: small ASCII letters, the bytes of all other letters as they are, one
# space between words and at both ends. Bytes, not characters: every awk and every locale then gives the same.
LC_ALL=C
export LC_ALL
tr 'A-Z' 'a-z' | tr -c 'a-z\n\200-\377' ' ' | sed 's/  */ /g; s/^ *//; s/ *$//; s/.*/ & /'
