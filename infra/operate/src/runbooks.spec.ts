import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { run } from '@ckm/cli/dist/program.js';
import { alerts, alertTests, watched } from './watched.js';

const ROOT = new URL('../../../', import.meta.url);
const RUNBOOKS = new URL('infra/runbooks/', ROOT);
const pages = readdirSync(RUNBOOKS).map(file => ({
  file,
  text: readFileSync(new URL(file, RUNBOOKS), 'utf8'),
}));

/** `npx ckm parked redrive ID` → parked redrive; what is written large is to be filled in. */
const commands = [
  ...new Set(pages.flatMap(({ text }) => [...text.matchAll(/npx ckm ([^`\n]+)/g)].map(([, words = '']) => words))),
];

/** The sources that hold routes. */
const sources = ['services', 'libs/http', 'libs/service'].flatMap(folder =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter(file => /src\/.*\.ts$/.test(file) && !/node_modules|spec\.ts$/.test(file))
    .map(file => readFileSync(new URL(`${folder}/${file}`, ROOT), 'utf8')),
);
const routes = new Set(
  sources.flatMap(text => [...text.matchAll(/(?:get|post)(?:: |\()'(\/[^']+)'/g)].map(([, path = '']) => shape(path))),
);

/** Whatever parameters are called. */
function shape(path: string): string {
  return path.replaceAll(/:(\w+)|\{\w+\}/g, '{}');
}

it('every alert has a page, and every page is of an alert', () =>
  expect(pages.map(({ file }) => file).sort()).toEqual(alerts.map(({ alert }) => `${alert}.md`).sort()));

it.each(alerts)('$alert leads to its page', ({ alert, annotations }) =>
  expect(annotations.runbook_url).toBe(`infra/runbooks/${alert}.md`),
);

it.each(alerts)('$alert has an example of when it is one', ({ alert }) =>
  expect(alertTests.filter(one => one.alertname === alert && one.exp_alerts.length > 0)).not.toEqual([]),
);

it.each(pages)('$file says what it means, what to look at, what to do and when it is over', ({ text }) =>
  expect([...text.matchAll(/^\*\*(.+?)\*\*/gm)].map(([, title]) => title)).toEqual([
    ...['It means', 'Look at', 'Do', 'It is over when'],
  ]),
);

it.each(commands)('there is a command: ckm %s', async words => {
  const given = words.split(' ').filter(word => /^[a-z]+$/.test(word));
  const said: string[] = [];
  const io = { env: {}, say: (line: string) => said.push(line), complain: () => undefined, draw: null };
  const rest = () => Promise.resolve();
  const write = () => Promise.resolve(true);
  expect(await run([...given, '--help'], { ...io, rest, write, input: Readable.from([]) })).toBe(0);
  expect(said.join('\n')).toContain(`Usage: ckm ${given.join(' ')} `);
});

it.each(pages)('$file names routes, pages and metrics that there are', ({ text }) => {
  const paths = [...text.matchAll(/`(?:GET |POST )?(\/(?:v1\/|readyz|livez|metrics)[^`]*)`/g)].map(
    ([, path = '']) => path,
  );
  expect(paths.filter(path => !routes.has(shape(path)))).toEqual([]);
  const others = [...text.matchAll(/see (Ckm\w+(?:, Ckm\w+)*)/gi)].flatMap(([, list = '']) => list.split(', '));
  expect(others.filter(name => !alerts.some(({ alert }) => alert === name))).toEqual([]);
  const metrics = [...text.matchAll(/`(ckm_\w+)`/g)].map(([, name = '']) => name);
  const known = [...watched.map(({ expr }) => expr)].join(' ');
  expect(metrics.filter(name => !known.includes(name))).toEqual([]);
});
