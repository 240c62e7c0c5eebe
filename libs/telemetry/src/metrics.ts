import type { Attributes, Counter, Histogram } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

const reader = new PrometheusExporter({ preventServerStart: true });
const meter = new MeterProvider({ readers: [reader] }).getMeter('ckm');

/** Labels never carry a tenant, a person or an id. */
export const counter = (name: string, description: string): Counter => meter.createCounter(name, { description });

export const histogram = (name: string, description: string, unit: string): Histogram =>
  meter.createHistogram(name, { description, unit });

/** A value that is looked up when somebody asks. */
export function gauge(
  name: string,
  description: string,
  read: () => Promise<{ value: number; labels: Attributes }[]>,
): void {
  meter.createObservableGauge(name, { description }).addCallback(async result => {
    for (const { value, labels } of await read()) result.observe(value, labels);
  });
}

/** Everything measured, in the Prometheus text format. */
export async function metricsText(): Promise<string> {
  const { resourceMetrics } = await reader.collect();
  return new PrometheusSerializer().serialize(resourceMetrics);
}
