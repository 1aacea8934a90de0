#!/bin/sh
# Writes a random value into each secret file that is not there yet; existing files stay as they are.
set -eu

cd "$(dirname "$0")/../secrets"
# nobody else on this machine gets into the folder
chmod 700 .

for name in django_secret_key db_password; do
  if [ -e "$name.txt" ]; then
    echo "secrets/$name.txt exists, left as it is"
    continue
  fi
  head -c 48 /dev/urandom | base64 | tr -d '\n' > "$name.txt"
  # the folder keeps others out; the user inside the container must be able to read the file
  chmod 444 "$name.txt"
  echo "secrets/$name.txt written"
done
