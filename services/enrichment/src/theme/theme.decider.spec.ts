import type { DomainEvent, ThemeDescribed } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import {
  describeTheme,
  describeThemeAnew,
  mergeTheme,
  renameTheme,
  splitTheme,
  unmergeTheme,
} from './theme.decider.js';

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
  it('is described', () => given(describeTheme).when(toner).then(described()));

  it('is left as it is by the same description', () => given(describeTheme, described()).when(toner).then());

  it.each<[otherwise: string, more: Partial<ThemeDescribed>]>([
    ['another description', { description: '' }],
    ['other examples', { examples: [] }],
    ['its name in another case', { name: ' TONER supply' }],
  ])('is not described once more with %s', (_, more) =>
    given(describeTheme, described())
      .when({ ...toner, ...more })
      .thenRejected('theme-name-taken'),
  );

  it('is not described under the name that it had before', () =>
    given(describeTheme, described(), described({ name: 'Toner' }))
      .when(toner)
      .thenRejected('theme-name-taken'));

  it('is not described while it is merged into another', () => {
    given(describeTheme, described(), merged).when(toner).thenRejected('theme-merged');
    given(describeTheme, described(), merged, parted).when(toner).then();
  });
});

describe('a theme that is described anew', () => {
  const nothing = { description: null, examples: null };

  it('has what is given, and keeps what is not', () => {
    const description = 'Everything about cartridges.';
    given(describeThemeAnew, described())
      .when({ ...nothing, description })
      .then(described({ description }));
    given(describeThemeAnew, described({ name: 'Toner' }))
      .when({ description: '', examples: [late] })
      .then(described({ name: 'Toner', description: '', examples: [late] }));
  });

  it('is left as it is by what it has already', () => {
    given(describeThemeAnew, described()).when(nothing).then();
    given(describeThemeAnew, described()).when(toner).then();
  });

  it('must exist, and must not be merged', () => {
    given(describeThemeAnew).when(nothing).thenRejected('theme-not-found');
    given(describeThemeAnew, described(), merged).when(nothing).thenRejected('theme-merged');
  });
});

describe('a theme that is renamed', () => {
  const named = (name: string): DomainEvent<'ThemeRenamed'> => ({ type: 'ThemeRenamed', data: { themeId, name } });

  it('keeps its description and examples', () =>
    given(renameTheme, described())
      .when({ themeId, name: 'Toner' })
      .then(named('Toner'), described({ name: 'Toner' })));

  it('is left as it is by the same name', () =>
    given(renameTheme, described()).when({ themeId, name: toner.name }).then());

  it('is what it was when it is renamed back', () =>
    given(renameTheme, described(), named('Toner'), described({ name: 'Toner' }))
      .when({ themeId, name: toner.name })
      .then(named(toner.name), described()));

  it('must exist', () => given(renameTheme).when({ themeId, name: 'Toner' }).thenRejected('theme-not-found'));
});

describe('a theme that is merged into another', () => {
  it('is marked as merged', () => given(mergeTheme, described()).when(merged.data).then(merged));

  it('is left as it is by the same merge', () => given(mergeTheme, described(), merged).when(merged.data).then());

  it('is not merged into a third one before it is unmerged', () =>
    given(mergeTheme, described(), merged).when({ themeId, intoThemeId: third }).thenRejected('theme-merged'));

  it('is unmerged once', () => {
    given(unmergeTheme, described(), merged).when({ themeId }).then(parted);
    given(unmergeTheme, described(), merged, parted).when({ themeId }).then();
  });

  it('may be merged again after it was unmerged', () =>
    given(mergeTheme, described(), merged, parted).when(merged.data).then(merged));

  it('must exist', () => {
    given(mergeTheme).when(merged.data).thenRejected('theme-not-found');
    given(unmergeTheme).when({ themeId }).thenRejected('theme-not-found');
  });
});

describe('a theme that is split', () => {
  const split = { themeId, newThemeId: other, itemIds: [third] };
  const happened: DomainEvent<'ThemeSplit'> = { type: 'ThemeSplit', data: { ...split, moved: [leaks] } };
  const asked = { ...split, examples: [leaks.text] };

  it('loses the examples that are named', () =>
    given(splitTheme, described())
      .when(asked)
      .then(happened, described({ examples: [late] })));

  it('is split off once', () =>
    given(splitTheme, described(), happened, described({ examples: [late] }))
      .when(asked)
      .then());

  it('must have the examples that are named', () =>
    given(splitTheme, described())
      .when({ ...asked, examples: ['Wo ist mein Paket?'] })
      .thenRejected('example-not-found'));

  it('must exist, and must not be merged', () => {
    given(splitTheme).when(asked).thenRejected('theme-not-found');
    given(splitTheme, described(), merged).when(asked).thenRejected('theme-merged');
  });
});
