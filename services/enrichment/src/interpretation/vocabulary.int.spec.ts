import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { say } from '../fixture/saying.js';
import { enrichment, openBeforeEach } from '../fixture/opened-enrichment.js';
import { steward } from '../fixture/steward.js';
import { NameCompetitors } from '../competitor/name-competitors.command.js';
import { ChooseLanguages } from '../chosen-language/choose-languages.command.js';
import { DescribeThemes } from '../theme/describe-theme.command.js';
import { MergeThemes } from '../theme/merge-theme.command.js';
import { UnmergeThemes } from '../theme/unmerge-theme.command.js';
import { CorrectInterpretations } from './correct-interpretation.command.js';
import { type VocabularyOf, vocabularyOf } from './vocabulary.js';

let vocabulary: VocabularyOf;
let themeId: string;

openBeforeEach();
beforeEach(async () => {
  vocabulary = vocabularyOf(enrichment.service);
  themeId = await describeTheme('Boiler');
});
afterEach(() => void jest.restoreAllMocks());

async function describeTheme(name: string, description = ''): Promise<string> {
  const body = { name, description, examples: [] };
  const { data } = await new DescribeThemes(enrichment.service).describe(body, steward);
  await enrichment.catchUp();
  return data.themeId;
}

/** A customer says it, and a person gives it the theme. */
async function put(text: string): Promise<string> {
  const itemId = await say(enrichment, { name: text, text });
  await new CorrectInterpretations(enrichment.service).correct(itemId, { themes: [themeId] }, steward);
  await enrichment.catchUp();
  return itemId;
}

const asked = async () => {
  await pause(100);
  return vocabulary('demo');
};
const examples = async (): Promise<string[]> =>
  (await asked()).themes.flatMap(theme => theme.said!.map(({ text }) => text)).sort();

describe('the vocabulary of a tenant', () => {
  it('is the same object until a theme or an example is added', async () => {
    const before = await asked();
    expect(before).toMatchObject({ themes: [{ name: 'Boiler', said: [] }], competitors: [] });
    await say(enrichment, { name: 'else', text: 'thanks for nothing' });
    expect(await asked()).toBe(before);
    await describeTheme('Lift');
    expect((await asked()).themes).toMatchObject([{ name: 'Boiler' }, { name: 'Lift' }]);
    await put('the boiler drips');
    expect(await examples()).toEqual(['the boiler drips']);
  });

  it('has names and descriptions of merged themes until they are unmerged', async () => {
    const lift = await describeTheme('Lift', 'Doors and buttons');
    const before = (await asked()).themes;
    await new MergeThemes(enrichment.service).merge(lift, { into: themeId }, steward);
    await enrichment.catchUp();
    expect((await asked()).themes).toMatchObject([
      { name: 'Boiler', description: '', merged: [{ name: 'Lift', description: 'Doors and buttons' }] },
    ]);
    await new UnmergeThemes(enrichment.service).unmerge(lift, steward);
    await enrichment.catchUp();
    expect((await asked()).themes).toEqual(before);
  });

  it('has the competitors that were named last', async () => {
    for (const names of [['Hansen', ' Hansen', '北方打印'], ['Hansen']]) {
      const competitors = names.map(name => ({ name }));
      await new NameCompetitors(enrichment.service).name({ competitors }, steward);
      await enrichment.catchUp();
      expect((await asked()).competitors).toEqual([...new Set(names.map(name => name.trim()))]);
    }
  });

  it('has the languages that were chosen last; all until any are chosen', async () => {
    expect((await asked()).languages).toEqual(['en', 'de', 'zh']);
    for (const languages of [['de', 'zh'], ['de']] as const) {
      await new ChooseLanguages(enrichment.service).choose({ languages: [...languages, 'de'] }, steward);
      await enrichment.catchUp();
      expect((await asked()).languages).toEqual(languages);
    }
  });

  it('has no words of withdrawn items or forgotten customers', async () => {
    const itemId = await put('the boiler drips');
    await put('the boiler hums');
    expect(await examples()).toEqual(['the boiler drips', 'the boiler hums']);
    await enrichment.withdraw(itemId);
    expect(await examples()).toEqual(['the boiler hums']);
    await enrichment.capture('the boiler hums', null);
    expect(await examples()).toEqual([]);
  });

  it('is refreshed even where the clock of the host is set back', async () => {
    await asked();
    enrichment.pass(-86_400_000);
    await describeTheme('Lift');
    expect((await asked()).themes).toHaveLength(2);
  });

  it('is read once for all who ask at the same time', async () => {
    const { service } = enrichment;
    const reads = jest.spyOn(service, 'read');
    const [one, ...others] = await Promise.all(Array.from({ length: 8 }, () => vocabulary('demo')));
    expect(others.every(other => other === one)).toBe(true);
    expect(reads.mock.calls.length).toBe(4);
  });

  it('is the previous one while a refresh takes long', async () => {
    const before = await asked();
    await describeTheme('Lift');
    const { service } = enrichment;
    jest.spyOn(service, 'read').mockImplementationOnce(async (...asking) => {
      await pause(2_000);
      return service.read(...asking);
    });
    expect(await asked()).toBe(before);
    // The first call has used up the patience for both.
    expect(await asked()).toBe(before);
    await pause(1_500);
    expect((await asked()).themes).toHaveLength(2);
  });

  it('is unavailable while one of its views is being built', async () => {
    const { service } = enrichment;
    jest.spyOn(service, 'isBuilding').mockReturnValue(true);
    await expect(vocabulary('demo')).rejects.toMatchObject({ code: 'projection-building', retryAfterS: 1 });
    jest.restoreAllMocks();
    expect((await vocabulary('demo')).themes).toHaveLength(1);
  });
});
