import { editDistance } from './edit-distance.js';
import { fingerprintOf, similarityOf } from './fingerprint.js';
import { jaccard, sketchOf } from './sketch.js';

const similarity = (a: string, b: string): number => similarityOf(fingerprintOf(a), fingerprintOf(b));

describe('a text is a duplicate', () => {
  it.each([
    [
      'in another case, with other spaces and punctuation',
      'The kettle leaks at the handle.',
      'THE KETTLE  LEAKS AT THE HANDLE!!',
    ],
    [
      'with typing errors',
      'The kettle leaks at the handle since Monday',
      'The ketle leaks at teh handle since Mondaay',
    ],
    [
      'with typing errors',
      'Der Wasserkocher tropft seit Montag am Griff',
      'Der Waserkocher tropft seit Motnag am Grif',
    ],
    ['with many typing errors', 'My kettle leaks at the handle', 'My ketle leaks at teh handle'],
    ['with several words changed', '水壶的把手一直漏水，才用了一周', '水壶的把手经常滴水，才用了一周'],
    [
      'with words inserted',
      'The kettle leaks at the handle, and nobody answers the phone or my letters',
      'The kettle from last May leaks at the handle, and nobody answers the phone or my letters',
    ],
    [
      'with a greeting that is not listed',
      'The kettle leaks at the handle',
      'A jolly good day! The kettle leaks at the handle',
    ],
    [
      'with one word changed',
      'My new kettle from last week leaks at the handle',
      'My old kettle from last week leaks at the handle',
    ],
    ['with one word changed', '水壶的把手一直漏水，才用了一周', '水壶的把手总是漏水，才用了一周'],
    [
      'cut off',
      'Der Wasserkocher tropft seit Montag am Griff, und keiner antwortet',
      'Der Wasserkocher tropft seit Montag am Gri…',
    ],
    ['cut off', '水壶的把手一直漏水，才用了一周就坏了', '水壶的把手一直漏水，才用了一'],
    [
      'with a word written apart',
      'Meine Rückgabe wird schon wieder in Frage gestellt',
      'Meine Rückgabe wird schon wieder infrage gestellt',
    ],
    [
      'with a word written apart',
      'In der Küche tropft der Kocher in Folge eines Sturzes',
      'In der Küche tropft der Kocher infolge eines Sturzes',
    ],
    ['with a word written apart', 'The new kettle is un available again', 'The new kettle is unavailable again'],
  ])('%s: %j', (_, a, b) => {
    expect(similarity(a, b)).toBeGreaterThan(0.4);
    expect(similarity(b, a)).toBe(similarity(a, b));
  });
});

describe('a paraphrase', () => {
  it.each([
    ['The kettle leaks at the handle', 'Water drips from where you hold the kettle'],
    ['When will my new card arrive?', 'How long until I get my card in the post?'],
    ['Der Wasserkocher tropft am Griff', 'Am Griff vom Kocher läuft Wasser raus'],
    ['水壶的把手漏水', '壶把那里一直滴水'],
    ['快递太慢了，等了五天', '送货速度真不行，五天才到'],
    ['Good', 'Goods'],
    ['很好', '很好吃'],
  ])('is no duplicate: %j', (a, b) => expect(similarity(a, b)).toBe(0));
});

