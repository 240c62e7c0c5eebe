import { readFile } from 'node:fs/promises';
import { READABLE, type Readable } from '@ckm/contracts';
import { languageNamed, languagesOf, type ThemeDefinition } from '@ckm/enrichment/analysis';
import { usageError } from './exit.js';
import { utf8 } from './lines.js';
import { isTooLong } from './ndjson.js';

type Language = ThemeDefinition['examples'][number]['language'];
type Document = Record<string, unknown>;

interface Example {
  text: string;
  /** Null where the file does not say. */
  language: Language | null;
}

/** An entry of a taxonomy file. It may describe a theme, hold examples of it, or be an example itself. */
interface Entry {
  name: string;
  description: string;
  examples: Example[];
}

type Theme = Entry & { themeId: string };

/** `en,de` @throws ExitError */
export function readLanguages(list: string): Readable[] {
  const names = list.split(',').map(name => name.trim().toLowerCase());
  // A trailing comma is allowed.
  if (names.at(-1) === '') names.pop();
  const isReadable = (name: string): name is Readable => READABLE.some(each => each === name);
  if (names.length === 0 || !names.every(isReadable))
    throw usageError(`--languages ${list}: it takes some of ${READABLE.join()}`);
  return [...new Set(names)];
}

/** A JSON list of names, or a name a line. @throws ExitError */
export async function readCompetitors(file: string | undefined): Promise<string[]> {
  if (file === undefined) return [];
  const text = await contentOf('--competitors', file);
  const names = text.trimStart().startsWith('[') ? jsonIn(text, `--competitors ${file}`) : linesIn(text);
  if (!Array.isArray(names) || !names.every(name => typeof name === 'string'))
    throw usageError(`--competitors ${file}: a list of names, or a name a line`);
  return names.map(name => name.trim()).filter(name => name !== '');
}

/** Null where the text, or one of its lines, is a JSON string, list or object. A number may be a name. */
function linesIn(text: string): string[] | null {
  const lines = text.split('\n');
  return [text, ...lines].some(part => /^(?:string|object)$/.test(typeof jsonOf(part))) ? null : lines;
}

/**
 * A taxonomy: JSON (a list, or `{ themes }`) or NDJSON, of themes `{ name, description?, examples? }`, an example `{ text, language? }` or only
 * its text, or of texts with a label, `{ text, language?, theme }`. `name`, `theme` and `label` are one, and so are `language` and `lang`.
 * In the order of the file.
 * @throws ExitError
 */
export async function readTaxonomy(file: string | undefined): Promise<ThemeDefinition[]> {
  if (file === undefined) return [];
  const themes = new Map<string, Theme>();
  documentsIn(await contentOf('--taxonomy', file), `--taxonomy ${file}`).forEach((document, nth) => {
    const { name, description, examples } = entryOf(document, `--taxonomy ${file}: entry ${nth + 1}`);
    const known = themes.get(name) ?? { themeId: name, name, description: '', examples: [] };
    themes.set(name, {
      ...known,
      description: description || known.description,
      examples: [...known.examples, ...examples],
    });
  });
  if (themes.size === 0) throw usageError(`--taxonomy ${file}: it holds no theme`);
  return withLanguages([...themes.values()]);
}

/** Where the file does not say an example's language, it is detected. */
function withLanguages(themes: Theme[]): ThemeDefinition[] {
  const examples = themes.flatMap(theme => theme.examples);
  const detected = languagesOf(examples.map(({ text }) => text));
  const languageOf = new Map(examples.map((example, nth) => [example, detected[nth]!]));
  return themes.map(theme => ({
    ...theme,
    examples: theme.examples.map(example => ({
      text: example.text,
      language: example.language ?? languageOf.get(example)!,
    })),
  }));
}

async function contentOf(option: string, file: string): Promise<string> {
  try {
    return utf8.decode(await readFile(file));
  } catch (error) {
    throw usageError(`${option} ${file}: ${(error as Error).message}`);
  }
}

function documentsIn(text: string, where: string): unknown[] {
  const whole = jsonOf(text);
  if (Array.isArray(whole)) return whole;
  if (typeof whole === 'object' && whole !== null) return themesIn(whole as Document, where);
  const lines = text.split('\n').filter(line => line.trim() !== '');
  return lines.map((line, nth) => jsonIn(line, `${where}, line ${nth + 1}`));
}

/** An object without `themes` is an entry itself. */
function themesIn(document: Document, where: string): unknown[] {
  const { themes = [document] } = document;
  if (!Array.isArray(themes)) throw usageError(`${where}: an object holds a list "themes"`);
  return themes;
}

function jsonIn(text: string, where: string): unknown {
  const value = jsonOf(text);
  if (value === undefined) throw usageError(`${where}: it is not JSON`);
  return value;
}

/** Undefined where the text is not JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entryOf(document: unknown, where: string): Entry {
  const { text, ...theme } = (document ?? {}) as Document;
  const [description, examples] = [theme.description ?? '', theme.examples ?? []];
  if (!Array.isArray(examples)) throw usageError(`${where}: "examples" must be a list`);
  if (typeof description !== 'string') throw usageError(`${where}: "description" must be a text`);
  const said: unknown[] = examples.concat(text === undefined ? [] : [document]);
  return { name: nameIn(theme, where), description, examples: said.map(example => exampleOf(example, where)) };
}

function nameIn({ name, theme, label }: Document, where: string): string {
  const named = name ?? theme ?? label;
  if (typeof named !== 'string' || named.trim() === '')
    throw usageError(`${where}: neither a theme { name, description, examples } nor a text { text, theme }`);
  return named.trim();
}

function exampleOf(example: unknown, where: string): Example {
  const { text, language, lang } = (typeof example === 'string' ? { text: example } : (example ?? {})) as Document;
  if (typeof text !== 'string' || text.trim() === '' || isTooLong(text))
    throw usageError(`${where}: an example is a text of 1 to 20,000 characters`);
  return { text, language: languageNamed(language ?? lang) };
}
