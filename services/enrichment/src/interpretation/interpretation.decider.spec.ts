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
  it('is kept', () => given(interpretation).when(read('1')).then(interpreted('1')));

  it('is made once by one interpreter version', () => given(interpretation, interpreted('1')).when(read('1')).then());

  it('is superseded by a newer version and stays in the stream', () =>
    given(interpretation, interpreted('1')).when(read('2')).then(interpreted('2')));

  it('is not made again by a version that a newer one superseded', () =>
    given(interpretation, interpreted('1'), interpreted('2')).when(read('1')).then());
});

describe('a correction', () => {
  it('needs something that was read', () =>
    given(correctInterpretation)
      .when(said({ language: 'en' }))
      .thenRejected('interpretation-not-found'));

  it('is kept, and gives the whole reading as it then is', () =>
    given(correctInterpretation, interpreted('1'))
      .when(said({ themes: [theme(2)] }))
      .then(
        correctedBy({ themes: [theme(2)] }),
        interpreted('1', { themes: [theme(2)], nearestTheme: theme(2), corrected: ['themes'] }),
      ));

  it('is already so when the same was said before', () =>
    given(
      correctInterpretation,
      interpreted('1'),
      correctedBy({ themes: [theme(2)] }),
      interpreted('1', { themes: [theme(2)], nearestTheme: theme(2), corrected: ['themes'] }),
    )
      .when(said({ themes: [theme(2)] }))
      .then());

  it('that says what was read is one all the same: nobody else may say otherwise', () =>
    given(correctInterpretation, interpreted('1'))
      .when(said({ language: 'de' }))
      .then(correctedBy({ language: 'de' }), interpreted('1', { corrected: ['language'] })));

  it('of one part leaves what was said of others', () => {
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

  it('is taken away where there is none', () =>
    given(correctInterpretation, interpreted('1', { signals: [wish, fault] }))
      .when(said({ denied: deny.data.denied }))
      .then(deny, interpreted('1', { signals: [wish], corrected: [...corrected] })));

  it('can only be taken away where one was read', () =>
    given(correctInterpretation, interpreted('1', { signals: [wish] }))
      .when(said({ denied: deny.data.denied }))
      .thenRejected('signal-not-found'));

  it('is already away when it was taken away before', () =>
    given(correctInterpretation, interpreted('1', { signals: [fault] }), deny, interpreted('1'))
      .when(said({ denied: deny.data.denied }))
      .then());

  it('is added in the order of the words', () => {
    const later = signal('QUESTION', 20, 30);
    const stated = [signal('PRAISE', 12, 18, { rule: 'correction' })];
    given(correctInterpretation, interpreted('1', { signals: [wish, later] }))
      .when(said({ stated }))
      .then(
        correctedBy({ stated }),
        interpreted('1', { signals: [wish, ...stated, later], corrected: [...corrected] }),
      );
  });

  it('is changed: the one goes, the other comes', () => {
    const stated = [signal('REQUEST', 0, 10, { rule: 'correction' })];
    const { denied } = deny.data;
    given(correctInterpretation, interpreted('1', { signals: [fault] }))
      .when(said({ denied, stated }))
      .then(correctedBy({ denied, stated }), interpreted('1', { signals: stated, corrected: [...corrected] }));
  });

  it('comes back when somebody states it again', () =>
    given(correctInterpretation, interpreted('1', { signals: [fault] }), deny, interpreted('1'))
      .when(said({ stated: [fault] }))
      .then(correctedBy({ stated: [fault] }), interpreted('1', { signals: [fault], corrected: [...corrected] })));
});

describe('many corrected signals', () => {
  const all = Array.from({ length: 101 }, (_, nth) => signal('REQUEST', 10 * nth, 10 * nth + 5));
  const [stated, further] = [all.slice(1), all.slice(0, 1)];

  it('are at most 100 that people state of an item', () =>
    given(correctInterpretation, interpreted('1'), correctedBy({ stated }), interpreted('1'))
      .when(said({ stated: further }))
      .thenRejected('signals-too-many'));

  it('keep nobody from correcting something else, also where they are more', () =>
    given(correctInterpretation, interpreted('1'), correctedBy({ stated: all }), interpreted('1', { signals: all }))
      .when(said({ language: 'en' }))
      .then(
        correctedBy({ language: 'en' }),
        interpreted('1', { language: 'en', signals: all, corrected: ['signals', 'language'] }),
      ));
});

describe('an item that gets its theme with many others', () => {
  const about = said({ themes: [theme(2)] });
  const none = { themes: [], nearestTheme: null };

  it('is corrected to it', () =>
    given(categoriseInterpretation, interpreted('1', none))
      .when(about)
      .then(
        correctedBy(about),
        interpreted('1', { themes: [theme(2)], nearestTheme: theme(2), corrected: ['themes'] }),
      ));

  it('keeps one that it got meanwhile, by whomever', () => {
    given(categoriseInterpretation, interpreted('1', none), interpreted('2')).when(about).then();
    given(categoriseInterpretation).when(about).thenRejected('interpretation-not-found');
  });

  it('gets none where a person said that it is of none', () => {
    const people = [correctedBy({ themes: [] }), interpreted('1', { ...none, corrected: ['themes'] })];
    given(categoriseInterpretation, interpreted('1'), ...people)
      .when(about)
      .then();
  });
});

describe('an item that goes along with a part of its theme', () => {
  const [old, added] = [theme(1), theme(3)];
  const move = { itemId, kin: [old.themeId], themeId: old.themeId, newThemeId: theme(2).themeId, name: 'theme 2' };
  const said = (...themes: ThemeMatch[]) => [
    correctedBy({ themes }),
    interpreted('1', { themes, nearestTheme: themes[0], corrected: ['themes'] }),
  ];

  it('is of the new theme, and of what people said meanwhile', () =>
    given(moveInterpretation, interpreted('1'), ...said(old, added))
      .when(move)
      .then(...said(theme(2), added)));

  const [guess, after] = [theme(4, 0.51), [theme(2), theme(4, 0.51)]];
  const went = [
    correctedBy({ themes: [theme(2)] }),
    interpreted('1', { themes: after, nearestTheme: theme(2), corrected: ['themes'] }),
  ];
  const moved = [interpreted('1', { themes: [theme(1, 0.9), guess] }), ...went];

  it('keeps what was only read of it, as nobody said it', () => {
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

  it('loses what was only read of it when people say that it is of the new theme alone', () =>
    given(correctInterpretation, ...moved)
      .when({ ...NO_CORRECTIONS, themes: [theme(2)] })
      .then(...said(theme(2))));

  it('is of the new theme in a later reading, and not of what was only read before', () =>
    given(interpretation, ...moved)
      .when(read('2', { themes: [theme(1, 0.9)] }))
      .then(interpreted('2', { themes: [theme(2)], nearestTheme: theme(2), corrected: ['themes'] })));

  it('stays where people put it meanwhile', () =>
    given(moveInterpretation, interpreted('1'), ...said(added))
      .when(move)
      .then());
});

describe('words that are gone', () => {
  const gone = signal('REQUEST', 0, 10, { text: null as never });

  it('cannot be corrected', () =>
    given(correctInterpretation, interpreted('1', { signals: [gone] }))
      .when(said({ themes: [] }))
      .thenRejected('item-forgotten'));

  it('are not read again', () =>
    given(interpretation, interpreted('1'), correctedBy({ stated: [gone] }))
      .when(read('2'))
      .then());
});

describe('a later reading', () => {
  const after = (correction: Partial<Corrections>, ...history: DomainEvent<'ItemInterpreted'>[]) =>
    given(interpretation, ...history, interpreted('1'), correctedBy(correction), interpreted('1'));

  it('does not undo themes, sentiment and language that people gave', () => {
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

  it('does not find again what people took away, also when it cuts the sentence elsewhere', () =>
    after({ denied: [{ type: 'PROBLEM', span: { start: 5, end: 20 } }] })
      .when(read('2', { signals: [signal('PROBLEM', 0, 12), signal('PROBLEM', 20, 30), signal('PRAISE', 5, 20)] }))
      .then(
        interpreted('2', {
          signals: [signal('PRAISE', 5, 20), signal('PROBLEM', 20, 30)],
          corrected: ['signals'],
        }),
      ));

  it('keeps what people added, as they said it', () => {
    const stated = [signal('REQUEST', 0, 10, { kind: 'NEED', rule: 'correction' })];
    after({ stated })
      .when(read('2', { signals: [signal('REQUEST', 0, 14), signal('PRAISE', 20, 30)] }))
      .then(interpreted('2', { signals: [...stated, signal('PRAISE', 20, 30)], corrected: ['signals'] }));
  });
});
