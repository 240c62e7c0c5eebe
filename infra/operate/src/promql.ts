import { parser } from '@prometheus-io/lezer-promql';

/** What an expression reads. */
export interface Reads {
  metrics: string[];
  labels: string[];
  /** What it groups by, and so what is left to name in a text; null where it does not group. */
  groups: string[] | null;
}

/** @throws when it is no PromQL */
export function readsOf(expression: string): Reads {
  const found: Record<string, string[]> = { Identifier: [], LabelName: [], GroupingLabels: [] };
  parser.parse(expression).iterate({
    enter: ({ name, from, to, type }) => {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expression}`);
      found[name]?.push(expression.slice(from, to));
    },
  });
  const groups = (found.GroupingLabels ?? []).flatMap(text => text.match(/\w+/g) ?? []);
  return {
    metrics: [...new Set(found.Identifier)],
    labels: [...new Set(found.LabelName)],
    groups: /\b(by|max|sum)\b/.test(expression) ? groups : null,
  };
}
