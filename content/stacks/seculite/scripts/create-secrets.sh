#!/bin/sh
# Makes the secret files of production that do not exist yet.
set -eu

folder="$(dirname "$0")/../secrets"
# the folder keeps other users of this machine out
chmod 700 "$folder"

for name in postgres_password django_secret_key; do
  file="$folder/$name.txt"
  if [ ! -e "$file" ]; then
    openssl rand -hex 32 > "$file"
    # Compose mounts the file as it is, and the user in the container is neither owner nor group
    chmod 644 "$file"
    echo "made secrets/$name.txt"
  fi
done
