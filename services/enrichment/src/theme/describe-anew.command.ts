import { Example, NestedMany, Words } from '@ckm/contracts';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { exampleOf } from './describe-theme.command.js';
import { describeThemeAnew } from './theme.decider.js';
import { knownTheme } from './themes.view.js';

export class DescribeAnew {
  @IsOptional() @Words(0, 2_000) description?: string | null;
  /** All that it has from then on. */
  @NestedMany(() => Example, { optional: true }) examples?: Example[] | null;
}

@Controller()
export class DescribeThemesAnew {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/themes/:id/describe',
    role: 'steward',
    summary: 'Say otherwise what a theme means, or what customers say about it; what is not given stays as it is.',
    body: DescribeAnew,
    problems: [404, 409],
  })
  async describe(
    @Param('id', IdPipe) themeId: string,
    @CheckedBody(DescribeAnew) { description = null, examples }: DescribeAnew,
    @Who() principal: Principal,
  ): Promise<{ data: { themeId: string } }> {
    await knownTheme(this.service, principal.tenantId, themeId);
    const anew = { description, examples: examples?.map(exampleOf) ?? null };
    await this.service.events.handle(this.service.contextOf(principal), describeThemeAnew, themeId, anew);
    return { data: { themeId } };
  }
}
