import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  isSpanContextValid,
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import { type BasicTracerProvider, RandomIdGenerator } from '@opentelemetry/sdk-trace-base';

export { SpanKind } from '@opentelemetry/api';

/** W3C `traceparent`, as it stands in an event's meta and in a message's header. */
export type Traceparent = string;

export interface SpanOptions {
  kind?: SpanKind;
  /** Default: the span begins a new trace. One that is not valid counts as none. */
  parent?: Traceparent | null;
  /** Other traces that the work belongs to, as that of a batch to those of its messages. */
  links?: (Traceparent | null)[];
  attributes?: Attributes;
}

export interface OpenSpan {
  /** The context for everything that this work creates. */
  traceparent: Traceparent;
  /** @param error marks the span as failed; only the error's name is recorded, for its message may hold personal data */
  end(error?: unknown): void;
}

let provider: BasicTracerProvider | null = null;
let tracer: Tracer | null = null;
const ids = new RandomIdGenerator();
const current = new AsyncLocalStorage<Traceparent>();

/** Exports spans to `<endpoint>/v1/traces` by OTLP. Without an endpoint spans have ids only, and no exporter is loaded. */
export async function startTracing(service: string, endpoint: string | null): Promise<void> {
  provider = endpoint ? (await import('./exporting.js')).exportingTo(endpoint, service) : null;
  tracer = provider?.getTracer('ckm') ?? null;
}

/** Exports the spans that are left. Never rejects: spans that the collector does not take within some seconds are lost. */
export async function stopTracing(): Promise<void> {
  // A failing collector must not keep a service from closing its connections.
  await provider?.shutdown().catch(() => undefined);
}

/** Starts a span, which its caller must end. */
export function startSpan(
  name: string,
  { kind = SpanKind.INTERNAL, parent, links = [], attributes }: SpanOptions,
): OpenSpan {
  const parentContext = parse(parent);
  if (tracer === null) return nonRecordingSpan(parentContext);
  const context = parentContext ? trace.setSpanContext(ROOT_CONTEXT, parentContext) : ROOT_CONTEXT;
  const spanLinks = links
    .map(parse)
    .filter(link => link !== null)
    .map((link): Link => ({ context: link }));
  const span = tracer.startSpan(name, { kind, attributes, links: spanLinks }, context);
  return {
    traceparent: format(span.spanContext()),
    end: error => {
      if (error !== undefined)
        span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      span.end();
    },
  };
}

/** A span with ids only, so that logs and events are correlated without a collector as well. */
const nonRecordingSpan = (parent: SpanContext | null): OpenSpan => {
  const { traceId = ids.generateTraceId(), traceFlags = TraceFlags.SAMPLED } = parent ?? {};
  return { traceparent: format({ traceId, spanId: ids.generateSpanId(), traceFlags }), end: () => undefined };
};

/** The context that the running code belongs to; null outside of `withTrace`. */
export const currentTrace = (): Traceparent | null => current.getStore() ?? null;

/** Runs the work, and what it awaits, in a trace: its log lines carry the trace id. */
export const withTrace = <T>(traceparent: Traceparent, work: () => T): T => current.run(traceparent, work);

/** 32 hexadecimal digits; null when there is no valid traceparent. */
export const traceIdOf = (traceparent: Traceparent | null | undefined): string | null =>
  parse(traceparent)?.traceId ?? null;

const FORMAT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function parse(traceparent: Traceparent | null | undefined): SpanContext | null {
  const [, traceId, spanId, flags] = FORMAT.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  const context = { traceId, spanId, traceFlags: parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(context) ? context : null;
}

const format = ({ traceId, spanId, traceFlags }: SpanContext): Traceparent =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
