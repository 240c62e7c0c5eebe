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
  /** The creation context of what is worked on; none begins a new trace. */
  parent?: Traceparent | null;
  links?: (Traceparent | null)[];
  attributes?: Attributes;
}

export interface OpenSpan {
  /** Given to what this work creates. */
  traceparent: Traceparent;
  end(error?: unknown): void;
}

let provider: BasicTracerProvider | null = null;
let tracer: Tracer | null = null;
const ids = new RandomIdGenerator();
const current = new AsyncLocalStorage<Traceparent>();

/** Spans go to `<endpoint>/v1/traces` by OTLP; without an endpoint they have their numbers, and nothing else is made, or loaded. */
export async function startTracing(service: string, endpoint: string | null): Promise<void> {
  provider = endpoint ? (await import('./exporting.js')).exportingTo(endpoint, service) : null;
  tracer = provider?.getTracer('ckm') ?? null;
}

/** Sends what is still here. A collector that does not take it costs its spans, and at most some seconds. */
export async function stopTracing(): Promise<void> {
  // Else a service could not close its connections because nobody looks at its spans.
  await provider?.shutdown().catch(() => undefined);
}

export function startSpan(
  name: string,
  { kind = SpanKind.INTERNAL, parent, links = [], attributes }: SpanOptions,
): OpenSpan {
  const parentContext = parse(parent);
  if (tracer === null) return numberedOnly(parentContext);
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

const numberedOnly = (parent: SpanContext | null): OpenSpan => {
  const { traceId = ids.generateTraceId(), traceFlags = TraceFlags.SAMPLED } = parent ?? {};
  return { traceparent: format({ traceId, spanId: ids.generateSpanId(), traceFlags }), end: () => undefined };
};

/** The trace that the running code belongs to. */
export const currentTrace = (): Traceparent | null => current.getStore() ?? null;

/** Runs the work within a trace; logs written meanwhile carry it. */
export const withTrace = <T>(traceparent: Traceparent, work: () => T): T => current.run(traceparent, work);

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
