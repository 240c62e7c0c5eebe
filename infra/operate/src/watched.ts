import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const OBSERVABILITY = new URL('../../observability/', import.meta.url);
const DASHBOARDS = new URL('grafana/dashboards/', OBSERVABILITY);

export interface Alert {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook_url: string };
}

interface Board {
  uid: string;
  panels: { id: number; title: string; targets: { expr: string; legendFormat: string }[] }[];
}

/** Something that is asked of Prometheus, and the text that names labels of the answer. */
export interface Watched {
  where: string;
  expr: string;
  text: string;
}

const readText = (file: string, base = OBSERVABILITY): string => readFileSync(new URL(file, base), 'utf8');

export const alerts = (parse(readText('alerts.yml')) as { groups: { rules: Alert[] }[] }).groups.flatMap(
  ({ rules }) => rules,
);

export const alertTests = (
  parse(readText('alerts.test.yml')) as {
    tests: { alert_rule_test?: { alertname: string; exp_alerts: unknown[] }[] }[];
  }
).tests.flatMap(({ alert_rule_test: tests = [] }) => tests);

export const boards = readdirSync(DASHBOARDS).map(file => JSON.parse(readText(file, DASHBOARDS)) as Board);

/** Every question of an alert or a dashboard. */
export const watched: Watched[] = [
  ...alerts.map(({ alert, expr, annotations }) => ({
    where: alert,
    expr,
    text: annotations.summary.replaceAll('$labels.', ''),
  })),
  ...boards.flatMap(({ uid, panels }) =>
    panels.flatMap(({ title, targets }) =>
      targets.map(({ expr, legendFormat }) => ({ where: `${uid}: ${title}`, expr, text: legendFormat })),
    ),
  ),
];

/** `{{ slice }} of {{ service }}` names slice and service. */
export const namedIn = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name);
