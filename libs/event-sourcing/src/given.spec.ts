import type { DomainEvent } from '@ckm/contracts';
import type { Decider } from './decider.js';
import { given } from './given.js';
import { Rejection } from './rejection.js';

type Described = DomainEvent<'ThemeDescribed'>;

const ID = 'c5d3ebf4-6071-589a-9cde-f0123456789a';
const described = (name: string): Described => ({
  type: 'ThemeDescribed',
  data: { themeId: ID, name, description: '', examples: [] },
});

/** A theme may be named anew, but never as it was before. */
const theme: Decider<{ name: string }, string[], Described> = {
  initialState: [],
  decide({ name }, names) {
    if (name === '') throw new TypeError('a fault, not a rule');
    if (names.at(-1) === name) return [];
    if (names.includes(name)) throw new Rejection('name-used');
    return [described(name)];
  },
  evolve: (names, { data }) => [...names, data.name],
};

const history = [described('Akku'), described('Akkulaufzeit')];
const naming = (name: string) => given(theme, ...history).when({ name });

describe('then', () => {
  it('passes when exactly that happens', () => {
    naming('续航').then(described('续航'));
    given(theme).when({ name: 'Akku' }).then(described('Akku'));
  });

  it('without events passes when it is already so', () => {
    naming('Akkulaufzeit').then();
  });

  it('does not mind in which order members are written', () => {
    const { type, data } = described('续航');
    naming('续航').then({ data: Object.fromEntries(Object.entries(data).reverse()) as unknown as typeof data, type });
  });

  it.each<[string, () => void]>([
    ['something else happens', () => naming('续航').then(described('Akku'))],
    ['nothing happens', () => naming('Akkulaufzeit').then(described('Akkulaufzeit'))],
    ['something happens where nothing should', () => naming('续航').then()],
    ['less happens', () => naming('续航').then(described('续航'), described('Akku'))],
  ])('fails when %s', (_, claim) => {
    expect(claim).toThrow(/^expected \[[^]*\ngot \[/);
  });

  it('shows what was expected and what came', () => {
    expect(() => naming('续航').then(described('Akku'))).toThrow(
      /expected [^]*"name": "Akku"[^]*got [^]*"name": "续航"/,
    );
  });

  it('lets a rejection that nobody expected through', () => {
    expect(() => naming('Akku').then()).toThrow(Rejection);
  });
});

describe('thenRejected', () => {
  it('passes when that is the reason', () => naming('Akku').thenRejected('name-used'));

  it('fails when there is another reason', () => {
    expect(() => naming('Akku').thenRejected('name-too-long')).toThrow(
      'expected the rejection name-too-long, got name-used',
    );
  });

  it.each(['续航', 'Akkulaufzeit'])('fails when it is not rejected: %s', name => {
    expect(() => naming(name).thenRejected('name-used')).toThrow(
      /^expected the rejection name-used, got the events \[/,
    );
  });

  it('lets a fault through: it is no rejection', () => {
    expect(() => naming('').thenRejected('name-used')).toThrow(TypeError);
  });
});

describe('a rejection', () => {
  it('says its slug in words, or more when it was told more', () => {
    expect(new Rejection('name-used')).toMatchObject({ slug: 'name-used', message: 'name used', detail: undefined });
    const told = new Rejection('name-used', 'In March it was called so.');
    expect(told).toMatchObject({ message: 'In March it was called so.', detail: 'In March it was called so.' });
  });
});
