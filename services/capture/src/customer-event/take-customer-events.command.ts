import { CustomerWords, type JsonSchema, jsonSchemaOf } from '@ckm/contracts';
import { Command, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Req, Res } from '@nestjs/common';
import { type CloudEvent, CloudEventAttributes, fromBinary, fromStructured, invalidAt } from './cloud-event.js';
import { translate } from './customer-event.js';
import { answerEach, isRefused, take } from './take.js';

interface Request {
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

const data = jsonSchemaOf(CustomerWords);
const attributes = jsonSchemaOf(CloudEventAttributes);
const structured: JsonSchema = {
  ...attributes,
  properties: { ...attributes.properties, data },
  required: [...(attributes.required ?? []), 'data'],
  additionalProperties: true,
};

@Controller()
export class TakeCustomerEvents {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/events',
    role: 'contributor',
    summary:
      'Take customer events: CloudEvents 1.0 in binary, structured or batch mode. Answers after they are durable.',
    bodies: {
      'application/cloudevents+json': structured,
      'application/cloudevents-batch+json': { type: 'array', minItems: 1, maxItems: 100, items: structured },
      'application/json': data,
    },
    partial: true,
    problems: [409, 413, 415],
  })
  async take(
    @Req() request: Request,
    @Res({ passthrough: true }) reply: { status(code: number): void },
    @Who() principal: Principal,
  ): Promise<{ data: unknown }> {
    const takeOne = (document: () => CloudEvent, nth?: number) =>
      take(this.service, this.service.contextOf(principal, nth), async receiver => translate(document(), receiver));
    if (!mediaType(request).startsWith('application/cloudevents-batch+json'))
      return { data: await takeOne(() => read(request)) };
    const results = await answerEach(request.body, (one, nth) => takeOne(() => fromStructured(one), nth));
    if (results.some(isRefused)) reply.status(207);
    return { data: results };
  }
}

function read(request: Request): CloudEvent {
  if (mediaType(request).startsWith('application/cloudevents+json')) return fromStructured(request.body);
  return fromBinary(attribute => decoded(attribute, request.headers[`ce-${attribute}`]), request.body);
}

const mediaType = ({ headers }: Request): string => String(headers['content-type'] ?? '').toLowerCase();

const ASCII = /^[ -~]*$/;

/** The HTTP binding of CloudEvents percent-encodes characters that a header cannot carry. */
function decoded(attribute: string, header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    if (ASCII.test(header)) return decodeURIComponent(header);
  } catch {
    // Refused below, like a header that is not ASCII: it is not known which characters were meant.
  }
  throw invalidAt(attribute, 'is not percent-encoded UTF-8');
}
