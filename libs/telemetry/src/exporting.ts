import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

const COLLECTOR_TIMEOUT_MS = 3_000;

/** A tracer provider of the service that exports spans in batches by OTLP over HTTP to `<endpoint>/v1/traces`. */
export function exportingTo(endpoint: string, service: string): BasicTracerProvider {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  return new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `ckm-${service}`, 'service.namespace': 'ckm' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url, timeoutMillis: COLLECTOR_TIMEOUT_MS }))],
  });
}
