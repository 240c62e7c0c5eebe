/** A mistake that somebody could make and a review could miss: another text in one place of one file. Paths are from the root. */
export interface Mutant {
  name: string;
  file: string;
  /** As a sentence. */
  breaks: string;
  /** Stands in the file exactly once. */
  find: string;
  replace: string;
  /** One of their tests must fail. */
  specs: string[];
}

/** @throws when the text is not there, or more than once */
export function mutated({ name, file, find, replace }: Mutant, source: string): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${name}: its text stands in ${file} ${parts.length - 1} times, not once`);
  return parts.join(replace);
}
