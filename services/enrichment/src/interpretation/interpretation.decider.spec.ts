import type { DomainEvent, ItemInterpreted, Signal, ThemeMatch } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { type Corrections, NO_CORRECTIONS } from './corrections.js';
import {
  categoriseInterpretation,
  correctInterpretation,
  interpretation,
  moveInterpretation,
} from './interpretation.decider.js';

const itemId = '0a52b1d6-1111-5111-8111-000000000001';
const customerId = '0a52b1d6-2222-5222-8222-000000000002';
const theme = (n: number, confidence = 1): ThemeMatch => ({
  themeId: `0a52b1d6-3333-5333-8333-00000000000${n}`,
  theme: `theme ${n}`,
  confidence,
});
const signal = (type: Signal['type'], start: number, end: number, more: Partial<Signal> = {}): Signal => ({
  ...{ type, kind: null, expression: 'EXPRESSED', span: { start, end }, text: 'x'.repeat(end - start), rule: 'r' },
  ...{ sentiment: { label: 'neutral', score: 0 }, confidence: 0.8, rationale: null },
  ...more,
});

const read = (version: string, more: Partial<ItemInterpreted> = {}): ItemInterpreted => ({
  itemId,
  customerId,
  interpreter: 'rules',
  version,
  language: 'de',
  sentiment: { label: 'negative', score: -0.6 },
  signals: [],
  themes: [theme(1, 0.5)],
  nearestTheme: theme(1, 0.5),
  ...more,
});
const interpreted = (version: string, more: Partial<ItemInterpreted> = {}): DomainEvent<'ItemInterpreted'> => ({
  type: 'ItemInterpreted',
  data: read(version, more),
});
const said = (more: Partial<Corrections>): Corrections => ({ ...NO_CORRECTIONS, ...more });
const correctedBy = (more: Partial<Corrections>): DomainEvent<'InterpretationCorrected'> => ({
  type: 'InterpretationCorrected',
  data: { itemId, customerId, ...said(more) },
});

describe('an interpretation', () => {
  it('is recorded', () => given(interpretation).when(read('1')).then(interpreted('1')));

  it('is recorded once for each interpreter version', () =>
    given(interpretation, interpreted('1')).when(read('1')).then());

  it('is superseded by that of a newer version', () =>
    given(interpretation, interpreted('1')).when(read('2')).then(interpreted('2')));

  it('is not recorded again for a version that was superseded', () =>
    given(interpretation, interpreted('1'), interpreted('2')).when(read('1')).then());
});

describe('a correction', () => {
  it('needs an interpretation', () =>
    given(correctInterpretation)
      .when(said({ language: 'en' }))
      .thenRejected('interpretation-not-found'));

  it('is recorded together with the whole corrected reading', () =>
    given(correctInterpretation, interpreted('1'))
      .when(said({ themes: [theme(2)] }))
      .then(
        correctedBy({ themes: [theme(2)] }),
        interpreted('1', { themes: [theme(2)], nearestTheme: theme(2), corrected: ['themes'] }),
      ));

  it('is not recorded again where the same was corrected before', () =>
    given(
      correctInterpretation,
      interpreted('1'),
      correctedBy({ themes: [theme(2)] }),
      interpreted('1', { themes: [theme(2)], nearestTheme: theme(2), corrected: ['themes'] }),
    )
      .when(said({ themes: [theme(2)] }))
      .then());

  it('that agrees with the reading is recorded, so that it holds against later readings', () =>
    given(correctInterpretation, interpreted('1'))
      .when(said({ language: 'de' }))
      .then(correctedBy({ language: 'de' }), interpreted('1', { corrected: ['language'] })));

  it('of one part leaves earlier corrections of other parts', () => {
    const sentiment = { label: 'positive', score: 1 } as const;
    const none = interpreted('1', { themes: [], nearestTheme: null, corrected: ['themes'] });
    given(correctInterpretation, interpreted('1'), correctedBy({ themes: [] }), none)
      .when(said({ sentiment }))
      .then(
        correctedBy({ sentiment }),
        interpreted('1', { themes: [], nearestTheme: null, sentiment, corrected: ['themes', 'sentiment'] }),
      );
  });
});

