import { Rejection } from '@ckm/event-sourcing';
import { Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { unmergeTheme } from './theme.decider.js';
import { namesakesOf } from './theme-name.js';
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
    await this.checkName(principal.tenantId, themeId);
    await this.service.events.handle(this.service.contextOf(principal), unmergeTheme, themeId, { themeId });
    return { data: { themeId } };
  }

  /** @throws Rejection `theme-name-taken` where a theme that is not merged got the name since; `theme-not-found` */
  private async checkName(tenantId: string, themeId: string): Promise<void> {
    const { name, mergedInto } = await knownTheme(this.service, tenantId, themeId);
    if (!mergedInto) return;
    const { namesakes } = await namesakesOf(this.service, tenantId, name);
    if (namesakes.some(theme => theme.themeId !== themeId && !theme.isMerged)) throw new Rejection('theme-name-taken');
  }
}
