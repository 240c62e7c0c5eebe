import { Rejection } from '@ckm/event-sourcing';
import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { unmergeTheme } from './theme.decider.js';
import { namesakes } from './theme-name.js';
import { knownTheme } from './themes.view.js';

@Controller()
export class UnmergeThemes {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/themes/:id/unmerge',
    role: 'steward',
    summary: 'Let a merged theme stand for itself again, with what was matched with it.',
    problems: [404, 409],
  })
  async unmerge(
    @Param('id', IdPipe) themeId: string,
    @Who() principal: Principal,
  ): Promise<{ data: { themeId: string } }> {
    await this.nameIsFree(principal.tenantId, themeId);
    await this.service.events.handle(this.service.contextOf(principal), unmergeTheme, themeId, { themeId });
    return { data: { themeId } };
  }

  /** @throws Rejection `theme-name-taken` where one that stands for itself is called so since; `theme-not-found` */
  private async nameIsFree(tenantId: string, themeId: string): Promise<void> {
    const { name, mergedInto } = await knownTheme(this.service, tenantId, themeId);
    const { named } = mergedInto ? await namesakes(this.service, tenantId, name) : { named: [] };
    if (named.some(theme => theme.themeId !== themeId && !theme.isMerged)) throw new Rejection('theme-name-taken');
  }
}
