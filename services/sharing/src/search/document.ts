import { createHash } from 'node:crypto';
import { tokensOf } from './tokens.js';

/** The last position that a tsvector can hold; behind it positions start over. Of a lexeme PostgreSQL keeps 256, enough for its rank. */
const LAST_POSITION = 16_383;

/**
 * The text as a PostgreSQL `tsvector`: every lexeme with its positions. The tenant is a lexeme too, so that the index narrows a search to
 * its tenant; `=` makes it differ from every word.
 */
export function documentOf(text: string, tenantId: string): string {
  const positions = new Map<string, Set<number>>();
  for (const { lexemes, position } of tokensOf(text))
    for (const lexeme of lexemes) {
      const known = positions.get(lexeme) ?? new Set();
      positions.set(lexeme, known.add(1 + (position % LAST_POSITION)));
    }
  const words = [...positions].map(([lexeme, at]) => `'${lexeme}':${[...at].join()}`);
  return [`'=${md5(tenantId)}'`, ...words].join(' ');
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
