import type { DomainEvent, ThemeDescribed } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { mergeTheme, newTheme, unmergeTheme, renameTheme, splitTheme, theme } from './theme.decider.js';

const themeId = '0a52b1d6-1111-5111-8111-000000000001';
const other = '0a52b1d6-1111-5111-8111-000000000002';
const third = '0a52b1d6-1111-5111-8111-000000000003';
const late = { language: 'zh', text: '墨粉又用完了，下单三天还没到' } as const;
const leaks = { language: 'de', text: 'Die Kartusche läuft aus.' } as const;
const toner: ThemeDescribed = {
  themeId,
  name: 'Toner supply',
  description: 'Cartridges that come late, leak or run out.',
  examples: [late, leaks],
};
const described = (more: Partial<ThemeDescribed> = {}): DomainEvent<'ThemeDescribed'> => ({
  type: 'ThemeDescribed',
  data: { ...toner, ...more },
});
const merged: DomainEvent<'ThemeMerged'> = { type: 'ThemeMerged', data: { themeId, intoThemeId: other } };
const parted: DomainEvent<'ThemeParted'> = { type: 'ThemeParted', data: { themeId } };

describe('a theme', () => {
  it('is described', () => given(theme).when(toner).then(described()));

  it('is already so when it is described in the same words', () => given(theme, described()).when(toner).then());

  it('is described anew in other words', () => {
    const anew = { description: 'Everything about cartridges.' };
    given(theme, described())
      .when({ ...toner, ...anew })
      .then(described(anew));
  });

  it('is described anew under its name in other letters', () =>
    given(theme, described())
      .when({ ...toner, name: ' TONER supply' })
      .then(described({ name: ' TONER supply' })));

  it('is not called again what it was called before', () =>
    given(theme, described(), described({ name: 'Toner' }))
      .when({ ...toner, examples: [late] })
      .thenRejected('theme-name-taken'));

  it('is not described where another stands for it', () => {
    given(theme, described(), merged)
      .when({ ...toner, examples: [late] })
      .thenRejected('theme-merged');
    given(theme, described(), merged, parted)
      .when({ ...toner, examples: [late] })
      .then(described({ examples: [late] }));
  });
});

describe('a theme that is new', () => {
  it('is described', () => given(newTheme).when(toner).then(described()));

  it('is already so when others described it in the same words', () => given(newTheme, described()).when(toner).then());

  it('stays as others described it meanwhile', () =>
    given(newTheme, described({ examples: [late] }))
      .when(toner)
      .thenRejected('theme-name-taken'));
});

describe('a theme that is renamed', () => {
  const named = (name: string): DomainEvent<'ThemeRenamed'> => ({ type: 'ThemeRenamed', data: { themeId, name } });

  it('keeps what it means, and what customers say about it', () =>
    given(renameTheme, described())
      .when({ themeId, name: 'Toner' })
      .then(named('Toner'), described({ name: 'Toner' })));

  it('is already so under the same name', () =>
    given(renameTheme, described()).when({ themeId, name: toner.name }).then());

  it('is what it was when it is renamed back', () =>
    given(renameTheme, described(), named('Toner'), described({ name: 'Toner' }))
      .when({ themeId, name: toner.name })
      .then(named(toner.name), described()));

  it('has to be there', () => given(renameTheme).when({ themeId, name: 'Toner' }).thenRejected('theme-not-found'));
});

describe('a theme that is merged into another', () => {
  it('counts for that one', () => given(mergeTheme, described()).when(merged.data).then(merged));

  it('is already so when it was', () => given(mergeTheme, described(), merged).when(merged.data).then());

  it('is merged into no third one before it is parted', () =>
    given(mergeTheme, described(), merged).when({ themeId, intoThemeId: third }).thenRejected('theme-merged'));

  it('is parted again, once', () => {
    given(unmergeTheme, described(), merged).when({ themeId }).then(parted);
    given(unmergeTheme, described(), merged, parted).when({ themeId }).then();
  });

  it('may be merged again after it was parted', () =>
    given(mergeTheme, described(), merged, parted).when(merged.data).then(merged));

  it('has to be there', () => {
    given(mergeTheme).when(merged.data).thenRejected('theme-not-found');
    given(unmergeTheme).when({ themeId }).thenRejected('theme-not-found');
  });
});

describe('a theme that is split', () => {
  const split = { themeId, newThemeId: other, itemIds: [third] };
  const happened: DomainEvent<'ThemeSplit'> = { type: 'ThemeSplit', data: { ...split, moved: [leaks] } };
  const asked = { ...split, examples: [leaks.text] };

  it('gives the examples away that are named', () =>
    given(splitTheme, described())
      .when(asked)
      .then(happened, described({ examples: [late] })));

  it('is split off once', () =>
    given(splitTheme, described(), happened, described({ examples: [late] }))
      .when(asked)
      .then());

  it('gives away only examples that it has', () =>
    given(splitTheme, described())
      .when({ ...asked, examples: ['Wo ist mein Paket?'] })
      .thenRejected('example-not-found'));

  it('has to be there, and to stand for itself', () => {
    given(splitTheme).when(asked).thenRejected('theme-not-found');
    given(splitTheme, described(), merged).when(asked).thenRejected('theme-merged');
  });
});
