import { NotBlank, Words } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { renameTheme } from './theme.decider.js';
import { claimName, namesakesOf } from './theme-name.js';
import { knownTheme } from './themes.view.js';

export class RenameTheme {
  @Words(1, 200) @NotBlank() name!: string;
}

@Controller()
export class RenameThemes {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/themes/:id/rename',
    role: 'steward',
    summary: 'Call a theme otherwise, also where items were matched with it before; renamed back, it is what it was.',
    body: RenameTheme,
    problems: [404, 409],
  })
  async rename(
    @Param('id', IdPipe) themeId: string,
    @CheckedBody(RenameTheme) { name }: RenameTheme,
    @Who() principal: Principal,
  ): Promise<{ data: { themeId: string } }> {
    await knownTheme(this.service, principal.tenantId, themeId);
    const context = this.service.contextOf(principal);
    const { namesakes, upto } = await namesakesOf(this.service, principal.tenantId, name);
    if (namesakes.some(theme => theme.themeId !== themeId)) throw new Rejection('theme-name-taken');
    await claimName(this.service, { tenantId: principal.tenantId, themeId, name, upto }, handle =>
      handle(context, renameTheme, themeId, { themeId, name }),
    );
    return { data: { themeId } };
  }
}
