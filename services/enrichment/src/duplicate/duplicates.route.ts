import { setImmediate } from 'node:timers/promises';
import { Rejection } from '@ckm/event-sourcing';
import { IdPipe, type Principal, Query, Who } from '@ckm/http';
import { Service, withdrawnItem } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { itemWords } from '../interpretation/item-words.view.js';
import { fingerprintOf, similarityOf } from './fingerprint.js';

interface Duplicate {
  itemId: string;
  customerId: string;
  capturedAt: Date;
  /** 1: the same but for case, punctuation, greetings and the like. */
  similarity: number;
}

interface Original {
  /** Null where nobody may see it any more: withdrawn, or its customer forgotten. */
  text: string | null;
  key: string;
  bands: number[];
}

type Candidate = Omit<Duplicate, 'similarity'> & { text: string };

const MAX_CANDIDATES = 200;
const WITHDRAWN = '(SELECT count(*)::int FROM withdrawn_item WHERE tenant_id = $1)';
const IS_WITHDRAWN = 'EXISTS (SELECT FROM withdrawn_item w WHERE w.tenant_id = $1 AND w.item_id = said.item_id)';
const ORIGINAL = `SELECT CASE WHEN NOT ${IS_WITHDRAWN} THEN text END AS text, key, bands FROM item_words AS said WHERE tenant_id = $1 AND item_id = $2`;
// Withdrawn items are no candidates, but the index still finds them: so many more are read from it.
const CANDIDATES = `SELECT * FROM (
    SELECT item_id AS "itemId", customer_id AS "customerId", captured_at AS "capturedAt", text
    FROM item_words_sharing($3, $4::int4[], 1 + ${MAX_CANDIDATES} + ${WITHDRAWN}) WITH ORDINALITY AS said
    WHERE item_id <> $2 AND NOT ${IS_WITHDRAWN} ORDER BY ordinality LIMIT ${MAX_CANDIDATES}) AS compared
  ORDER BY "capturedAt", "itemId"`;

@Controller()
export class DuplicatesRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/items/:itemId/duplicates',
    role: 'reader',
    summary:
      'The items that say the same as this one, oldest first, at most 200: those that differ in nothing but how they are written down, and of the others the newest; none for one that was forgotten or withdrawn.',
    problems: [404],
  })
  async list(@Param('itemId', IdPipe) itemId: string, @Who() { tenantId }: Principal): Promise<{ data: Duplicate[] }> {
    const { text, candidates } = await this.service.read([itemWords, withdrawnItem], tenantId, async client => {
      const original = await originalIn(client, tenantId, itemId);
      const candidates = original.text === null ? [] : await candidatesFor(client, tenantId, { itemId, ...original });
      return { text: original.text, candidates };
    });
    return { data: text === null ? [] : await duplicatesAmong(candidates, text) };
  }
}

/** @throws Rejection `item-not-found` */
async function originalIn(client: ClientBase, tenantId: string, itemId: string): Promise<Original> {
  const [original] = (await client.query<Original>(ORIGINAL, [tenantId, itemId])).rows;
  if (!original) throw new Rejection('item-not-found');
  return original;
}

async function candidatesFor(
  client: ClientBase,
  tenantId: string,
  { itemId, key, bands }: Original & { itemId: string },
): Promise<Candidate[]> {
  return (await client.query<Candidate>(CANDIDATES, [tenantId, itemId, key, bands])).rows;
}

/** Yields to the event loop between two candidates, for a long text takes some milliseconds. */
async function duplicatesAmong(candidates: Candidate[], original: string): Promise<Duplicate[]> {
  const fingerprint = fingerprintOf(original);
  const duplicates: Duplicate[] = [];
  for (const { text, ...candidate } of candidates) {
    await setImmediate();
    const other = fingerprintOf(text);
    const similarity = similarityOf(fingerprint, other);
    if (similarity > 0) duplicates.push({ ...candidate, similarity: shown(similarity, fingerprint.key === other.key) });
  }
  return duplicates;
}

/** To two decimals; 1 is for the same text, though two long ones with a single difference come closer to it than .99. */
const shown = (similarity: number, isSame: boolean): number =>
  isSame ? 1 : Math.min(0.99, Math.round(similarity * 100) / 100);
