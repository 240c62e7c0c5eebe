import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** Imports: their files while they are read, and the lines that were refused. */
export class Import1764028900000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- next_*: where the worker goes on. Counts and position move in the transaction of the events.
      CREATE TABLE import (
        tenant_id text NOT NULL, import_id uuid NOT NULL, actor text NOT NULL, source text NOT NULL, traceparent text,
        state text NOT NULL CHECK (state IN ('receiving', 'running', 'finished', 'failed')), failure text,
        line_format json, digest text, bytes bigint NOT NULL DEFAULT 0,
        next_byte bigint NOT NULL DEFAULT 0, next_line bigint NOT NULL DEFAULT 1, inside boolean NOT NULL DEFAULT false,
        lines bigint NOT NULL DEFAULT 0, accepted bigint NOT NULL DEFAULT 0, duplicates bigint NOT NULL DEFAULT 0,
        refused bigint NOT NULL DEFAULT 0, quarantined bigint NOT NULL DEFAULT 0, forgotten bigint NOT NULL DEFAULT 0,
        started_at timestamptz NOT NULL, moved_at timestamptz NOT NULL DEFAULT clock_timestamp(), finished_at timestamptz,
        PRIMARY KEY (tenant_id, import_id));
      CREATE INDEX ON import (tenant_id, started_at DESC, import_id DESC);
      CREATE INDEX ON import (state, moved_at) WHERE state IN ('receiving', 'running');

      -- The file's bytes, sealed under the tenant's key; gone as soon as they were read.
      CREATE TABLE import_chunk (
        tenant_id text NOT NULL, import_id uuid NOT NULL, first_byte bigint NOT NULL, size int NOT NULL, sealed bytea NOT NULL,
        PRIMARY KEY (tenant_id, import_id, first_byte));
      ALTER TABLE import_chunk ALTER sealed SET STORAGE EXTERNAL;

      CREATE TABLE import_refusal (
        tenant_id text NOT NULL, import_id uuid NOT NULL, line bigint NOT NULL, code text NOT NULL, detail text NOT NULL, pointer text,
        PRIMARY KEY (tenant_id, import_id, line));
      GRANT SELECT ON import, import_refusal TO ckm_capture_reader;`);
    for (const table of ['import', 'import_chunk', 'import_refusal'])
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY writer ON ${table} TO ckm_capture_writer USING (true) WITH CHECK (true);
        CREATE POLICY reader ON ${table} FOR SELECT TO ckm_capture_reader USING (tenant_id = current_setting('ckm.tenant', true))`);
  }
}
