import { contractOf, faultsOf } from '@ckm/contracts';
import { bytes, hangs, startStubModel, status, type StubModel, writes } from '../fixture/stub-model.js';
import type { InterpretOptions } from '../language/interpreter.js';
import { builtInInterpreter } from '../language/built-in-interpreter.js';
import { ModelFailure } from './call-model.js';
import { fallbackFor, modelInterpreter, type ModelInterpreter } from './model-interpreter.js';

const TEXT = 'Hi 😡! The kettle leaks since May. Ich gieße jetzt mit dem Topf auf. Danke für die nette Post.';
const options: InterpretOptions = {
  competitors: ['Hansen'],
  locale: 'de-CH',
  themes: [
    {
      themeId: '0a52b1d6-1111-5111-8111-000000000001',
      name: 'Leaks',
      description: 'Water where none should be',
      examples: [],
    },
    {
      themeId: '0a52b1d6-1111-5111-8111-000000000002',
      name: 'Post',
      description: '',
      examples: [{ language: 'de', text: 'Das Paket kam nie an' }],
      merged: [
        { name: 'Parcels', description: 'What comes late' },
        { name: 'Letters', description: '' },
      ],
    },
  ],
};
const feeling = { label: 'negative', score: -0.8 };
const said = {
  type: 'PROBLEM',
  kind: 'NEED',
  expression: 'EXPRESSED',
  sentiment: feeling,
  confidence: 0.9,
  rationale: null,
};
const leaks = { ...said, quote: 'The kettle leaks since May' };
const answer = {
  language: 'en',
  sentiment: feeling,
  signals: [leaks],
  themes: [
    { theme: 'Post', confidence: 0.6 },
    { theme: 'Leaks', confidence: 0.8 },
  ],
};

let stub: StubModel;
let model: ModelInterpreter;
beforeAll(async () => {
  stub = await startStubModel();
  model = modelInterpreter({ baseUrl: stub.baseUrl, model: 'tiny', apiKey: 'a-key', timeoutMs: 1_500 });
});
beforeEach(() => (stub.requests.length = 0));
afterAll(() => stub.close());

const read = (more: object = {}) => {
  stub.answers(writes({ ...answer, ...more }));
  return model.interpret(TEXT, options);
};