describe('a corrected signal', () => {
  const wish = signal('REQUEST', 0, 10);
  const fault = signal('PROBLEM', 0, 10);
  const deny = correctedBy({ denied: [{ type: 'PROBLEM', span: fault.span }] });
  const corrected = ['signals'] as const;

  it('is removed where it is denied', () =>
    given(correctInterpretation, interpreted('1', { signals: [wish, fault] }))
      .when(said({ denied: deny.data.denied }))
      .then(deny, interpreted('1', { signals: [wish], corrected: [...corrected] })));

  it('can be denied only where it was read', () =>
    given(correctInterpretation, interpreted('1', { signals: [wish] }))
      .when(said({ denied: deny.data.denied }))
      .thenRejected('signal-not-found'));

  it('is not denied again where it was denied before', () =>
    given(correctInterpretation, interpreted('1', { signals: [fault] }), deny, interpreted('1'))
      .when(said({ denied: deny.data.denied }))
      .then());

  it('is added in the order of the text', () => {
    const later = signal('QUESTION', 20, 30);
    const stated = [signal('PRAISE', 12, 18, { rule: 'correction' })];
    given(correctInterpretation, interpreted('1', { signals: [wish, later] }))
      .when(said({ stated }))
      .then(
        correctedBy({ stated }),
        interpreted('1', { signals: [wish, ...stated, later], corrected: [...corrected] }),
      );
  });

  it('is replaced by one of another type', () => {
    const stated = [signal('REQUEST', 0, 10, { rule: 'correction' })];
    const { denied } = deny.data;
    given(correctInterpretation, interpreted('1', { signals: [fault] }))
      .when(said({ denied, stated }))
      .then(correctedBy({ denied, stated }), interpreted('1', { signals: stated, corrected: [...corrected] }));
  });

  it('comes back where somebody states it again', () =>
    given(correctInterpretation, interpreted('1', { signals: [fault] }), deny, interpreted('1'))
      .when(said({ stated: [fault] }))
      .then(correctedBy({ stated: [fault] }), interpreted('1', { signals: [fault], corrected: [...corrected] })));
});

describe('many corrected signals', () => {
  const all = Array.from({ length: 101 }, (_, nth) => signal('REQUEST', 10 * nth, 10 * nth + 5));
  const [stated, further] = [all.slice(1), all.slice(0, 1)];

  it('are at most 100 stated ones of an item', () =>
    given(correctInterpretation, interpreted('1'), correctedBy({ stated }), interpreted('1'))
      .when(said({ stated: further }))
      .thenRejected('signals-too-many'));

  it('do not prevent the correction of another part, even where they are more than 100', () =>
    given(correctInterpretation, interpreted('1'), correctedBy({ stated: all }), interpreted('1', { signals: all }))
      .when(said({ language: 'en' }))
      .then(
        correctedBy({ language: 'en' }),
        interpreted('1', { language: 'en', signals: all, corrected: ['signals', 'language'] }),
      ));
});

describe('an item that is categorised with many others', () => {
  const about = said({ themes: [theme(2)] });
  const none = { themes: [], nearestTheme: null };

  it('is corrected to the theme', () =>
    given(categoriseInterpretation, interpreted('1', none))
      .when(about)
      .then(
        correctedBy(about),
        interpreted('1', { themes: [theme(2)], nearestTheme: theme(2), corrected: ['themes'] }),
      ));

  it('keeps a theme that it got meanwhile, read or corrected', () => {
    given(categoriseInterpretation, interpreted('1', none), interpreted('2')).when(about).then();
    given(categoriseInterpretation).when(about).thenRejected('interpretation-not-found');
  });

  it('gets no theme where a person said that it has none', () => {
    const people = [correctedBy({ themes: [] }), interpreted('1', { ...none, corrected: ['themes'] })];
    given(categoriseInterpretation, interpreted('1'), ...people)
      .when(about)
      .then();
  });
});

