import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { run } from '@ckm/cli/dist/program.js';
import { readSettings } from '@ckm/cli/dist/settings.js';
import { readConsoleConfig } from '@ckm/console/dist/config.js';
import { SERVICES } from '@ckm/contracts';
import { type Environment, readServiceConfig } from '@ckm/service/config';
import { variablesReadBy, fillFolder, readEnrichmentSettings, valueOf } from './variables.js';

const ROOT = new URL('../../../', import.meta.url);
const readText = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' }).map(file => `${folder}/${file}`);

const pages = [
  ...['README.md', 'infra/backup/README.md', 'infra/demo/README.md', 'infra/helm/README.md'],
  ...[...filesIn('docs'), ...filesIn('infra/runbooks')].filter(file => file.endsWith('.md')),
].map(file => ({ file, text: readText(file) }));

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('routes', () => {
  const sources = ['services', 'libs/http', 'libs/service']
    .flatMap(filesIn)
    .filter(file => /src\/.*\.ts$/.test(file) && !/node_modules|\/fixture\/|spec\.ts$/.test(file));
  /** Whatever parameters are called. */
  const shape = (path: string): string => path.replace(/\?.*$/, '').replaceAll(/:\w+|\{\w+\}/g, '{}');
  const routes = new Set(
    sources.flatMap(file => matches(readText(file), /(?:get|post)(?:: |\()'(\/[^']+)'/g)).map(shape),
  );

  it.each(pages)('of $file exist', ({ text }) => {
    const paths = matches(text, /`(?:GET |POST )?(\/(?:v1\/|readyz|livez|metrics)[^`]*)`/g);
    expect(paths.filter(path => !routes.has(shape(path)))).toEqual([]);
  });

  it('have their place in the README', () => {
    const [start = ''] = readText('README.md').split('## Deploy');
    const resources = new Set([...routes].map(path => /^(\/v1\/ops\/\w+|\/v1\/[\w.]+|\/\w+)/.exec(path)?.[0] ?? path));
    expect([...resources].filter(path => !start.includes(path))).toEqual([]);
  });
});

describe('the command', () => {
  const helpOf = async (words: string[]): Promise<string> => {
    const said: string[] = [];
    const io = { env: {}, say: (line: string) => said.push(line), complain: () => undefined, draw: null };
    const rest = () => Promise.resolve();
    const write = () => Promise.resolve(true);
    expect(await run([...words, '--help'], { ...io, rest, write, input: Readable.from([]) })).toBe(0);
    return said.join('\n');
  };
  const commands = [
    ...new Set(pages.flatMap(({ text }) => matches(text, /npx ckm ([a-z][^`\n#<|)]*)/g).map(words => words.trim()))),
  ];

  it.each(commands)('ckm %s exists, with its options', async words => {
    const [name = '', next = ''] = words.split(/[\s;,]+/);
    const own = await helpOf([name]);
    const hasSubcommand = /^Commands:$/m.test(own) && /^[a-z]+$/.test(next);
    const help = hasSubcommand ? await helpOf([name, next]) : own;
    expect(help).toContain(`Usage: ckm ${hasSubcommand ? `${name} ${next}` : name} `);
    expect(matches(words, /(--[a-z-]+)/g).filter(option => !help.includes(option))).toEqual([]);
  });
});

describe('links', () => {
  /** As GitHub makes them of headings. */
  const anchorsIn = (file: string): string[] =>
    matches(readText(file), /^#+ (.+)$/gm).map(heading =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );

  it.each(pages)('of $file lead somewhere', ({ file, text }) => {
    const broken = matches(text, /\]\((?!https?:)([^)]+)\)/g).filter(link => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : new URL(path, new URL(file, ROOT)).href.slice(ROOT.href.length);
      if (!existsSync(new URL(target, ROOT))) return true;
      return anchor !== undefined && !anchorsIn(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('the settings of the README', () => {
  let folder: string;
  beforeAll(() => (folder = fillFolder()));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are what the code reads', () => {
    const [, table = ''] = /^## Settings$([^]*?)^## /m.exec(readText('README.md')) ?? [];
    const told = matches(table, /^\| ((?:`\w+`(?:, )?)+) \|/gm).flatMap(cell => matches(cell, /`(\w+)`/g));
    const given = (transport: string, without: string[] = []): Environment =>
      Object.fromEntries(
        told.filter(name => !without.includes(name)).map(name => [name, valueOf(name, transport, folder)]),
      );
    const asked = [
      ...['kafka', 'postgres'].flatMap(transport =>
        SERVICES.flatMap(service => variablesReadBy(env => readServiceConfig(service, env), given(transport))),
      ),
      ...[[], ['INTERPRETER_API_KEY_FILE']].flatMap(less =>
        variablesReadBy(readEnrichmentSettings, given('kafka', less)),
      ),
      ...variablesReadBy(readConsoleConfig, given('kafka')),
      ...variablesReadBy(readSettings, given('kafka', ['CKM_DEMO', 'CKM_PORT'])),
      // Of the `ckm` command alone.
      'CKM_TOKEN',
    ];
    expect([...told].sort()).toEqual([...new Set(asked)].sort());
  });
});
