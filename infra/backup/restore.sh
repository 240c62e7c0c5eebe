#!/usr/bin/env bash
# restore.sh FOLDER: fills the empty database of $DATABASE_URL with what dump.sh made; all of it or nothing.
# Afterwards `ckm provision` with the master key of that time (or `ckm up`, which does so) sets the passwords.
set -euo pipefail
folder=$1
psql --quiet --no-psqlrc --dbname="$DATABASE_URL" --set=ON_ERROR_STOP=1 --single-transaction --file="$folder/roles.sql"
pg_restore --dbname="$DATABASE_URL" --exit-on-error --single-transaction "$folder/database.dump"
psql --quiet --no-psqlrc --dbname="$DATABASE_URL" --command='ANALYZE'
