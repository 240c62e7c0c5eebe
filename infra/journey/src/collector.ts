import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Span {
  name: string;
  service: string;
  traceId: string;
  spanId: string;
  /** Null for the root of its trace. */
  parentSpanId: string | null;
}

export interface Collector {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  url: string;
  spans: Span[];
  /** Everything that was exported, as it came. */
  exported: () => string;
  /** Keeps a span without a parent, as of an upstream system that exports here too. */
  root(name: string): Span & { traceparent: string };
  close(): Promise<void>;
}

/** As much of OTLP/HTTP in JSON as is looked at. */
interface Export {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: { name: string; traceId: string; spanId: string; parentSpanId?: string }[] }[];
  }[];
}

/** Takes traces as an OpenTelemetry collector does, and keeps them. */
export async function startCollector(): Promise<Collector> {
  const spans: Span[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      bodies.push(body);
      spans.push(...spansOf(JSON.parse(body) as Export));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    exported: () => bodies.join('\n'),
    root: name => {
      const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
      const span = { name, service: 'upstream', traceId, spanId, parentSpanId: null };
      spans.push(span);
      return { ...span, traceparent: `00-${traceId}-${spanId}-01` };
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const spansOf = ({ resourceSpans }: Export): Span[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
    return scopeSpans
      .flatMap(({ spans }) => spans)
      .map(({ name, traceId, spanId, parentSpanId }) => ({
        name,
        service,
        traceId,
        spanId,
        parentSpanId: parentSpanId ?? null,
      }));
  });
