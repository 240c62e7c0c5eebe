import { createHash } from 'node:crypto';
import { tokensOf } from './tokens.js';

/** A tsvector knows no later place; from there on it is counted anew. It keeps the first 256 places of a lexeme: enough for its rank. */
const PLACES = 16_383;

/**
 * A text as its index sees it, a tsvector: every lexeme with its places. The tenant is a lexeme too, so that the words of others cost a
 * small tenant nothing; no word can look like it.
 */
export function documentOf(text: string, tenantId: string): string {
  const places = new Map<string, Set<number>>();
  for (const { lexemes, place } of tokensOf(text))
    for (const lexeme of lexemes) {
      const known = places.get(lexeme) ?? new Set();
      places.set(lexeme, known.add(1 + (place % PLACES)));
    }
  const words = [...places].map(([lexeme, at]) => `'${lexeme}':${[...at].join()}`);
  return [`'=${md5(tenantId)}'`, ...words].join(' ');
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