describe('a model', () => {
  it('is asked by name, with its key and a strict schema for the answer', async () => {
    await read();
    const [{ path, headers, body } = {}] = stub.requests;
    expect(path).toBe('/v1/chat/completions');
    expect(headers?.authorization).toBe('Bearer a-key');
    expect(body).toMatchObject({
      model: 'tiny',
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
    expect(JSON.parse(body?.messages[1]?.content ?? '')).toEqual({
      themes: [
        { name: 'Leaks', description: 'Water where none should be' },
        { name: 'Post', description: 'Parcels\nWhat comes late\nLetters' },
      ],
      competitors: ['Hansen'],
      locale: 'de-CH',
      text: TEXT,
    });
  });

  it('gives an interpretation by the contract, with spans located in the text and themes best first', async () => {
    const found = await read();
    expect(found).toMatchObject({ interpreter: 'openai tiny', version: '3', language: 'en', sentiment: feeling });
    expect(found.themes.map(({ theme }) => theme)).toEqual(['Leaks', 'Post']);
    expect(found.nearestTheme).toEqual(found.themes[0]);
    const [signal] = found.signals;
    expect(TEXT.slice(signal!.span.start, signal!.span.end)).toBe(leaks.quote);
    const ids = { itemId: options.themes[0]!.themeId, customerId: options.themes[1]!.themeId };
    expect(faultsOf(contractOf('ItemInterpreted').class, { ...ids, ...found })).toEqual([]);
  });

  it.each<[what: string, signal: object]>([
    ['what nobody said', { ...leaks, quote: 'The kettle exploded' }],
    ['nothing at all', { ...leaks, quote: '  ' }],
    ['half an emoji', { ...leaks, quote: '\ud83d' }],
    ['a competitor whom nobody named', { ...leaks, type: 'COMPETITOR_MENTION', quote: 'Danke für die nette Post' }],
    ['a need that is implied for no reason', { ...leaks, expression: 'IMPLIED' }],
  ])('that quotes %s has that signal dropped', async (_, signal) => {
    const { signals } = await read({ signals: [signal, leaks] });
    expect(signals.map(({ text }) => text)).toEqual([leaks.quote]);
  });

  it('has the surest hundred kept of more signals that can be verified, in its order', async () => {
    const invented = Array.from({ length: 60 }, () => ({ ...leaks, quote: 'The kettle exploded', confidence: 1 }));
    const unsure = Array.from({ length: 99 }, () => ({ ...leaks, confidence: 0.5 }));
    const sure = { ...leaks, quote: 'die nette Post' };
    const { signals } = await read({ signals: [...invented, { ...leaks, confidence: 0.4 }, ...unsure, sure] });
    expect(signals.map(({ confidence }) => confidence)).toEqual([...unsure, sure].map(({ confidence }) => confidence));
  });

  it('has its signals kept to what their type allows, and its numbers to their range', async () => {
    const workaround = {
      ...said,
      quote: 'Ich gieße jetzt mit dem Topf auf',
      expression: 'IMPLIED',
      rationale: 'workaround',
    };
    const praise = { ...said, type: 'PRAISE', quote: 'die nette Post', expression: 'IMPLIED', confidence: 7 };
    const { signals, sentiment } = await read({ signals: [workaround, praise], sentiment: { ...feeling, score: -3 } });
    expect(signals).toMatchObject([
      { expression: 'IMPLIED', rationale: 'workaround', rule: 'openai.problem' },
      { expression: 'EXPRESSED', kind: null, rationale: null, confidence: 1 },
    ]);
    expect(sentiment.score).toBe(-1);
  });

  it('may mention competitors on the list of the tenant', async () => {
    const mention = { ...said, type: 'COMPETITOR_MENTION', kind: null, quote: 'Ich gieße jetzt mit dem Topf auf' };
    stub.answers(writes({ ...answer, signals: [mention] }));
    const { signals } = await model.interpret(TEXT, { ...options, competitors: ['Hansen', 'Topf'] });
    expect(signals).toMatchObject([{ type: 'COMPETITOR_MENTION', text: mention.quote }]);
  });

  it('gives no theme below the reject threshold, but the nearest one', async () => {
    const themesOf = async (...confidences: number[]) => {
      const themes = ['Post', 'Leaks'].map((theme, nth) => ({ theme, confidence: confidences[nth] }));
      const { themes: given, nearestTheme } = await read({ themes });
      return [given.map(({ theme }) => theme), nearestTheme];
    };
    expect(await themesOf(0.49, 0.5)).toEqual([['Leaks'], expect.objectContaining({ theme: 'Leaks' })]);
    expect(await themesOf(0.4, 0.2)).toEqual([[], expect.objectContaining({ theme: 'Post', confidence: 0.4 })]);
  });

  it('has themes outside the taxonomy and languages that are not the tenant’s dropped', async () => {
    stub.answers(writes({ ...answer, themes: [{ theme: 'Fire', confidence: 1 }] }));
    const found = await model.interpret(TEXT, { ...options, languages: ['de'] });
    expect(found).toMatchObject({ language: 'und', themes: [], nearestTheme: null });
  });
});

const failureOf = (): Promise<unknown> =>
  model.interpret(TEXT, options).then(
    () => null,
    (error: unknown) => error,
  );

describe('a model that fails', () => {
  it.each<[what: string, answers: Parameters<StubModel['answers']>[0], message: string, isTransient: boolean]>([
    ['hangs', hangs, 'no answer within 1500 ms', true],
    [
      'stops in the middle',
      response => void response.writeHead(200).write('{"choices":'),
      'no answer within 1500 ms',
      true,
    ],
    ['breaks off', response => void response.destroy(), 'cannot be reached', true],
    ['answers 500', status(500), 'answered 500', true],
    ['is asked too often', status(429, { 'retry-after': '7' }), 'answered 429', true],
    ['knows no such key', status(401), 'answered 401', false],
    ['sends elsewhere', status(307, { location: 'http://127.0.0.1:9/v1' }), 'cannot be reached', true],
    ['answers with a page', bytes('<html>'), 'the answer is no JSON', false],
    ['answers with another object', bytes('{"choices":[]}'), 'the answer is no completion', false],
    [
      'refuses',
      bytes('{"choices":[{"message":{"content":null,"refusal":"no"}}]}'),
      'the answer is no completion',
      false,
    ],
    ['writes prose', writes('The kettle leaks.'), 'the answer is no JSON', false],
    ['writes a list', writes([]), 'the answer holds no object where one was asked for', false],
    ['is cut off', writes(answer, 'length'), 'the answer was cut off', false],
    [
      'leaves something out',
      writes({ ...answer, sentiment: undefined }),
      'the answer holds no object where one was asked for',
      false,
    ],
    [
      'invents a signal',
      writes({ ...answer, signals: [{ ...leaks, type: 'THREAT' }] }),
      'the answer holds no known word where one was asked for',
      false,
    ],
    [
      'counts in words',
      writes({ ...answer, sentiment: { ...feeling, score: 'low' } }),
      'the answer holds no number where one was asked for',
      false,
    ],
    ['talks without end', writes('x'.repeat(1_100_000)), 'the answer is too long', false],
  ])('because it %s is reported so, and as transient or not', async (_, answers, message, isTransient) => {
    stub.answers(answers);
    const failure = await failureOf();
    expect(failure).toBeInstanceOf(ModelFailure);
    expect(failure).toMatchObject({ message, isTransient });
  });

  it('is reported with the error of the network as its cause', async () => {
    stub.answers(response => void response.destroy());
    expect(await failureOf()).toMatchObject({ cause: { cause: { code: 'UND_ERR_SOCKET' } } });
  });

  it('may say when to retry', async () => {
    stub.answers(status(429, { 'retry-after': '7' }));
    expect(await failureOf()).toMatchObject({ retryAfterMs: 7_000 });
  });

  it('is given up when the request is aborted', async () => {
    stub.answers(hangs);
    const stopping = new AbortController();
    const asked = model.interpret(TEXT, options, stopping.signal);
    stopping.abort();
    await expect(asked).rejects.toBeInstanceOf(ModelFailure);
  });

  it('has the built-in interpreter as its fallback, under a name that says so', async () => {
    const builtIn = await builtInInterpreter.interpret(TEXT, options);
    expect(await fallbackFor(model, builtInInterpreter).interpret(TEXT, options)).toEqual({
      ...builtIn,
      interpreter: `${builtIn.interpreter} instead of openai tiny`,
    });
  });
});
