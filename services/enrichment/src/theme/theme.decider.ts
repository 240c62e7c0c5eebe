import type { DomainEvent, Example, ThemeDescribed, ThemeMerged, ThemeParted, ThemeRenamed } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';

type ThemeEvent = DomainEvent<'ThemeDescribed' | 'ThemeRenamed' | 'ThemeMerged' | 'ThemeParted' | 'ThemeSplit'>;

interface State {
  /** Null before the theme exists. */
  description: ThemeDescribed | null;
  mergedInto: string | null;
  /** By theme that was split off: the texts of the examples that moved to it. */
  splits: Record<string, string[]>;
}

const life = {
  initialState: { description: null, mergedInto: null, splits: {} } as State,
  evolve: (state: State, event: ThemeEvent): State => {
    switch (event.type) {
      case 'ThemeDescribed':
        return { ...state, description: event.data };
      case 'ThemeRenamed':
        return state;
      case 'ThemeMerged':
        return { ...state, mergedInto: event.data.intoThemeId };
      case 'ThemeParted':
        return { ...state, mergedInto: null };
      case 'ThemeSplit':
        return { ...state, splits: { ...state.splits, [event.data.newThemeId]: event.data.moved.map(textOf) } };
    }
  },
};

/** The first description stands: with another one the command is rejected. */
export const describeTheme: Decider<ThemeDescribed, State, ThemeEvent> = {
  ...life,
  decide: (command, { description, mergedInto }) => {
    if (mergedInto) throw new Rejection('theme-merged', `It was merged into ${mergedInto}: unmerge it first.`);
    if (!description) return [{ type: 'ThemeDescribed', data: command }];
    if (isSame(command, description)) return [];
    const { themeId, name } = description;
    throw new Rejection('theme-name-taken', `${themeId} is called ${name}, and is described otherwise.`);
  },
};

/** What is null stays as it is. */
export interface DescribeThemeAnew {
  description: string | null;
  examples: Example[] | null;
}

export const describeThemeAnew: Decider<DescribeThemeAnew, State, ThemeEvent> = {
  ...life,
  decide: ({ description, examples }, { description: before, mergedInto }) => {
    if (!before) throw new Rejection('theme-not-found');
    if (mergedInto) throw new Rejection('theme-merged', `It was merged into ${mergedInto}: unmerge it first.`);
    const anew = {
      ...before,
      description: description ?? before.description,
      examples: examples ?? before.examples,
    };
    return isSame(anew, before) ? [] : [{ type: 'ThemeDescribed', data: anew }];
  },
};

/** Also describes the theme, for those who read descriptions only. Its inverse is to rename it back. */
export const renameTheme: Decider<ThemeRenamed, State, ThemeEvent> = {
  ...life,
  decide: (command, { description }) => {
    if (!description) throw new Rejection('theme-not-found');
    if (description.name === command.name) return [];
    return [
      { type: 'ThemeRenamed', data: command },
      { type: 'ThemeDescribed', data: { ...description, name: command.name } },
    ];
  },
};

/** Nothing is lost: unmerged, the theme is what it was. */
export const mergeTheme: Decider<ThemeMerged, State, ThemeEvent> = {
  ...life,
  decide: (command, { description, mergedInto }) => {
    if (!description) throw new Rejection('theme-not-found');
    if (mergedInto === command.intoThemeId) return [];
    if (mergedInto) throw new Rejection('theme-merged', `It was merged into ${mergedInto}: unmerge it first.`);
    return [{ type: 'ThemeMerged', data: command }];
  },
};

export const unmergeTheme: Decider<ThemeParted, State, ThemeEvent> = {
  ...life,
  decide: (command, { description, mergedInto }) => {
    if (!description) throw new Rejection('theme-not-found');
    return mergedInto ? [{ type: 'ThemeParted', data: command }] : [];
  },
};

export interface SplitTheme {
  themeId: string;
  newThemeId: string;
  /** Texts of the examples that move to the new theme. */
  examples: string[];
  itemIds: string[];
}

/** Its inverse is to merge the new theme back into it. */
export const splitTheme: Decider<SplitTheme, State, ThemeEvent> = {
  ...life,
  decide: ({ examples: asked, ...split }, { description, mergedInto, splits }) => {
    if (!description) throw new Rejection('theme-not-found');
    const movedBefore = splits[split.newThemeId];
    if (movedBefore) return splitBefore(asked, movedBefore);
    if (mergedInto) throw new Rejection('theme-merged', `It was merged into ${mergedInto}: unmerge it first.`);
    const texts = new Set(asked);
    const moved = description.examples.filter(({ text }) => texts.has(text));
    if (missingIn(moved.map(textOf), asked) > 0) throw new Rejection('example-not-found');
    const examples = description.examples.filter(({ text }) => !texts.has(text));
    return [
      { type: 'ThemeSplit', data: { ...split, moved } },
      { type: 'ThemeDescribed', data: { ...description, examples } },
    ];
  },
};

const textOf = ({ text }: Example): string => text;

/** @throws Rejection `theme-name-taken` where more examples are asked for than moved then */
function splitBefore(asked: string[], moved: string[]): [] {
  const more = missingIn(moved, asked);
  if (more === 0) return [];
  const detail = `It was split off without ${more} of these examples: describe it with them, or choose another name.`;
  throw new Rejection('theme-name-taken', detail);
}

/** How many of the texts are not in the list. */
function missingIn(list: string[], texts: string[]): number {
  const known = new Set(list);
  return texts.filter(text => !known.has(text)).length;
}

const isSame = (one: ThemeDescribed, other: ThemeDescribed): boolean => JSON.stringify(one) === JSON.stringify(other);
