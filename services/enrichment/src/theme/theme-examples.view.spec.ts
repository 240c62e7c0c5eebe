import type { ItemInterpreted } from '@ckm/contracts';
import { type RecordedEvent, rowsOf } from '@ckm/event-sourcing';
import { uuid } from '../fixture/events.js';
import { examplesByTheme, themeExamples } from './theme-examples.view.js';

const span = { start: 0, end: 5 };
const read = (data: Partial<ItemInterpreted>): RecordedEvent =>
  ({
    ...{ type: 'ItemInterpreted', tenantId: 'demo', recordedAt: new Date('2026-11-02T08:15:00Z'), erased: false },
    data: { itemId: uuid(1), language: 'de', signals: [{ span }], themes: [{ themeId: uuid(7) }], ...data },
  }) as unknown as RecordedEvent;

/** A correction, and the reading that comes of it, which may have more themes. */
const corrected = (...themeIds: string[]): RecordedEvent[] => {
  const [said, after] = [themeIds.map(themeId => ({ themeId })), [...themeIds, uuid(9)].map(themeId => ({ themeId }))];
  const reading = read({ corrected: ['themes'], themes: after as never });
  return [{ ...reading, type: 'InterpretationCorrected', data: { itemId: uuid(1), themes: said } } as never, reading];
};

describe('an example', () => {
  it('is an item whose themes a person gave, not one whose themes were only read', () => {
    const language = { ...read({}), type: 'InterpretationCorrected', data: { itemId: uuid(1) } } as never;
    expect(rowsOf(themeExamples, [read({}), language, read({ corrected: ['language'] })])).toEqual([]);
    expect(rowsOf(themeExamples, [read({}), ...corrected(uuid(7))])).toMatchObject([
      { item_id: uuid(1), theme_ids: [uuid(7)], language: 'de', spans: [span] },
    ]);
  });

  it('moves to another theme when it is corrected again', () => {
    expect(rowsOf(themeExamples, [...corrected(uuid(7)), ...corrected(uuid(8))])).toMatchObject([
      { theme_ids: [uuid(8)] },
    ]);
  });

  const said = { themeIds: [uuid(7), uuid(8)], language: 'de', text: 'Papierstau! Und der Toner.' } as const;

  it('has the words of the signals, each once, for each of its themes', () => {
    const spans = [
      { start: 0, end: 11 },
      { start: 0, end: 11 },
      { start: 12, end: 26 },
    ];
    const examples = ['Papierstau!', 'Und der Toner.'].map(text => ({ language: 'de', text }));
    const found = examplesByTheme([{ ...said, themeIds: [...said.themeIds], spans }]);
    expect([...found]).toEqual([
      [uuid(7), examples],
      [uuid(8), examples],
    ]);
  });

  it('has all words of an item without signals, up to the limit of an example', () => {
    const text = '🖨'.repeat(1_001);
    const found = examplesByTheme([{ ...said, themeIds: [uuid(7)], spans: [], text }]);
    expect(found.get(uuid(7))).toEqual([{ language: 'de', text: '🖨'.repeat(1_000) }]);
  });
});