describe('an item that moves to a theme that is split off', () => {
  const [old, added] = [theme(1), theme(3)];
  const move = { itemId, kin: [old.themeId], themeId: old.themeId, newThemeId: theme(2).themeId, name: 'theme 2' };
  const said = (...themes: ThemeMatch[]) => [
    correctedBy({ themes }),
    interpreted('1', { themes, nearestTheme: themes[0], corrected: ['themes'] }),
  ];

  it('has the new theme, and themes that people gave it meanwhile', () =>
    given(moveInterpretation, interpreted('1'), ...said(old, added))
      .when(move)
      .then(...said(theme(2), added)));

  const [guess, after] = [theme(4, 0.51), [theme(2), theme(4, 0.51)]];
  const went = [
    correctedBy({ themes: [theme(2)] }),
    interpreted('1', { themes: after, nearestTheme: theme(2), corrected: ['themes'] }),
  ];
  const moved = [interpreted('1', { themes: [theme(1, 0.9), guess] }), ...went];

  it('keeps themes that were only read, but not as corrections', () => {
    given(moveInterpretation, ...moved.slice(0, 1))
      .when(move)
      .then(...went);
    given(moveInterpretation, ...moved)
      .when(move)
      .then();
    given(correctInterpretation, ...moved)
      .when({ ...NO_CORRECTIONS, language: 'en' })
      .then(
        correctedBy({ language: 'en' }),
        interpreted('1', {
          ...{ themes: after, nearestTheme: theme(2), language: 'en', corrected: ['themes', 'language'] },
        }),
      );
  });

  it('loses themes that were only read where people correct it to the new theme alone', () =>
    given(correctInterpretation, ...moved)
      .when({ ...NO_CORRECTIONS, themes: [theme(2)] })
      .then(...said(theme(2))));

  it('has the new theme in a later reading, without themes that were only read before', () =>
    given(interpretation, ...moved)
      .when(read('2', { themes: [theme(1, 0.9)] }))
      .then(interpreted('2', { themes: [theme(2)], nearestTheme: theme(2), corrected: ['themes'] })));

  it('keeps the theme that people gave it meanwhile', () =>
    given(moveInterpretation, interpreted('1'), ...said(added))
      .when(move)
      .then());
});

describe('an item whose customer was forgotten', () => {
  const gone = signal('REQUEST', 0, 10, { text: null as never });

  it('cannot be corrected', () =>
    given(correctInterpretation, interpreted('1', { signals: [gone] }))
      .when(said({ themes: [] }))
      .thenRejected('item-forgotten'));

  it('is not interpreted again', () =>
    given(interpretation, interpreted('1'), correctedBy({ stated: [gone] }))
      .when(read('2'))
      .then());
});

describe('a later reading', () => {
  const after = (correction: Partial<Corrections>, ...history: DomainEvent<'ItemInterpreted'>[]) =>
    given(interpretation, ...history, interpreted('1'), correctedBy(correction), interpreted('1'));

  it('has the themes, sentiment and language that people corrected', () => {
    const sentiment = { label: 'neutral', score: 0 } as const;
    const correction = { themes: [theme(2)], sentiment, language: 'en' } as const;
    after({ ...correction, themes: [theme(2)] })
      .when(read('2', { themes: [theme(3, 0.9)], nearestTheme: theme(3, 0.9), language: 'zh' }))
      .then(
        interpreted('2', {
          ...correction,
          themes: [theme(2)],
          nearestTheme: theme(2),
          corrected: ['themes', 'sentiment', 'language'],
        }),
      );
  });

  it('does not have denied signals, even where it cuts the sentence elsewhere', () =>
    after({ denied: [{ type: 'PROBLEM', span: { start: 5, end: 20 } }] })
      .when(read('2', { signals: [signal('PROBLEM', 0, 12), signal('PROBLEM', 20, 30), signal('PRAISE', 5, 20)] }))
      .then(
        interpreted('2', {
          signals: [signal('PRAISE', 5, 20), signal('PROBLEM', 20, 30)],
          corrected: ['signals'],
        }),
      ));

  it('has the signals that people stated, as they stated them', () => {
    const stated = [signal('REQUEST', 0, 10, { kind: 'NEED', rule: 'correction' })];
    after({ stated })
      .when(read('2', { signals: [signal('REQUEST', 0, 14), signal('PRAISE', 20, 30)] }))
      .then(interpreted('2', { signals: [...stated, signal('PRAISE', 20, 30)], corrected: ['signals'] }));
  });
});
