#!/bin/sh
# Run by the entrypoint of the nginx image before the server starts.
# Reloads nginx every six hours, so that a renewed certificate is picked up.
set -eu

reload_for_ever() {
  while sleep 21600; do
    nginx -s reload || echo "reload failed" >&2
  done
}

reload_for_ever &
