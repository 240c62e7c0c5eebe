import type { Counter, Histogram } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

const reader = new PrometheusExporter({ preventServerStart: true });
const meter = new MeterProvider({ readers: [reader] }).getMeter('ckm');

/** Bucket boundaries. The SDK's defaults are meant for milliseconds: in seconds all that is below 5 would be one bucket. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A counter; its name ends in `_total`. Labels never carry a tenant, a person or an id. */
export const counter = (name: string, description: string): Counter => meter.createCounter(name, { description });

/** A histogram of durations in seconds. */
export const histogram = (name: string, description: string): Histogram =>
  meter.createHistogram(name, { description, unit: 's', advice: { explicitBucketBoundaries: SECONDS } });

export interface Measured {
  value: number;
  labels: Record<string, string>;
}

interface Gauge {
  description: string;
  read: () => Promise<Measured[]>;
}

// Not the SDK's gauges: for labels that are no longer observed, such as an alarm that has ended, they repeat the last value for ever.
const gauges = new Map<string, Gauge>();

/** A gauge that is read when metrics are asked for. While `read` rejects, the gauge is absent. A second gauge of the same name replaces it. */
export const gauge = (name: string, description: string, read: Gauge['read']): void =>
  void gauges.set(name, { description, read });

// Without `target_info`: whoever scrapes knows the target.
const SERIALIZER = new PrometheusSerializer(undefined, false, undefined, true);

/** All metrics in the Prometheus text format. */
export async function metricsText(): Promise<string> {
  const [{ resourceMetrics }, ...read] = await Promise.all([reader.collect(), ...[...gauges].map(textOf)]);
  return [SERIALIZER.serialize(resourceMetrics).trimEnd(), ...read.flat(), ''].join('\n');
}

async function textOf([name, { description, read }]: [string, Gauge]): Promise<string[]> {
  const found = await read().catch(() => []);
  if (found.length === 0) return [];
  const lines = found.map(({ value, labels }) => `${name}${labelsOf(labels)} ${value}`);
  return [`# HELP ${name} ${description}`, `# TYPE ${name} gauge`, ...lines];
}

function labelsOf(labels: Measured['labels']): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join()}}`;
}
