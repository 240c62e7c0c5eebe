import type { SignalType } from '@ckm/contracts';
import type { Readable } from './language.js';
import { englishRules } from './rules.en.js';
import { signalsIn } from './signals.js';

const signals = (language: Readable, text: string, score?: number): ReturnType<typeof signalsIn> =>
  signalsIn({ text, span: { start: 0, end: text.length } }, language, { score });

it.each<[Readable, string]>([
  ['en', 'The copier stands next to the kitchen.'],
  ['de', 'Der Kopierer steht neben der Küche.'],
  ['zh', '复印机在厨房旁边。'],
  ['en', 'Let me add that the kitchen is on the third floor.'],
  ['en', 'Support for the old fax ended in June.'],
  ['en', 'I should add that we are a school.'],
  ['en', '+1 for this one'],
  ['en', '...'],
  ['de', '😀'],
])('a neutral sentence has no signal, in %s: "%s"', (language, text) => expect(signals(language, text)).toEqual([]));

it('found by a rule is no surer than rule and model are together, and no less sure than half of what the rule is', () => {
  const [unmet] = signals('en', 'I expected more for that price.', 0.5);
  expect(unmet).toMatchObject({ rule: 'en.expectation.unmet' });
  const { confidence } = englishRules.find(({ id }) => id === unmet!.rule)!;
  expect(unmet!.confidence).toBeGreaterThanOrEqual(confidence / 2);
  expect(unmet!.confidence).toBeLessThanOrEqual((confidence + 1) / 2);
});

describe('an implied signal', () => {
  it.each<[Readable, string, string]>([
    ['en', 'workaround', 'Every time I have to unplug it and type the address again'],
    ['en', 'workaround', 'so we just take a photo and mail that'],
    ['en', 'repeated attempt', 'I called you three times about this'],
    ['en', 'unmet expectation', 'We were promised a loan machine for last Tuesday.'],
    ['en', 'comparison', 'Our old copier could staple in the corner'],
    ['en', 'problem', 'It is hard to tell which tray is empty'],
    ['de', 'workaround', 'Ich exportiere jedes Mal nach Excel und sortiere es dort'],
    ['de', 'workaround', 'jeden morgen muss ich das geraet neu starten'],
    ['de', 'repeated attempt', 'Ich habe schon dreimal angerufen und viermal geschrieben, zum dritten Mal übrigens'],
    ['de', 'unmet expectation', 'Uns wurde ein Leihgerät bis Dienstag versprochen'],
    ['de', 'comparison', 'Der alte Kopierer konnte auch heften'],
    ['de', 'problem', 'Das Menü ist ziemlich umständlich'],
    ['zh', 'workaround', '每次都要手动输入邮箱地址'],
    ['zh', 'workaround', '只能用手机拍照再发'],
    ['zh', 'workaround', '目前用U盘拷来拷去'],
    ['zh', 'workaround', '得先存到电脑再打印'],
    ['zh', 'repeated attempt', '我已经催了三次'],
    ['zh', 'unmet expectation', '说好的周二上门'],
    ['zh', 'comparison', '以前那台机器就可以自动装订'],
    ['zh', 'problem', '菜单太复杂'],
  ])('is given with its rationale, in %s for a %s: "%s"', (language, rationale, text) => {
    const implied = signals(language, text).filter(signal => signal.expression === 'IMPLIED');
    expect(implied.map(signal => signal.rationale)).toContain(rationale);
    expect(implied.every(signal => signal.kind === 'NEED' || signal.kind === 'EXPECTATION')).toBe(true);
  });

  it('gives way to an expressed one of the same type in the sentence', () => {
    const [request] = signals('en', 'Is there a way to save it, every time I have to type the address by hand').filter(
      ({ type }) => type === 'REQUEST',
    );
    expect(request).toMatchObject({
      expression: 'EXPRESSED',
      rationale: null,
      rule: 'en.request.any-chance',
      kind: 'WANT',
    });
  });
});

describe('a problem that the sentence alone leaves open', () => {
  it.each<[Readable, string]>([
    ['en', 'The second tray holds eighty sheets.'],
    ['de', 'Das Netzteil wird heiß.'],
    ['zh', '屏幕是暗的'],
  ])('is found in a text that complains, not in one that praises, in %s: "%s"', (language, text) => {
    const [sad, glad] = [-0.9, 0.9].map(score => signals(language, text, score).map(({ type }) => type));
    expect(sad).toContain('PROBLEM');
    expect(glad).not.toContain('PROBLEM');
  });
});

describe('a sentence with several points', () => {
  it.each<[Readable, SignalType[], string]>([
    ['en', ['REQUEST', 'PROBLEM'], 'The scanner is broken, please send someone'],
    ['de', ['REQUEST', 'PROBLEM'], 'Der Scanner ist kaputt, bitte schickt jemanden'],
    ['zh', ['REQUEST', 'PROBLEM'], '扫描仪坏了，请尽快派人来'],
  ])('has one signal of each type, with the sentence as its span, in %s', (language, types, text) => {
    const found = signals(language, text);
    expect(found.map(({ type }) => type).sort()).toEqual([...types].sort());
    for (const signal of found) expect(signal).toMatchObject({ text, span: { start: 0, end: text.length } });
  });
});

describe('a sentence that states a fault and implies more', () => {
  it.each<[Readable, string, string]>([
    ['en', 'I have emailed you three times and the scanner is still broken.', 'repeated attempt'],
    ['de', 'Dreimal habe ich das Formular abgeschickt, jedes Mal kommt eine Fehlermeldung.', 'repeated attempt'],
    ['zh', '报修了三次，机器还是坏的。', 'repeated attempt'],
  ])('has a signal of each, in %s: "%s"', (language, text, rationale) => {
    const found = signals(language, text).filter(({ type }) => type === 'PROBLEM');
    expect(found.map(each => each.rationale)).toEqual([null, rationale]);
  });
});
