import type { Mutant } from './mutant.js';
import { DOOR } from './mutants/door.mutants.js';
import { LOG } from './mutants/log.mutants.js';
import { OUTBOUND } from './mutants/outbound.mutants.js';
import { PEOPLE } from './mutants/people.mutants.js';
import { ROAD } from './mutants/road.mutants.js';

/** By what they break. */
export const GROUPS: Record<string, Mutant[]> = {
  log: LOG,
  road: ROAD,
  people: PEOPLE,
  door: DOOR,
  outbound: OUTBOUND,
};

export const MUTANTS: Mutant[] = Object.values(GROUPS).flat();

/** Those of these names, of mutants or groups, by group; all of them where nothing is named. @throws for a name that is none */
export function chosen(names: string[]): [group: string, mutants: Mutant[]][] {
  const unknown = names.filter(name => !Object.hasOwn(GROUPS, name) && !MUTANTS.some(mutant => mutant.name === name));
  if (unknown.length > 0) throw new Error(`There is no mutant ${unknown.join(', ')}; --list lists those there are.`);
  const isMeant = (group: string) => (mutant: Mutant) =>
    names.length === 0 || names.includes(group) || names.includes(mutant.name);
  return Object.entries(GROUPS)
    .map(([group, mutants]): [string, Mutant[]] => [group, mutants.filter(isMeant(group))])
    .filter(([, mutants]) => mutants.length > 0);
}
