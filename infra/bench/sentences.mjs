// Random texts of customers of a firm that sells and repairs office machines, by seed: the same every time.
const DEVICES = {
  en: ['printer', 'copier', 'scanner', 'fax', 'plotter', 'projector'],
  de: ['Drucker', 'Kopierer', 'Scanner', 'Plotter', 'Beamer', 'Aktenvernichter'],
  zh: ['打印机', '复印机', '扫描仪', '传真机', '投影仪', '碎纸机'],
};

const SENTENCES = {
  en: [
    d => `The ${d} in our accounting office jams every morning and nobody knows why.`,
    d => `We waited three days for the technician, and the ${d} still pulls the paper in crooked.`,
    d => `Could you add a way to see on the phone how much toner is left?`,
    d => `Thank you for the quick repair, the ${d} runs like new.`,
    d => `The invoice for the maintenance of the ${d} is wrong again.`,
    d => `It would help us if the ${d} woke up faster in the afternoon.`,
    d => `Your competitor offered us a contract with free drums, we are thinking about it.`,
    d => `Since the last update the ${d} loses the network whenever somebody opens the tray.`,
    d => `I have to type the address of every customer by hand, is there no list?`,
    d => `The new ${d} is quiet, our reception is very happy with it.`,
  ],
  de: [
    d => `Der ${d} im zweiten Stock zieht seit gestern jedes zweite Blatt schief ein.`,
    d => `Können Sie bitte ein Ersatzgerät schicken, bis der ${d} repariert ist?`,
    d => `Die Rechnung für die Wartung vom ${d} stimmt schon wieder nicht.`,
    d => `Der Techniker war freundlich und schnell, der ${d} läuft wieder.`,
    d => `Wir wünschen uns, dass der ${d} meldet, wenn der Toner zur Neige geht.`,
    d => `Nach dem Umzug in die Möllerstraße findet der ${d} das Netz nicht mehr.`,
    d => `Beim Mitbewerber kostet die Seite weniger, das müssen wir uns überlegen.`,
    d => `Die Geräte sind erst zwei Jahre alt, und schon fehlen die Ersatzteile.`,
    d => `Schön, dass der ${d} jetzt leiser ist, das Großraumbüro dankt.`,
    d => `Am Telefon wurde uns versprochen, dass jemand noch am Freitag kommt.`,
  ],
  zh: [
    d => `办公室的${d}又坏了，换了硒鼓也没有用。`,
    d => `希望${d}能一次扫两面，这样我们可以省很多时间。`,
    d => `师傅上门很快，${d}现在用起来很顺手。`,
    d => `上个月的维修发票金额不对，请帮忙查一下。`,
    d => `${d}老是提示缺纸，可是纸盒明明是满的。`,
    d => `能不能在手机上看到还剩多少墨粉？`,
    d => `别家的合同更便宜，我们正在考虑要不要换。`,
    d => `自从升级以后，${d}经常连不上网络。`,
    d => `客服电话等了半个小时才有人接。`,
    d => `新的${d}声音小多了，前台的同事都很满意。`,
  ],
};

/** In about one text in a hundred. */
const RARE = {
  en: 'By the way, the stapler of the finisher is empty.',
  de: 'Übrigens: Die Heftklammern vom Finisher sind alle.',
  zh: '另外，装订器的订书针用完了。',
};

/** mulberry32. @returns integers from 0 to below the one that it is called with */
export function seeded(seed) {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const LANGUAGES = ['en', 'de', 'zh'];
const pick = (list, random) => list[random(list.length)];

/** One to four sentences; one text in four ends with a serial number, of which there are fifty thousand. */
export function randomText(random) {
  const language = pick(LANGUAGES, random);
  const device = pick(DEVICES[language], random);
  const sentences = Array.from({ length: 1 + random(4) }, () => pick(SENTENCES[language], random)(device));
  if (random(100) === 0) sentences.push(RARE[language]);
  if (random(4) === 0)
    sentences.push(
      `${{ en: 'Serial number', de: 'Gerätenummer', zh: '机号' }[language]} MF${10_000 + random(50_000)}.`,
    );
  return { language, text: sentences.join(language === 'zh' ? '' : ' ') };
}

/** The nth customer event: the same every time. */
export function eventOf(nth) {
  const { language, text } = randomText(seeded(nth));
  return {
    specversion: '1.0',
    id: `visit-${nth}`,
    source: '/bench',
    type: 'visit.noted',
    data: { customerId: `office-${nth % 5_000}`, text, languageHint: language },
  };
}
