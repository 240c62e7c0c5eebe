import { setImmediate } from 'node:timers/promises';
import { Rejection } from '@ckm/event-sourcing';
import { IdPipe, type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { itemWords } from '../interpretation/item-words.view.js';
import { withdrawnItem } from '../interpretation/withdrawn-item.view.js';
import { fingerprintOf, similarityOf } from './fingerprint.js';

interface Repeat {
  itemId: string;
  customerId: string;
  capturedAt: Date;
  /** 1: they differ in nothing but how they are written down. */
  similarity: number;
}

interface Compared {
  /** Null where nobody may see it any more. */
  text: string | null;
  key: string;
  bands: number[];
}
type Candidate = Omit<Repeat, 'similarity'> & { text: string };

/** Candidates that are compared: what was withdrawn is none. */
const MOST = 200;
const WITHDRAWN = '(SELECT count(*)::int FROM withdrawn_item WHERE tenant_id = $1)';
const IS_WITHDRAWN = 'EXISTS (SELECT FROM withdrawn_item w WHERE w.tenant_id = $1 AND w.item_id = said.item_id)';
const SAID = `SELECT CASE WHEN NOT ${IS_WITHDRAWN} THEN text END AS text, key, bands FROM item_words AS said WHERE tenant_id = $1 AND item_id = $2`;
const SHARING = `SELECT * FROM (
    SELECT item_id AS "itemId", customer_id AS "customerId", captured_at AS "capturedAt", text
    FROM item_words_sharing($3, $4::int4[], 1 + ${MOST} + ${WITHDRAWN}) WITH ORDINALITY AS said
    WHERE item_id <> $2 AND NOT ${IS_WITHDRAWN} ORDER BY ordinality LIMIT ${MOST}) AS compared
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
  async list(@Param('itemId', IdPipe) itemId: string, @Who() { tenantId }: Principal): Promise<{ data: Repeat[] }> {
    const { text, candidates } = await this.service.read([itemWords, withdrawnItem], tenantId, async client => {
      const said = await comparedIn(client, tenantId, itemId);
      const candidates = said.text === null ? [] : await sharing(client, tenantId, { itemId, ...said });
      return { text: said.text, candidates };
    });
    return { data: text === null ? [] : await repeatsOf(text, candidates) };
  }
}

async function comparedIn(client: ClientBase, tenantId: string, itemId: string): Promise<Compared> {
  const [said] = (await client.query<Compared>(SAID, [tenantId, itemId])).rows;
  if (!said) throw new Rejection('item-not-found');
  return said;
}

async function sharing(
  client: ClientBase,
  tenantId: string,
  said: Compared & { itemId: string },
): Promise<Candidate[]> {
  const { rows } = await client.query<Candidate>(SHARING, [tenantId, said.itemId, said.key, said.bands]);
  return rows;
}

/** Lets others have their turn between two texts: a long one takes some milliseconds. */
async function repeatsOf(words: string, candidates: Candidate[]): Promise<Repeat[]> {
  const said = fingerprintOf(words);
  const repeats: Repeat[] = [];
  for (const { text, ...candidate } of candidates) {
    await setImmediate();
    const similarity = similarityOf(said, fingerprintOf(text));
    if (similarity > 0) repeats.push({ ...candidate, similarity: rounded(similarity) });
  }
  return repeats;
}

const rounded = (share: number): number => Math.round(share * 100) / 100;
