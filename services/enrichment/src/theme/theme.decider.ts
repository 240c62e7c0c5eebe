import type { DomainEvent, Example, ThemeDescribed, ThemeMerged, ThemeParted, ThemeRenamed } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';

type ThemeEvent = DomainEvent<'ThemeDescribed' | 'ThemeRenamed' | 'ThemeMerged' | 'ThemeParted' | 'ThemeSplit'>;

interface State {
  /** Null before there is one. */
  description: ThemeDescribed | null;
  mergedInto: string | null;
  /** The texts of the examples that went along, by the theme that was split off. */
  splits: Record<string, string[]>;
}

/** Names that differ in nothing else are the same. */
export const plain = (name: string): string => name.trim().toLowerCase();

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

/** A theme is what people last said it is. It was looked for by its name: one that is called otherwise since, or merged, stays as it is. */
export const theme: Decider<ThemeDescribed, State, ThemeEvent> = {
  ...life,
  decide: (command, { description, mergedInto }) => {
    if (description && plain(description.name) !== plain(command.name))
      throw new Rejection('theme-name-taken', `The theme is called ${description.name} since.`);
    if (mergedInto) throw new Rejection('theme-merged', `It was merged into ${mergedInto}: unmerge it first.`);
    return isSame(command, description) ? [] : [{ type: 'ThemeDescribed', data: command }];
  },
};

/** One that was looked for and not found: what people said it is meanwhile stays. */
export const newTheme: Decider<ThemeDescribed, State, ThemeEvent> = {
  ...life,
  decide: (command, state) => {
    const events = theme.decide(command, state);
    if (state.description && events.length > 0) throw new Rejection('theme-name-taken');
    return events;
  },
};

/** Whoever only hears of descriptions hears of the new name. Its inverse is to rename it back. */
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

/** Nothing of it is lost: it can be unmerged, and is then what it was. */
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
  /** Texts of examples that go along. */
  examples: string[];
  itemIds: string[];
}

/** Its inverse is to merge what was split off back into it. */
export const splitTheme: Decider<SplitTheme, State, ThemeEvent> = {
  ...life,
  decide: ({ examples: going, ...split }, { description, mergedInto, splits }) => {
    if (!description) throw new Rejection('theme-not-found');
    const gone = splits[split.newThemeId];
    if (gone) return goneAlready(going, gone);
    if (mergedInto) throw new Rejection('theme-merged', `It was merged into ${mergedInto}: unmerge it first.`);
    const texts = new Set(going);
    const moved = description.examples.filter(({ text }) => texts.has(text));
    if (missingIn(moved.map(textOf), going) > 0) throw new Rejection('example-not-found');
    const examples = description.examples.filter(({ text }) => !texts.has(text));
    return [
      { type: 'ThemeSplit', data: { ...split, moved } },
      { type: 'ThemeDescribed', data: { ...description, examples } },
    ];
  },
};

const textOf = ({ text }: Example): string => text;

/** @throws Rejection `theme-name-taken` where more is to go along than went */
function goneAlready(going: string[], gone: string[]): [] {
  const more = missingIn(gone, going);
  if (more === 0) return [];
  const detail = `It was split off without ${more} of these examples: describe it with them, or choose another name.`;
  throw new Rejection('theme-name-taken', detail);
}

/** How many of the texts are not among those. */
function missingIn(those: string[], texts: string[]): number {
  const known = new Set(those);
  return texts.filter(text => !known.has(text)).length;
}

const isSame = (one: ThemeDescribed, other: ThemeDescribed | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
