/** @jest-environment ./src/fixture/browser.mjs */
import { fireEvent, screen } from '@testing-library/react';
import { open } from './fixture/open.js';
import {
  cluster,
  historyEntry,
  interpretation,
  opened,
  opportunity,
  page,
  read,
  theme,
  unread,
} from './fixture/examples.js';
import { answer, cutOff, refuse } from './fixture/services.js';

/** Names and keys that are not translated. */
const NAMES = ['ckm', 'English', 'Deutsch', 'Esc', 'Enter', 'j', 'k', 'n'];

/** Every text of the page, also those for screen readers and in tooltips. */
function told(): string[] {
  const texts = document.evaluate('//body//text()', document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  const attributes = ['aria-label', 'placeholder', 'title'].flatMap(name =>
    [...document.querySelectorAll(`[${name}]`)].map(element => element.getAttribute(name)!),
  );
  return [
    ...Array.from({ length: texts.snapshotLength }, (_, nth) => texts.snapshotItem(nth)!.nodeValue!),
    ...attributes,
  ];
}

beforeEach(() => {
  answer('GET /v1/feed', page([read('one', { text: '好', signals: [], themes: [] })], 'more'));
  answer('GET /v1/items/:id', { data: { ...unread('one', '好'), customerId: '1', channel: null } });
  answer('GET /v1/interpretations/:id', { data: interpretation({ interpreter: '甲', signals: [], themes: [] }) });
  answer('GET /v1/themes', {
    data: [theme('a', '盖子', { merged: [{ themeId: 'c', name: '盖' }] }), theme('b', '声音')],
  });
  answer('GET /v1/clusters', page([cluster('c', '铰链', { examples: [] })], 'more'));
  answer('GET /v1/opportunities', page([opportunity('a', '修盖子', { kind: 'IMPROVEMENT' })], 'more'));
  answer('GET /v1/opportunities/:id', { data: opened('a', '修盖子') });
  answer('GET /v1/me', { data: { subject: '佐伊', tenantId: '甲', role: 'steward' } });
  const place = { service: 'sharing', topic: '甲', partition: 1, offset: 1 };
  const parked = { ...place, id: '1', type: null, cause: '因', waits: true, parkedAt: '2026-03-01T11:00:00Z' };
  const hop = { slice: '乙', topic: '甲', lagEvents: 2, lagSeconds: 3 };
  answer('GET /v1/ops/status', { data: [{ service: 'capture', answers: false, head: 3, consumers: [hop] }] });
  answer('GET /v1/ops/parked', {
    ...page([parked, { ...parked, id: '2', waits: false }], 'more'),
    silent: ['capture'],
  });
  answer('GET /v1/ops/projections', page([{ name: '丙', version: 1, build: 1, state: 'live', read: 1, total: 1 }]));
});

describe('the language of the pages', () => {
  it.each(['#feed', '#feed&item=one', '#opportunities&opportunity=a', '#themes', '#operations'])(
    'is Chinese throughout on %s where that was chosen',
    async hash => {
      localStorage.setItem('ckm-language', 'zh');
      await open(hash);
      const latin = told().filter(text => /[a-z]/i.test(text) && !/\p{Script=Han}/u.test(text));
      expect(latin.filter(text => !NAMES.includes(text.trim()))).toEqual([]);
    },
  );

  it('is the one that is chosen, at once and for good', async () => {
    const user = await open('#themes');
    await user.click(screen.getByRole('button', { name: 'Deutsch' }));
    screen.getByRole('heading', { level: 2, name: 'Themen' });
    expect([document.documentElement.lang, document.title, localStorage.getItem('ckm-language')]).toEqual([
      'de',
      'Themen · ckm',
      'de',
    ]);
  });

  it('marks the page’s own texts by its language, and those of a service as English', async () => {
    localStorage.setItem('ckm-language', 'de');
    cutOff('GET /v1/feed');
    refuse('GET /v1/themes', { status: 503, code: 'service-unavailable', detail: 'Enrichment does not answer.' });
    await open('#feed');
    expect(
      screen
        .getByText(/^Keine verständliche Antwort/)
        .closest('[lang]')!
        .getAttribute('lang'),
    ).toBe('de');
    expect(screen.getByText('Enrichment does not answer.').lang).toBe('en');
  });

  it('is that of the browser’s validation messages, too', async () => {
    localStorage.setItem('ckm-language', 'de');
    const user = await open('#feed');
    const [words, rating] = [
      screen.getByLabelText<HTMLTextAreaElement>(/^Die Worte/),
      screen.getByLabelText(/^Bewertung/),
    ];
    await user.click(words);
    await user.click(screen.getByRole('button', { name: 'Aufschreiben' }));
    expect(words.validationMessage).toBe('Hier fehlt noch etwas.');
    await user.type(words, 'Hallo');
    expect(words.validationMessage).toBe('');
    // jsdom does not report an unfinished number such as "1e".
    Object.defineProperty(rating, 'validity', { value: { valid: false, valueMissing: false } });
    fireEvent.invalid(rating);
    expect(rating).toHaveProperty('validationMessage', 'Das ist keine Zahl.');
  });

  it('does not apply to the words of a customer, which are marked with their own', async () => {
    localStorage.setItem('ckm-language', 'de');
    await open('#feed');
    expect(screen.getByText('好').lang).toBe('en');
  });

  it.each([
    ['#feed&item=one', ['המכסה נתקע']],
    ['#themes', ['מכסים', 'מה שסוגר', 'ציר', 'הציר חורק']],
    ['#opportunities&opportunity=a', ['לתקן את המכסה', 'רבים ביקשו']],
  ])('lets words run in the direction of their own on %s', async (hash, texts) => {
    const said = 'המכסה נתקע';
    answer('GET /v1/feed', page([read('one', { text: said, signals: [] })]));
    answer('GET /v1/items/:id', { data: unread('one', said) });
    answer('GET /v1/themes', { data: [theme('a', 'מכסים', { description: 'מה שסוגר' })] });
    answer('GET /v1/clusters', page([cluster('c', 'ציר', { examples: [{ itemId: 'two', text: 'הציר חורק' }] })]));
    const moved = historyEntry('OpportunityMoved', { reason: 'רבים ביקשו' });
    answer('GET /v1/opportunities', page([]));
    answer('GET /v1/opportunities/:id', {
      data: opened('a', 'Lids', { description: 'לתקן את המכסה', history: [moved] }),
    });
    await open(hash);
    const shown = texts.flatMap(text => screen.getAllByText(text, { selector: 'h4, p, q, blockquote' }));
    expect(shown.map(({ dir }) => dir)).toEqual(shown.map(() => 'auto'));
  });
});
