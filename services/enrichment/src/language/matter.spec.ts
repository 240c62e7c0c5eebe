import { onTheMatter } from './matter.js';
import { sentencesOf } from './sentences.js';

const said = (text: string): string[] => onTheMatter(text, sentencesOf(text)).map(sentence => sentence.text);

describe('what a customer says on the matter', () => {
  it.each([
    ['Dear Ms Hartley,\n\nthe heating is off again.\n\nBest,\nTim', 'the heating is off again.'],
    ['The invoice is wrong.\n\nWith kind regards and best wishes\nAnn Good', 'The invoice is wrong.'],
    ['Good morning! My room has no hot water. Hope you are well.', 'My room has no hot water.'],
    ['It is dead again.\nMany thanks\nJo Carr\nHead of Operations\nSent from my phone', 'It is dead again.'],
    ['Hallo liebes Team,\ndas Sieb fehlt.\nVielen Dank und viele Grüße, Anna', 'das Sieb fehlt.'],
    ['Ich hoffe, es geht Ihnen gut. Mein Router ist tot.', 'Mein Router ist tot.'],
    [
      'Die Tür klemmt.\nMit freundlichen Grüßen\nSabine Vogt\nAm Ring 12\n80331 München\nTel. 089 445566\nDiese E-Mail ist vertraulich.',
      'Die Tür klemmt.',
    ],
    ['早上好！发票开错了。\n谢谢！\n李好', '发票开错了。'],
    ['Frohe Ostern! Das Sieb fehlt. Schönes Wochenende noch', 'Das Sieb fehlt.'],
    ['尊敬的客服：\n发票开错了。\n祝您工作顺利，生活愉快！', '发票开错了。'],
    ['Still broken.\n-- \nJo\n12 High Street', 'Still broken.'],
  ])('is without form: %j', (text, sentence) => expect(said(text)).toEqual([sentence]));

  it.each([
    ['It still sticks.\n\nOn Mon, 3 Nov 2025 at 10:02, Support wrote:\n> Happy to help!\n> Send us a photo. Bye', 1],
    ['> Did it help?\nNo, it did not.', 1],
    ['All sorted now.\n-----Original Message-----\nFrom: Support\nPlease send us a photo.', 1],
    ['Geht wieder.\n\nAm 3.11.2025 um 10:02 schrieb Service <s@haus.example>:\n\nBitte senden Sie uns ein Foto.', 1],
    ['好了。\n\n在 2025年11月3日，客服写道：\n请您发一张照片。', 1],
    ['Agent: Please give me your number\nand wait.\nGuest: AB12, and my bag is lost', 1],
    ['客服：麻烦您稍等\n客户：我的退款还没到', 1],
    ['Q: What would you change?\nA: Shorter queues.', 1],
  ])('is without the words of others: %j', (text, count) => {
    const own = said(text);
    expect(own).toHaveLength(count);
    expect(own.join()).not.toMatch(/photo|Foto|照片|help|Please|麻烦|change/);
  });

  it('goes on in a postscript', () =>
    expect(said('The heating is off.\nRegards\nJo\nPS: The lamp flickers.')).toEqual([
      'The heating is off.',
      'PS: The lamp flickers.',
    ]));

  it.each([
    'Hi the printer broke',
    'Thanks! Still broken.',
    'Cheers! But now the lid sticks.',
    'Best hotel ever. Best. Hotel. Ever.',
    'Danke. Die Tür klemmt aber immer noch.',
    'Service: top\nEssen: kalt',
    'My TV is an LG. LG TVs are loud.',
    '谢谢！\n还没好',
    '发票开错了。祝你们早日倒闭',
  ])('may look like form: %j', text => expect(said(text)).toEqual(sentencesOf(text).map(sentence => sentence.text)));

  it('goes on below the closing of a message that others follow', () => {
    const below = Array.from({ length: 12 }, (_, nth) => `Door ${nth} sticks.`);
    expect(said(`First one.\nKind regards\n${below.join('\n')}`)).toHaveLength(14);
  });

  it.each(['Thank you!', 'Kind regards\nAnna', '您好！'])(
    'is all that there is where it is nothing but form: %j',
    text => expect(said(text)).toEqual(sentencesOf(text).map(sentence => sentence.text)),
  );

  it('is found in time in any text', () => {
    for (const unit of ['Thanks!\n', '> a\n', 'Best,\n', 'ps. ', 'On a wrote:\n', 'Agent: a\nGuest: b\n'])
      expect(said(unit.repeat(20_000 / unit.length)).length).toBeGreaterThan(0);
  });
});
