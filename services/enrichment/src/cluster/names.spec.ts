import type { Language } from '@ckm/contracts';
import { toName } from '../fixture/clustered.js';
import { namesOf } from './names.js';

const named = (clusters: string[][], language: Language): (string | null)[] =>
  namesOf(clusters.map(texts => toName(language, texts)));

describe('the name of a cluster', () => {
  it('is the phrase that sets it apart from the others', () => {
    const names = named(
      [
        [
          'my gift card does not work',
          'the gift card was refused',
          'Gift card has no money on it',
          'a gift card please',
        ],
        ['my card reader does not work', 'the card reader is slow', 'a new card reader please'],
      ],
      'en',
    );
    expect(names).toEqual(['gift card', 'card reader']);
  });

  it('is no phrase that is frequent in all clusters', () => {
    const names = named(
      [
        ['mobile app: dark mode is missing', 'dark mode for the mobile app', 'mobile app, mobile app!'],
        ['mobile app: push message came late', 'no push message from the mobile app', 'again this mobile app'],
        ['mobile app drains the battery', 'the mobile app is slow', 'a mobile app of the past'],
      ],
      'en',
    );
    expect(names.slice(0, 2)).toEqual(['dark mode', 'push message']);
  });

  it('has the most frequent spelling, in German with its capitals', () => {
    const texts = ['Die falsche Rechnung kam per Post', 'falsche Rechnung!', 'Schon wieder eine FALSCHE RECHNUNG'];
    expect(named([texts, ['Zug zu spät', 'der Zug fiel aus']], 'de')[0]).toBe('falsche Rechnung');
  });

  it('is made of whole words in Chinese', () => {
    const names = named(
      [
        ['快递太慢了，等了五天', '快递速度慢', '快递太慢，催了三次', '这快递太慢'],
        ['手机电池不耐用', '电池不耐用，半天没电', '换了电池还是不耐用', '电池不耐用啊'],
      ],
      'zh',
    );
    expect(names[0]).toMatch(/^快递太?慢$/);
    expect(names[1]).toMatch(/^(电池)?不耐用$/);
  });

  it('is two words where no phrase is frequent', () => {
    const texts = [
      'the tap drips',
      'a dripping tap, it drips all night',
      'drips from the tap',
      'water drips, tap is old',
    ];
    expect(named([texts, ['the lift is stuck', 'stuck in a lift']], 'en')[0]).toBe('drips, tap');
  });

  it('neither begins nor ends with a stop word', () => {
    const [name] = named([['it is the colour of the sofa', 'about the colour of the sofa'], ['a lamp']], 'en');
    expect(name).toBe('colour of the sofa');
  });

  it('is no separable prefix of a German verb, but may end with one', () => {
    const jams = [
      'Die App stürzt beim Einchecken ab',
      'Einchecken klappt nicht, die App bricht ab',
      'App hängt und bricht ab',
    ];
    const crashes = ['die Kasse stürzt ab', 'sie stürzt ab, wenn man zahlt', 'Kasse stürzt ab'];
    expect(named([jams, ['das Bad', 'kein Bad']], 'de')[0]).toBe('bricht ab');
    expect(named([crashes, ['das Bad', 'kein Bad']], 'de')[0]).toBe('stürzt ab');
    expect(
      named(
        [
          ['Licht geht ab', 'ab und an kein Licht'],
          ['das Bad', 'kein Bad'],
        ],
        'de',
      )[0],
    ).toBe('Licht');
  });

  it('holds no long number, which may be a customer number', () => {
    const [name] = named([['order 4711234 late', 'order 4711234 late'], ['where is it']], 'en');
    expect(name).not.toMatch(/\d/);
  });

  it('is given only once', () => {
    const cluster = ['late parcel', 'late parcel'];
    const names = named([cluster, cluster, cluster], 'en');
    expect(new Set(names).size).toBe(3);
  });

  it('is no phrase of a single customer, however often it occurs', () => {
    const often = ['my neighbour Ottilie', 'again my neighbour Ottilie', 'my neighbour Ottilie, as I said'];
    const namesFor = (...voices: string[][]) => namesOf([{ language: 'en', voices }]);
    expect(namesFor(often, ['the music next door'])).toEqual([null]);
    expect(namesFor(often, ['loud music next door'], ['music next door at night'])).toEqual(['music next door']);
  });

  it('is none where no phrase is shared', () => {
    const nothing = [
      ['The lights in our hall flicker', 'no heating'],
      ['lift', 'water'],
    ];
    expect(named(nothing, 'en')).toEqual([null, null]);
  });

  it('may be the same as in another language', () => {
    const same = ['Laserjet offline', 'Laserjet offline!'];
    const [zh, en, one, other, de] = namesOf([
      toName('zh', ['快递太慢了', '快递真的太慢']),
      toName('en', ['my refund is still missing', 'refund still missing since May']),
      toName('en', same),
      toName('en', same),
      toName('de', same),
    ]);
    expect([zh, en]).toEqual([expect.stringMatching(/快递/), expect.stringMatching(/refund/)]);
    expect(other).not.toBe(one);
    expect(de).toBe(one);
  });

  it('is none where there is no cluster', () => expect(named([], 'en')).toEqual([]));
});
