import { readFileSync } from 'node:fs';
import type { Language } from '@ckm/contracts';
import type { ThemeDefinition } from '../language/interpreter.js';
import { REJECT_THRESHOLD, themesIn } from './theme-matcher.js';

const described = JSON.parse(
  readFileSync(new URL('../../../../infra/demo/themes.json', import.meta.url), 'utf8'),
) as Omit<ThemeDefinition, 'themeId'>[];
// Four of them are enough, and others may be added to the demo.
const demo: ThemeDefinition[] = described.slice(0, 4).map(theme => ({ themeId: theme.name, ...theme }));

const namesOf = async (text: string, language: Language, themes = demo): Promise<string[]> =>
  (await themesIn([{ text, language }], themes)).themes.map(match => match.theme);

describe('the theme of a text', () => {
  it.each<[Language, string, string]>([
    ['en', 'Scan to e-mail', 'my scans do not reach the inbox'],
    ['en', 'Paper jams', 'sheets stick in the duplexer'],
    ['en', 'Toner supply', 'cartridges cost a fortune'],
    ['en', 'Repair service', 'hotline never answers'],
    ['de', 'Scan to e-mail', 'Scans landen nicht im Postfach'],
    ['de', 'Paper jams', 'zieht die Umschläge schief ein'],
    ['de', 'Toner supply', 'Tonerkartuschen sind nicht geliefert worden'],
    ['de', 'Repair service', 'techniker kam wieder nicht'],
    ['zh', 'Scan to e-mail', '扫描件发不到邮箱'],
    ['zh', 'Paper jams', '双面卡纸'],
    ['zh', 'Toner supply', '硒鼓又寄错了，这个月都第二次了，害得我们全班的卷子都没印出来'],
    ['zh', 'Repair service', '师傅一直没上门维修'],
  ])('%s is "%s": %s', async (language, theme, text) => expect(await namesOf(text, language)).toEqual([theme]));

  it.each<[Language, string]>([
    ['en', 'the lid squeaks when I close it'],
    ['en', 'It has become a habit.'],
    ['en', 'Do you also sell shredders?'],
    ['de', 'Die Rechnung wurde doppelt abgebucht.'],
    ['de', 'Verkaufen Sie auch Aktenvernichter?'],
    ['zh', '发票税号开错了'],
    ['zh', '屏幕太暗看不清'],
    ['en', '...'],
    ['en', ''],
  ])('%s is none for "%s"', async (language, text) => expect(await namesOf(text, language)).toEqual([]));

  it('is that of each sentence, best first', async () => {
    const { themes, nearestTheme } = await themesIn(
      [
        { text: 'Hello there', language: 'en' },
        { text: 'The toner arrived late', language: 'en' },
        { text: 'Scan to email fails with an SMTP login error', language: 'en' },
      ],
      demo,
    );
    expect(themes.map(match => match.theme)).toEqual(['Scan to e-mail', 'Toner supply']);
    expect(themes[0]).toEqual(nearestTheme);
    for (const { confidence } of themes) {
      expect(confidence).toBeGreaterThanOrEqual(REJECT_THRESHOLD);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  it('is not found by a single word, even one that an example has', async () => {
    const themes: ThemeDefinition[] = [
      ['Quiet mode', 'Please add a quiet mode for the night.'],
      ['Second tray', 'We would need another tray for envelopes.'],
    ].map(([name = '', text = '']) => ({ themeId: name, name, description: '', examples: [{ language: 'en', text }] }));
    const pieces = ['We would need another tray for envelopes.', 'Please!'].map(text => ({
      text,
      language: 'en' as const,
    }));
    expect((await themesIn(pieces, themes)).themes.map(match => match.theme)).toEqual(['Second tray']);
  });

  it('is named as the nearest one below the threshold', async () => {
    const { themes, nearestTheme } = await themesIn(
      [{ text: 'Six months in and not a single jam', language: 'en' }],
      demo,
    );
    expect(themes).toEqual([]);
    expect(nearestTheme).toMatchObject({ theme: 'Paper jams' });
    expect(nearestTheme?.confidence).toBeLessThan(REJECT_THRESHOLD);
  });

  it('is found only by examples in the language of the text', async () => {
    const german: ThemeDefinition[] = [
      {
        themeId: 't',
        name: 'Versand',
        description: '',
        examples: [{ language: 'de', text: 'Scannen an Outlook geht nicht' }],
      },
    ];
    expect(await namesOf('Scannen an Outlook', 'de', german)).toEqual(['Versand']);
    expect(await themesIn([{ text: 'Scannen an Outlook', language: 'en' }], german)).toEqual({
      themes: [],
      nearestTheme: null,
    });
  });

  it('is not found by examples in an unknown language, which may be any', async () => {
    const [language, text] = ['und' as const, 'Imprimante en panne'];
    const named = { themeId: 't', name: 'Breakdowns', description: '', examples: [] };
    const described: ThemeDefinition[] = [{ ...named, examples: [{ language, text }] }];
    const said: ThemeDefinition[] = [{ ...named, said: [{ language, text }] }];
    expect(await namesOf(text, language, described)).toEqual([]);
    expect(await namesOf(text, language, said)).toEqual([]);
    expect(await namesOf('breakdowns', language, said)).toEqual(['Breakdowns']);
  });

  it('is found by its name in any language', async () => {
    const named: ThemeDefinition[] = [{ themeId: 't', name: 'Follow-me printing', description: '', examples: [] }];
    expect(await namesOf('Wann kommt follow-me printing?', 'de', named)).toEqual(['Follow-me printing']);
    expect(await namesOf('Follow-me printing', 'und', named)).toEqual(['Follow-me printing']);
  });

  it('is found by the name and the description of what was merged into it', async () => {
    const [merged, description] = [{ name: 'Follow-me_printing', description: 'Badges at the device' }, ''];
    const themes: ThemeDefinition[] = [
      { themeId: 'c', name: 'Confidential prints', description, examples: [], merged: [merged] },
      { themeId: 't', name: 'Toner supply', description, examples: [] },
    ];
    for (const text of ['follow-me printing', 'my badge at the device', 'confidential prints'])
      expect(await namesOf(text, 'en', themes)).toEqual(['Confidential prints']);
  });

  it('may be one of several', async () => {
    const { themes } = await themesIn(
      [
        { text: 'Schon wieder ein Papierstau im Duplexer.', language: 'de' },
        { text: 'Und der Techniker ist wieder nicht gekommen.', language: 'de' },
      ],
      demo,
    );
    expect(new Set(themes.map(match => match.theme))).toEqual(new Set(['Paper jams', 'Repair service']));
  });

  it('waits for the model, and is the same while and after that is trained', async () => {
    const fresh = structuredClone(demo);
    const [first, second] = await Promise.all([
      namesOf('The toner arrived late', 'en', fresh),
      namesOf('The toner arrived late', 'en', fresh),
    ]);
    expect(first).toEqual(['Toner supply']);
    expect(second).toEqual(first);
    expect(await namesOf('The toner arrived late', 'en', fresh)).toEqual(first);
  });

  it('is none without themes', async () =>
    expect(await themesIn([{ text: 'The toner arrived late', language: 'en' }], [])).toEqual({
      themes: [],
      nearestTheme: null,
    }));

  it('is found by a model that is trained once for a list', async () => {
    let derived = 0;
    const counted = [
      {
        themeId: 't',
        name: 'Toner',
        description: '',
        get examples() {
          derived++;
          return [];
        },
      },
    ];
    for (const text of ['toner', 'toner late', 'no toner'])
      expect(await namesOf(text, 'en', counted)).toEqual(['Toner']);
    expect(derived).toBe(1);
  });

  it('is found by a model of its own for each list', async () => {
    const before = await namesOf('The toner arrived late', 'en');
    expect(await namesOf('The toner arrived late', 'en', demo.slice(0, 2))).toEqual([]);
    expect(await namesOf('The toner arrived late', 'en')).toEqual(before);
  });
});
