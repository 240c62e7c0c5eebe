import { itemIdOf } from '@ckm/privacy';
import { type Language, type Theme, THEMES } from './sentences.js';

/** So many events before customers begin to speak about the next theme: opportunities arise all along. */
const NEW_THEME_EVERY = 30;
const CUSTOMERS = 9;
const TENANT = 'demo';
export const LANGUAGES: Language[] = ['en', 'de', 'zh'];

/** As CloudEvents 1.0 writes it in structured mode. */
export interface CustomerEvent {
  id: string;
  source: string;
  data: { customerId: string; text: string };
  [attribute: string]: unknown;
}

/** The same for the same number, whenever it is sent. */
export function eventOf(nth: number): CustomerEvent {
  const theme = at(THEMES.slice(0, 1 + Math.floor(nth / NEW_THEME_EVERY)), nth);
  const language = at(LANGUAGES, Math.floor(nth / 5));
  return {
    specversion: '1.0',
    id: `visit-${nth}`,
    source: '/field-service',
    type: 'visit.noted',
    time: new Date(Date.UTC(2026, 10, 2, 8) + nth * 60_000).toISOString(),
    data: {
      customerId: `office-${nth % CUSTOMERS}`,
      text: at(theme.said[language], Math.floor(nth / 2)),
      languageHint: language,
    } as CustomerEvent['data'],
  };
}

/** The id of the item that it becomes, by whichever way it comes. */
export const itemOf = ({ source, id }: CustomerEvent): string => itemIdOf(TENANT, source, id);

const at = <T extends Theme | string>(list: T[], nth: number): T => list[nth % list.length] as T;
