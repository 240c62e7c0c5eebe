import { Command, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { unmergeTheme } from './theme.decider.js';

@Controller()
export class UnmergeThemes {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/themes/:id/unmerge',
    role: 'steward',
    summary: 'Let a merged theme stand for itself again, with what was matched with it.',
    problems: [404],
  })
  async unmerge(
    @Param('id', ParseUUIDPipe) id: string,
    @Who() principal: Principal,
  ): Promise<{ data: { themeId: string } }> {
    const themeId = id.toLowerCase();
    await this.service.events.handle(this.service.contextOf(principal), unmergeTheme, themeId, { themeId });
    return { data: { themeId } };
  }
}
