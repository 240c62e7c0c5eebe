import { readdirSync, readFileSync } from 'node:fs';
import { alerts, alertTests, watched } from './watched.js';

const ROOT = new URL('../../../', import.meta.url);
const RUNBOOKS = new URL('infra/runbooks/', ROOT);
const pages = readdirSync(RUNBOOKS).map(file => ({
  file,
  text: readFileSync(new URL(file, RUNBOOKS), 'utf8'),
}));

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

it.each(pages)('$file names pages and metrics that there are', ({ text }) => {
  const others = [...text.matchAll(/see (Ckm\w+(?:, Ckm\w+)*)/gi)].flatMap(([, list = '']) => list.split(', '));
  expect(others.filter(name => !alerts.some(({ alert }) => alert === name))).toEqual([]);
  const metrics = [...text.matchAll(/`(ckm_\w+)`/g)].map(([, name = '']) => name);
  const known = [...watched.map(({ expr }) => expr)].join(' ');
  expect(metrics.filter(name => !known.includes(name))).toEqual([]);
});
