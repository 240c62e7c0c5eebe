import { CustomerWords, jsonSchemaOf, type JsonSchema } from '@ckm/contracts';
import { Command, type Principal, Problem, problemOf, type ProblemDocument, Who } from '@ckm/http';
import { type Context, Service } from '@ckm/service';
import { Controller, Req, Res } from '@nestjs/common';
import { type CloudEvent, CloudEventAttributes, fromBinary, fromStructured } from './cloud-event.js';
import { understand, type UnderstoodEvent } from './customer-event.js';
import { customerEvent } from './customer-event.decider.js';

interface Request {
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

type Answer = UnderstoodEvent['answer'];

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
    problems: [409, 413, 415],
  })
  async take(
    @Req() request: Request,
    @Res({ passthrough: true }) reply: { status(code: number): void },
    @Who() principal: Principal,
  ): Promise<{ data: unknown }> {
    if (!mediaType(request).startsWith('application/cloudevents-batch+json'))
      return { data: await this.takeOne(read(request), this.service.contextOf(principal)) };
    const results = await this.takeBatch(request.body, principal);
    if (results.some(result => 'code' in result)) reply.status(207);
    return { data: results };
  }

  private async takeBatch(body: unknown, principal: Principal): Promise<(Answer | ProblemDocument)[]> {
    if (!Array.isArray(body) || body.length < 1 || body.length > 100) throw new Problem('batch-too-long');
    return Promise.all(body.map((one, nth) => this.takeOrExplain(one, this.service.contextOf(principal, nth))));
  }

  private async takeOrExplain(document: unknown, context: Context): Promise<Answer | ProblemDocument> {
    try {
      return await this.takeOne(fromStructured(document), context);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      return problem;
    }
  }

  private async takeOne(event: CloudEvent, context: Context): Promise<Answer> {
    const { take, streamId, answer } = await understand(event, {
      tenantId: context.tenantId,
      receivedAt: context.now,
      privacy: this.service.privacy,
    });
    await this.service.events.handle(context, customerEvent, streamId, take);
    return answer;
  }
}

function read(request: Request): CloudEvent {
  if (mediaType(request).startsWith('application/cloudevents+json')) return fromStructured(request.body);
  return fromBinary(attribute => decoded(request.headers[`ce-${attribute}`]), request.body);
}

const mediaType = ({ headers }: Request): string => String(headers['content-type'] ?? '').toLowerCase();

const ASCII = /^[ -~]*$/;

/** CloudEvents' HTTP binding percent-encodes what a header cannot carry. */
function decoded(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  try {
    if (ASCII.test(header)) return decodeURIComponent(header);
  } catch {
    // Refused below, as whatever else is not encoded: nobody knows which characters were meant.
  }
  throw new Problem('event-invalid', 'A ce- header is not percent-encoded UTF-8.');
}
