import { counter, gauge, histogram, metricsText } from './metrics.js';

it('holds what was counted, by label', async () => {
  const taken = counter('ckm_test_taken_total', 'Events taken');
  taken.add(2, { outcome: 'captured' });
  taken.add(1, { outcome: 'captured' });
  taken.add(1, { outcome: 'duplicate' });
  const text = await metricsText();
  expect(text).toMatch(/^# HELP ckm_test_taken_total Events taken$/m);
  expect(text).toMatch(/^# TYPE ckm_test_taken_total counter$/m);
  expect(text).toMatch(/^ckm_test_taken_total\{outcome="captured"[^}]*\} 3$/m);
  expect(text).toMatch(/^ckm_test_taken_total\{outcome="duplicate"[^}]*\} 1$/m);
});

it('holds how long things took', async () => {
  histogram('ckm_test_seconds', 'Time taken').record(0.2, { step: 'append' });
  const text = await metricsText();
  expect(text).toMatch(/^ckm_test_seconds_count\{step="append"[^}]*\} 1$/m);
  expect(text).toMatch(/^ckm_test_seconds_sum\{step="append"[^}]*\} 0\.2$/m);
});

it('tells apart what took milliseconds and what took a second', async () => {
  const took = histogram('ckm_test_answer_seconds', 'Time taken');
  took.record(0.004);
  took.record(0.9);
  const text = await metricsText();
  expect(text).toMatch(/^ckm_test_answer_seconds_bucket\{[^}]*le="0\.005"\} 1$/m);
  expect(text).toMatch(/^ckm_test_answer_seconds_bucket\{[^}]*le="1"\} 2$/m);
});

it('asks for a gauge each time it is read', async () => {
  let lag = 7;
  gauge('ckm_test_lag', 'Events behind', () => Promise.resolve([{ value: lag, labels: { topic: 'theme' } }]));
  expect(await metricsText()).toMatch(/^ckm_test_lag\{topic="theme"[^}]*\} 7$/m);
  lag = 0;
  expect(await metricsText()).toMatch(/^ckm_test_lag\{topic="theme"[^}]*\} 0$/m);
});

it('forgets what a gauge tells no more', async () => {
  let alarms = [{ value: 1, labels: { alarm: 'topic-gap', topic: 'a "quoted" one' } }];
  gauge('ckm_test_alarms', 'Partitions that wait', () => Promise.resolve(alarms));
  expect(await metricsText()).toContain('ckm_test_alarms{alarm="topic-gap",topic="a \\"quoted\\" one"} 1');
  alarms = [];
  expect(await metricsText()).not.toContain('ckm_test_alarms');
});

it('says the rest when one gauge cannot be read', async () => {
  counter('ckm_test_alive_total', 'Still told').add(1);
  gauge('ckm_test_broken', 'Never answers', () => Promise.reject(new Error('the database is gone')));
  expect(await metricsText()).toMatch(/^ckm_test_alive_total(\{[^}]*\})? 1$/m);
});
