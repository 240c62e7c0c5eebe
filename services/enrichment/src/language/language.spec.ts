import { languageOf, type LanguageOptions } from './language.js';
import { sentencesOf } from './sentences.js';

const read = (text: string, locale?: string | null, languages?: LanguageOptions['languages']) =>
  languageOf(text, sentencesOf(text), { locale, languages });

describe('the language of a text', () => {
  it.each([
    ['en', 'The copier on the second floor is down again.'],
    ['en', 'printer broken, pls help'],
    ['en', "doesn't work"],
    ['en', 'Our Müller & Söhne office still waits for the toner that you promised.'],
    ['de', 'Der Kopierer im zweiten Stock ist schon wieder ausgefallen.'],
    ['de', 'drucker kaputt'],
    ['de', 'Geht nicht mehr'],
    ['de', 'koennten sie uns bitte einen techniker schicken'],
    ['de', 'Die neue Firmware vom LaserJet ist echt super, thanks!'],
    ['en', 'thx'],
    ['en', 'Ｔｈｅ ｐａｒｃｅｌ ｎｅｖｅｒ ｃａｍｅ'],
    ['en', 'Ple\u00adase fi\u200dx t\u2060he li\ufefft'],
    ['en', 'love it'],
    ['en', 'Does not work'],
    ['en', 'I cannae get the heating tae stay on.'],
    ['en', 'Nobody there\\u2019s able to help, I\\u2019m done'],
    ['en', 'Great café, très chic, and the staff could not have been kinder.'],
    ['de', 'Super!'],
    ['de', 'ok danke'],
    ['de', 'Danke, alles gut'],
    ['de', 'geht nicht'],
    ['de', 'Das Update auf Windows 11 ist ein Desaster'],
    ['de', 'I hob scho wieda koa Antwort kriagt, so a Schmarrn.'],
    ['de', 'Isch hüt öpper da, wo mini Charte cha entsperre?'],
    ['de', 'Verspätung'],
    ['zh', '二楼的复印机又坏了'],
    ['zh', '部電話成日死機，打去又冇人聽。'],
    ['zh', '卡纸'],
    ['zh', 'HP LaserJet Pro MFP 打不开'],
    ['zh', 'my LaserJet 打不开了'],
    ['zh', '王经理说这台 MX-3070 扫描很慢。'],
  ])('is %s for "%s"', (language, text) => expect(read(text).language).toBe(language));

  it.each([
    "L'imprimante ne marche plus depuis hier, c'est très pénible.",
    'La impresora no funciona desde ayer y no puedo escanear nada.',
    'La stampante non funziona più da ieri, è molto fastidioso.',
    'A impressora não funciona desde ontem e o suporte não responde.',
    'De printer werkt niet meer en ik krijg geen antwoord van jullie.',
    'Drukarka nie działa od wczoraj, proszę o pomoc.',
    'Skrivaren fungerar inte och jag har väntat på svar i två veckor.',
    'Yazıcı çalışmıyor ve çok yavaş, lütfen yardım edin.',
    'Tarayıcı bozuldu, ışık yanmıyor.',
    'Ek wag nou al drie dae en niemand kom kyk nie.',
    "D'Heizung geet schonn erëm net a keen huet sech gemellt.",
    'Ikh hob shoyn dray mol geklingen un keyner entfert nisht.',
    'Heizungen virker ikke, og ingen svarer på min mail.',
    'Saya belum terima barang saya sampai hari ini.',
    'Mera phone abhi tak theek nahi hua hai yaar.',
    'Tá an teas briste arís agus níl aon duine ag freagairt.',
    '修理依頼済みの機械が故障',
    'プリンターが故障しました。修理をお願いします。',
    '프린터가 고장났어요. 도와주세요.',
    'Принтер не работает со вчерашнего дня.',
    'Ο εκτυπωτής δεν λειτουργεί.',
  ])('is und for "%s" in another language, whatever the source declares', text =>
    expect(read(text, 'de').language).toBe('und'),
  );

  it.each(['ok', '👍👍', '12345', '...', 'MX-3070', '好', 'https://example.org/the/best', '@shop #love', 'brrrzt', ''])(
    'cannot be told for "%s"',
    text => {
      expect(read(text).language).toBe('und');
      expect(read(text, null).language).toBe('und');
      expect(read(text, 'fr-FR').language).toBe('und');
    },
  );

  it('is what the source declares when the text leaves it open', () => {
    expect(read('ok', 'de-CH').language).toBe('de');
    expect(read('好', 'zh_TW').language).toBe('zh');
    expect(read('MX-3070', 'EN').language).toBe('en');
    expect(read('ok', 'den').language).toBe('und');
    expect(read('ok', 'enm-GB').language).toBe('und');
  });

  it('is that of the text when the source declares another', () =>
    expect(read('Der Toner ist schon wieder leer.', 'en-US').language).toBe('de'));

  it('is that of most letters in a mixed text, while each sentence keeps its own', () => {
    const { language, sentences } = read(
      'Der Scanner im Lager findet unseren Ordner nicht mehr. The display is fine. 急用。',
    );
    expect(language).toBe('de');
    expect(sentences).toEqual(['de', 'en', 'zh']);
  });

  it('is und when it is not one of the tenant’s, and the text is still read in it', () => {
    expect(read('二楼的复印机又坏了', 'de', ['en', 'de'])).toMatchObject({
      language: 'und',
      sentences: ['zh'],
    });
    expect(read('ok', 'zh', ['en', 'de']).language).toBe('und');
    expect(read('Der Toner ist leer.', null, ['en', 'de']).language).toBe('de');
  });

  it('is that of sentences whose own cannot be told', () =>
    expect(read('Der Drucker ist sehr langsam. MX-3070. 😡').sentences).toEqual(['de', 'de', 'de']));
});
