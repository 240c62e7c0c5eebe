import { readsOf } from './promql.js';

it('an expression reads the metrics and labels that it names', () =>
  expect(
    readsOf('sum by (service) (rate(a{status=~"5..", route!="/b"}[5m])) / up{job="ckm"} unless on (instance) c'),
  ).toEqual({
    metrics: ['a', 'up', 'c'],
    labels: ['service', 'status', 'route', 'job', 'instance'],
    groups: ['service', 'instance'],
  }));

it('what is grouped by nothing has no label left', () => expect(readsOf('max(a) > 3').groups).toEqual([]));

it('what is not grouped has all of its labels left', () => expect(readsOf('up{job="ckm"} == 0').groups).toBeNull());

it('what is no PromQL is refused', () => expect(() => readsOf('sum by (a')).toThrow('no PromQL'));
