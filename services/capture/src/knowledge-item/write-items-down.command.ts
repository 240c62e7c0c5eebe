import { CustomerWords, Instant, jsonSchemaOf } from '@ckm/contracts';
import { checked, Command, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Body, Controller, Res } from '@nestjs/common';
import { IsDefined, IsOptional } from 'class-validator';
import { translateChecked, type TranslatedEvent } from '../customer-event/customer-event.js';
import { answerEach, isRefused, take } from '../customer-event/take.js';

const SOURCE = 'ckm:items';
const TYPE = 'item.written';

/** What a customer said or showed, written down by a person. */
export class WrittenItem extends CustomerWords {
  /** When it happened; now when absent. */
  @IsOptional() @Instant() occurredAt?: string | null;
}

export class WrittenItems {
  /** 1 to 100; each has an answer of its own. */
  @IsDefined() items!: unknown;
}

const itemSchema = jsonSchemaOf(WrittenItem);
const batchSchema = {
  ...jsonSchemaOf(WrittenItems),
  properties: { items: { type: 'array', minItems: 1, maxItems: 100, items: itemSchema } },
};
const answerSchema = { type: 'object', properties: { itemId: { type: 'string', format: 'uuid' } } };

@Controller()
export class WriteItemsDown {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/items',
    role: 'contributor',
    summary: 'Write down what a customer said or showed. Answers after it is durable.',
    body: WrittenItem,
    answer: answerSchema,
    problems: [413, 415],
  })
  async write(@Body() body: unknown, @Who() principal: Principal): Promise<{ data: unknown }> {
    return { data: await this.writeOne(body, principal) };
  }

  @Command({
    post: '/v1/items:batch',
    role: 'contributor',
    summary: 'Write down 1 to 100 items. One result each, in their order: the item, or why it was refused (then 207).',
    bodies: { 'application/json': batchSchema },
    answer: { type: 'array', items: { anyOf: [answerSchema, { $ref: '#/components/schemas/Problem' }] } },
    partial: true,
    problems: [413, 415],
  })
  async writeMany(
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: { status(code: number): void },
    @Who() principal: Principal,
  ): Promise<{ data: unknown }> {
    const { items } = checked(WrittenItems, body, 'body-invalid');
    const results = await answerEach(items, (item, nth) => this.writeOne(item, principal, nth));
    if (results.some(isRefused)) reply.status(207);
    return { data: results };
  }

  private writeOne(document: unknown, principal: Principal, nth?: number): Promise<TranslatedEvent['answer']> {
    // Under an Idempotency-Key the id is derived from the key: the same request is the same item.
    const id = this.service.newId(principal, ['item', nth].join('/'));
    return take(this.service, this.service.contextOf(principal, nth), async receiver => {
      const { occurredAt = null, ...data } = checked(WrittenItem, document, 'body-invalid');
      return translateChecked({ id, source: SOURCE, type: TYPE, time: occurredAt, data }, receiver);
    });
  }
}
