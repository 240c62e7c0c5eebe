import { Rejection } from '@ckm/event-sourcing';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import { mergeTheme } from './theme.decider.js';
import { themeUnknown } from './theme-unknown.js';
import { knownTheme, themeOf } from './themes.view.js';

export class MergeTheme {
  /** The theme that stands for both from then on. */
  @IsUUID() into!: string;
}

@Controller()
export class MergeThemes {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/themes/:id/merge',
    role: 'steward',
    summary: 'Let another theme stand for this one: in the feed, in what speaks for opportunities, and for what comes.',
    body: MergeTheme,
    problems: [404, 409, 422],
  })
  async merge(
    @Param('id', IdPipe) themeId: string,
    @CheckedBody(MergeTheme) { into }: MergeTheme,
    @Who() principal: Principal,
  ): Promise<{ data: { themeId: string } }> {
    const intoThemeId = into.toLowerCase();
    await this.checkTarget(principal.tenantId, intoThemeId, themeId);
    await knownTheme(this.service, principal.tenantId, themeId);
    const merge = { themeId, intoThemeId };
    await this.service.events.handle(this.service.contextOf(principal), mergeTheme, themeId, merge);
    return { data: { themeId } };
  }

  /** @throws Problem `theme-unknown`; Rejection `theme-merge-circular`, `theme-merged` */
  private async checkTarget(tenantId: string, into: string, themeId: string): Promise<void> {
    const theme = await themeOf(this.service, tenantId, into);
    if (!theme) throw themeUnknown('/into', `${into} is no theme: /v1/themes lists them.`);
    if (into === themeId || theme.mergedInto === themeId) throw new Rejection('theme-merge-circular');
    if (theme.mergedInto) throw new Rejection('theme-merged', `${into} was merged into ${theme.mergedInto}.`);
  }
}