describe('a text that says something else in nearly the same words', () => {
  it.each([
    [
      'I would recommend this hotel to my friends and family',
      'I would not recommend this hotel to my friends and family',
    ],
    [
      'The heating on our floor is working again since Monday',
      "The heating on our floor isn't working again since Monday",
    ],
    ['I can log in to the app with my new phone', "I can't log in to the app with my new phone"],
    ['You can cancel the booking online without a fee', 'You can cancel the booking online with a fee'],
    ['Dieses Hotel würde ich jederzeit wieder empfehlen', 'Dieses Hotel würde ich nie wieder empfehlen'],
    ['Wir hatten in den drei Wochen keine Probleme damit', 'Wir hatten in den drei Wochen Probleme damit'],
    ['房间干净，客服态度很好，下次还来', '房间干净，客服态度不好，下次还来'],
    ['推荐这家酒店给带孩子的朋友', '不推荐这家酒店给带孩子的朋友'],
    ['房间里有没有可以用的热水壶', '房间里没有可以用的热水壶'],
    ['You took 20 euros from my account on Monday', 'You took 90 euros from my account on Monday'],
    ['Wo bleibt meine Bestellung 4711? Ich warte seit Tagen', 'Wo bleibt meine Bestellung 9824? Ich warte seit Tagen'],
    ['我的订单4711还在路上，什么时候能到', '我的订单9824还在路上，什么时候能到'],
    ['The room on the second floor was clean', 'The room on the second floor was unclean'],
    ['I am satisfied with what the repair cost', 'I am dissatisfied with what the repair cost'],
    ['How do I activate my account in the new app?', 'How do I deactivate my account in the new app?'],
    ['Die Lieferung kam vollständig bei uns an', 'Die Lieferung kam unvollständig bei uns an'],
    ['The lift only goes up when you hold the button', 'The lift only goes down when you hold the button'],
    ['Your prices have increased again since spring', 'Your prices have decreased again since spring'],
    ['The water in the shower is far too hot', 'The water in the shower is far too cold'],
    ['Der größere Koffer passt nicht in den Schrank', 'Der kleinere Koffer passt nicht in den Schrank'],
    ['Please move my appointment to Tuesday morning', 'Please move my appointment to Thursday morning'],
    ['Bitte die Lieferung auf Dienstag verschieben', 'Bitte die Lieferung auf Donnerstag verschieben'],
    ['请把送货时间改到周二上午', '请把送货时间改到周四上午'],
    ['Die Rechnung vom Januar ist doppelt abgebucht', 'Die Rechnung vom Februar ist doppelt abgebucht'],
    ['Der linke Lautsprecher an meinem Gerät knackt', 'Der rechte Lautsprecher an meinem Gerät knackt'],
    ['耳机的左边没有声音了，买了一个月', '耳机的右边没有声音了，买了一个月'],
    ['快递太慢了，等得很烦', '快递太快了，等得很烦'],
    ['前台服务态度很好，位置也方便', '前台服务态度很差，位置也方便'],
    ['酒店离地铁很近，早餐七点开始', '酒店离地铁很远，早餐七点开始'],
    ['这里的停车费很便宜，晚上也能停', '这里的停车费很贵，晚上也能停'],
  ])('is no duplicate: %j, %j', (a, b) => {
    expect(similarity(a, b)).toBe(0);
    expect(similarity(b, a)).toBe(0);
  });

  it.each([
    [
      'a mistyped negation',
      'The heating on our floor is not working, and it is not quiet',
      'The heating on our floor is nto working, and it is not quiet',
    ],
    [
      'a mistyped number',
      'Where is my order 4711? I have waited for days',
      'Where is my order 47e1? I have waited for days',
    ],
    [
      'another negation',
      'The heating on our floor is not working since Monday',
      "The heating on our floor isn't working since Monday",
    ],
    ['a word that only contains a negation', '早餐不错，房间也很干净，下次还来', '早餐很好，房间也很干净，下次还来'],
    [
      'a negation that was cut off',
      'The room was lovely and quiet, but the lift did not wo',
      'The room was lovely and quiet, but the li…',
    ],
    [
      'a mistyped day',
      'Please move my appointment to Tuesday morning',
      'Please move my appointment to Teusday morning',
    ],
    ['a day in other words', '请把送货时间改到周日上午好吗', '请把送货时间改到星期天上午好吗'],
    ['an opposite that both texts have', '快递很快，客服太慢了，等了两天', '快递很快，客服太慢，又等了两天'],
    ['a short word with a prefix', 'Put it on the shelf beside the door', 'Put unit on the shelf beside the door'],
    [
      'an additional number',
      'You took 20 euros from my account on Monday',
      'You took 20.00 euros from my account on Monday',
    ],
    [
      'a number that was cut off',
      'Please look at what happened to order 4711',
      'Please look at what happened to order 47…',
    ],
  ])('is not recognised by %s: %j, %j', (_, a, b) => expect(similarity(a, b)).toBeGreaterThan(0.4));
});

describe('a fingerprint', () => {
  it('has shingles of three characters, of Han characters of one and of two', () => {
    expect([sketchOf('kettle').size, sketchOf('ke').size, sketchOf('漏水漏水').size, sketchOf('').size]).toEqual([
      4, 1, 4, 0,
    ]);
    expect(jaccard(sketchOf('kettle'), sketchOf('kettles'))).toBe(4 / 5);
    expect(jaccard(sketchOf(''), sketchOf(''))).toBe(0);
  });

  it('estimates the similarity of long texts from a sketch', () => {
    const words = Array.from({ length: 6_000 }, (_, nth) => (nth * 7_919_777).toString(36));
    const [a, b] = [words.slice(0, 4_000), words.slice(1_000, 5_000)].map(some => sketchOf(some.join(' ')));
    expect(a!.smallest).toHaveLength(1_024);
    expect(jaccard(a!, b!)).toBeCloseTo(0.68, 1);
  });

  it.each([
    ['', '', 2, 0],
    ['kettle', 'kettle', 0, 0],
    ['kettle', 'ketle', 2, 1],
    ['kettle', 'ekttle', 2, 2],
    ['kettle', 'handle', 9, 4],
    ['kettle', 'handle', 3, 4],
    ['kettle', 'kettle leaks', 3, 4],
    ['leaks', 'xleak', 2, 2],
  ])('from %j to %j, the edit distance within %i is %i', (a, b, most, expected) => {
    expect(editDistance(a, b, most)).toBe(expected);
    expect(editDistance(b, a, most)).toBe(expected);
  });

  it('has 32 distinct bands, of which similar texts share some', () => {
    const [a, b] = ['The kettle leaks at the handle since Monday', 'The kettle leaks at the handle since Sunday'].map(
      text => fingerprintOf(text).bands,
    );
    expect(a!.length).toBe(32);
    expect(a!.filter((key, band) => key === b![band]).length).toBeGreaterThan(0);
    expect(new Set(a).size).toBe(32);
  });

  it('stays the same, for it is stored', () => {
    const { key, bands } = fingerprintOf('The kettle leaks');
    expect([key, [...bands.slice(0, 2)]]).toEqual(['y3dQ4JyCKI9-8pFmBrK5gQ', [-340991069, 99741231]]);
  });
});
