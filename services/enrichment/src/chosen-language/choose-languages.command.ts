import { READABLE, type Readable } from '@ckm/contracts';
import { CheckedBody, Command, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { ArrayMinSize, IsArray, IsIn } from 'class-validator';
import { choiceIdOf, languages } from './languages.decider.js';

export class AllLanguages {
  /** The whole list: an item in any other language is `und`. */
  @IsArray() @ArrayMinSize(1) @IsIn(READABLE, { each: true }) languages!: Readable[];
}

@Controller()
export class ChooseLanguages {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/languages',
    role: 'steward',
    summary: 'Say which languages customers write: an item in another one is told as und from then on.',
    body: AllLanguages,
    answer: { type: 'object', properties: { languages: { type: 'integer' } }, required: ['languages'] },
  })
  async choose(
    @CheckedBody(AllLanguages) request: AllLanguages,
    @Who() principal: Principal,
  ): Promise<{ data: { languages: number } }> {
    const choiceId = choiceIdOf(principal.tenantId);
    const chosen = { choiceId, languages: [...new Set(request.languages)] };
    await this.service.events.handle(this.service.contextOf(principal), languages, choiceId, chosen);
    return { data: { languages: chosen.languages.length } };
  }
}
