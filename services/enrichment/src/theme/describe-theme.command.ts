import { Example, NestedMany, NotBlank, Words } from '@ckm/contracts';
import { CheckedBody, Command, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { describeTheme } from './theme.decider.js';
import { claimName, themeForName } from './theme-name.js';

export class DescribeTheme {
  @Words(1, 200) @NotBlank() name!: string;
  @IsOptional() @Words(0, 2_000) description?: string | null;
  /** Sentences that customers of this theme might say, in any of the languages. */
  @NestedMany(() => Example) examples!: Example[];
}

export const exampleOf = ({ language, text }: Example): Example => ({ language, text });

@Controller()
export class DescribeThemes {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/themes',
    role: 'steward',
    summary:
      'Name a theme, say what it means and what customers say about it. The same again is the same answer; described otherwise, the name is taken.',
    body: DescribeTheme,
    answer: { type: 'object', properties: { themeId: { type: 'string', format: 'uuid' } }, required: ['themeId'] },
    problems: [409],
  })
  async describe(
    @CheckedBody(DescribeTheme) request: DescribeTheme,
    @Who() principal: Principal,
  ): Promise<{ data: { themeId: string } }> {
    const { name, description, examples } = request;
    const context = this.service.contextOf(principal);
    const { themeId, upto } = await themeForName(this.service, principal, name);
    const described = {
      themeId,
      name,
      description: description ?? '',
      examples: examples.map(exampleOf),
    };
    await claimName(this.service, { tenantId: principal.tenantId, themeId, name, upto }, handle =>
      handle(context, describeTheme, themeId, described),
    );
    return { data: { themeId } };
  }
}
