import { setImmediate } from 'node:timers/promises';
import { hitsIn, hitsInEach } from './hits.js';
import { parseQuery } from './search-query.js';

/** What of a text is highlighted. */
const hits = (q: string, text: string): string[] =>
  hitsIn(text, parseQuery(q)).map(({ start, end }) => text.slice(start, end));

describe('hits', () => {
  it('are the words as written in the text, in its order', () => {
    const text = '🙂 Der DRUCKER zieht schief ein. Zwei Druckern fehlt Papier; Straße 5.';
    expect(hits('papier drucker strasse', text)).toEqual(['DRUCKER', 'Druckern', 'Papier', 'Straße']);
  });

  it('of a phrase extend from its first word to its last', () => {
    const text = 'Paper tray: the paper, then the tray. Another PAPER-TRAY!';
    expect(hits('"paper tray"', text)).toEqual(['Paper tray', 'PAPER-TRAY']);
  });

  it('of Chinese are whole words, and only where the whole word occurs', () => {
    const text = '复印机的打印效果好，打印机却又卡纸了。👍打印机!';
    expect(hits('打印机卡纸', text)).toEqual(['打印机', '卡纸', '打印机']);
    expect(hits('又', text)).toEqual(['又']);
    expect(hits('卡纸 纸了', text)).toEqual(['卡纸了']);
  });
});

it('looks for a phrase only at the occurrences of its words, however long the text is', () => {
  let looks = 0;
  const drucker = new Proxy(['drucker'], { get: (words, name) => ((looks += 1), Reflect.get(words, name) as unknown) });
  const looksIn = (text: string): number => {
    looks = 0;
    expect(hitsIn(text, [[[[drucker, ['klemmt']]]]]).map(({ end }) => end)).toEqual([text.length]);
    return looks;
  };
  expect(looksIn(`${'Drucker '.repeat(2_000)}klemmt`)).toBe(looksIn('Drucker klemmt'));
});

it('looks once for what the query repeats', () => {
  const again = Array<string[][]>(100_000).fill([['卡纸'], ['纸卡']]);
  expect(hitsIn('卡纸'.repeat(9_950), [[again]])).toEqual([{ start: 0, end: 19_899 }]);
});

it('other work has its turn between two texts', async () => {
  let [turns, searching] = [0, true];
  const others = (async () => {
    for (; searching; turns += 1) await setImmediate();
  })();
  const texts = Array<string>(20).fill('Der Drucker klemmt.');
  const hits = await hitsInEach(texts, parseQuery('klemmt'));
  searching = false;
  await others;
  expect(hits).toEqual(texts.map(() => [{ start: 12, end: 18 }]));
  expect(turns).toBeGreaterThan(18);
});
