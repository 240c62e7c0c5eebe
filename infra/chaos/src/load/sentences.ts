export type Language = 'en' | 'de' | 'zh';

export interface Theme {
  name: string;
  description: string;
  /** What customers of this theme might say: what the service learns from. */
  examples: Record<Language, string[]>;
  /** What customers do say here. */
  said: Record<Language, string[]>;
}

/** A maker of coffee machines for offices. */
export const THEMES: Theme[] = [
  {
    name: 'Milk foam',
    description: 'Milk foam: too thin, too cold, cleaning of the milk system',
    examples: {
      en: [
        'The milk foam is too thin.',
        'The milk frother only gives cold milk.',
        'Cleaning the milk hose takes ages.',
      ],
      de: [
        'Der Milchschaum ist zu dünn.',
        'Der Milchaufschäumer liefert nur kalte Milch.',
        'Den Milchschlauch zu reinigen dauert ewig.',
      ],
      zh: ['奶泡太稀了。', '奶泡器只出冷牛奶。', '清洗奶管太费时间。'],
    },
    said: {
      en: [
        'The milk frother does not work any more, we only get cold milk.',
        'Please make the milk foam adjustable, it is too thin.',
      ],
      de: [
        'Der Milchaufschäumer funktioniert nicht mehr, es kommt nur kalte Milch.',
        'Bitte machen Sie den Milchschaum einstellbar, er ist zu dünn.',
      ],
      zh: ['奶泡器坏了，只出冷牛奶。', '希望奶泡可以调节，现在太稀了。'],
    },
  },
  {
    name: 'Water tank',
    description: 'Water tank: leaks, refilling, fixed water connection',
    examples: {
      en: [
        'The water tank leaks.',
        'We refill the water tank ten times a day.',
        'Can it be connected to the water pipe?',
      ],
      de: [
        'Der Wassertank ist undicht.',
        'Wir füllen den Wassertank zehnmal am Tag nach.',
        'Kann man sie an die Wasserleitung anschließen?',
      ],
      zh: ['水箱漏水。', '水箱每天要加十次水。', '能不能直接接自来水管？'],
    },
    said: {
      en: [
        'Our water tank leaks again, there is water all over the counter.',
        'Please offer a connection to the water pipe, we refill the water tank all day.',
      ],
      de: [
        'Unser Wassertank ist schon wieder undicht und läuft aus.',
        'Bitte bieten Sie einen Anschluss an die Wasserleitung an, wir füllen den Wassertank ständig nach.',
      ],
      zh: ['水箱又漏水了，台面上全是水。', '希望能直接接自来水管，水箱一天要加好多次水。'],
    },
  },
  {
    name: 'Descaling',
    description: 'Descaling: reminder, programme, tablets',
    examples: {
      en: [
        'The descaling programme stops half way.',
        'The descaling reminder never goes away.',
        'Descaling tablets are too expensive.',
      ],
      de: [
        'Das Entkalkungsprogramm bricht mittendrin ab.',
        'Die Meldung zum Entkalken geht nicht weg.',
        'Die Entkalkungstabletten sind zu teuer.',
      ],
      zh: ['除垢程序中途停止。', '除垢提示一直不消失。', '除垢片太贵了。'],
    },
    said: {
      en: ['The descaling programme stops with an error half way.', 'Please let us switch the descaling reminder off.'],
      de: [
        'Das Entkalkungsprogramm bricht immer mit einem Fehler ab.',
        'Die Meldung zum Entkalken geht nicht weg, bitte ändern Sie das.',
      ],
      zh: ['除垢程序总是中途停止，报错。', '除垢提示一直不消失，希望可以关掉。'],
    },
  },
  {
    name: 'Paying by card',
    description: 'Paying for a cup by card or phone: terminal, receipts, refused cards',
    examples: {
      en: [
        'The card terminal refuses every card.',
        'Colleagues want to pay for coffee by phone.',
        'There is no receipt for card payments.',
      ],
      de: [
        'Das Kartenterminal lehnt jede Karte ab.',
        'Kollegen möchten den Kaffee mit dem Handy bezahlen.',
        'Für Kartenzahlungen gibt es keinen Beleg.',
      ],
      zh: ['刷卡机什么卡都刷不了。', '同事想用手机支付咖啡。', '刷卡付款没有收据。'],
    },
    said: {
      en: [
        'The card terminal does not accept any card since Monday.',
        'Please add paying by phone to the card terminal.',
      ],
      de: [
        'Das Kartenterminal geht seit Montag nicht mehr und lehnt jede Karte ab.',
        'Bitte ergänzen Sie das Bezahlen mit dem Handy am Kartenterminal.',
      ],
      zh: ['刷卡机从周一开始就坏了，刷不了卡。', '希望可以用手机支付咖啡。'],
    },
  },
];
