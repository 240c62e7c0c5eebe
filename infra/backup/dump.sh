#!/usr/bin/env bash
# dump.sh FOLDER: dumps the database of $DATABASE_URL, as one snapshot of all that is in it, while services run.
# Needs pg_dump and pg_dumpall of the server's major version, and a superuser (or pg_read_all_data with BYPASSRLS).
set -euo pipefail
folder=$1
mkdir -p "$folder"
# Without passwords: they follow from the master key, and `ckm provision` sets them. Roles are the server's, and may be there when a database is not.
pg_dumpall --dbname="$DATABASE_URL" --roles-only --no-role-passwords \
  | sed -nE 's/ GRANTED BY [^;]+//
      /^(CREATE ROLE|ALTER ROLE|GRANT) "?ckm_/{
        s/^(CREATE ROLE .*;)$/DO $$BEGIN \1 EXCEPTION WHEN duplicate_object THEN NULL; END$$;/
        p
      }' > "$folder/roles.sql"
pg_dump --dbname="$DATABASE_URL" --format=custom --file="$folder/database.dump"
