import { Example, NestedMany, type ThemeSplit, Words } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { CheckedBody, Command, type Principal, Problem, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import { correctInterpretation } from '../interpretation/interpretation.decider.js';
import { unlessGone } from '../interpretation/said.js';
import { kinOf, type Move, type Moved, movedItem } from './moved-item.js';
import { splitTheme, theme } from './theme.decider.js';
import { themeToName } from './theme-name.js';
import { knownTheme, themeOf } from './themes.view.js';

type Split = Omit<Move, 'itemId' | 'kin'>;

export class SplitThemeRequest {
  @Words(1, 200) name!: string;
  @IsOptional() @Words(0, 2_000) description?: string | null;
  /** Of those of the theme, letter by letter. */
  @ArrayMaxSize(1_000) @NestedMany(() => Example, { optional: true }) examples?: Example[] | null;
  /** Items of the theme. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsUUID(undefined, { each: true }) items?: string[] | null;
}

/** @throws Problem where nothing goes along */
function goingIn({ examples, items }: SplitThemeRequest): { examples: string[]; itemIds: string[] } {
  const itemIds = [...new Set((items ?? []).map(item => item.toLowerCase()))];
  const texts = (examples ?? []).map(({ text }) => text);
  if (texts.length + itemIds.length > 0) return { examples: texts, itemIds };
  throw new Problem('body-invalid', 'Name examples or items that go along.');
}

@Controller()
export class SplitThemes {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/themes/:id/split',
    role: 'steward',
    summary:
      'Make some examples and items of a theme a theme of its own; merged back into it, both are what the one was.',
    body: SplitThemeRequest,
    answer: { type: 'object', properties: { themeId: { type: 'string', format: 'uuid' } }, required: ['themeId'] },
    problems: [404, 409],
  })
  async split(
    @Param('id', ParseUUIDPipe) id: string,
    @CheckedBody(SplitThemeRequest) request: SplitThemeRequest,
    @Who() principal: Principal,
  ): Promise<{ data: { themeId: string } }> {
    const { tenantId } = principal;
    const [themeId, { examples, itemIds }] = [id.toLowerCase(), goingIn(request)];
    await knownTheme(this.service, tenantId, themeId);
    const newThemeId = await this.newIdFor(tenantId, themeId, request.name);
    const move = { themeId, newThemeId, name: request.name };
    const moved = await this.movedOf(tenantId, itemIds, move);
    const asked = { themeId, newThemeId, examples, itemIds };
    await this.service.events.handle(this.service.contextOf(principal), splitTheme, themeId, asked);
    await this.describe(principal, move, request.description ?? '');
    for (const [nth, one] of moved.entries()) await this.move(principal, nth + 2, one);
    return { data: { themeId: newThemeId } };
  }

  /** Those that are there. Where the theme was split before, an item may be gone since. */
  private async movedOf(tenantId: string, itemIds: string[], move: Split): Promise<Moved[]> {
    const wasSplit = (await this.splitInto(tenantId, move.themeId, move.newThemeId)) !== undefined;
    const kin = await kinOf(this.service, tenantId, move.themeId);
    const moved = itemIds.map(itemId => {
      const one = movedItem(this.service, tenantId, { kin, itemId, ...move });
      return wasSplit ? unlessGone(one) : one;
    });
    return (await Promise.all(moved)).filter(one => one !== null);
  }

  /** One that people described since stays as they did. */
  private async describe(
    principal: Principal,
    { themeId, newThemeId, name }: Split,
    description: string,
  ): Promise<void> {
    if (await themeOf(this.service, principal.tenantId, newThemeId)) return;
    const split = await this.splitInto(principal.tenantId, themeId, newThemeId);
    const described = { themeId: newThemeId, name, description, examples: split?.moved ?? [] };
    await this.service.events.handle(this.service.contextOf(principal, 1), theme, newThemeId, described);
  }

  /** @throws Rejection `theme-name-taken`, unless by what this theme was split into before; `theme-merged` */
  private async newIdFor(tenantId: string, themeId: string, name: string): Promise<string> {
    const { themeId: newThemeId, known } = await themeToName(this.service, tenantId, name);
    if (!known || (await this.splitInto(tenantId, themeId, newThemeId))) return newThemeId;
    throw new Rejection('theme-name-taken');
  }

  private async splitInto(tenantId: string, themeId: string, newThemeId: string): Promise<ThemeSplit | undefined> {
    const history = await this.service.events.readStream(tenantId, themeId);
    return history
      .flatMap(event => (event.type === 'ThemeSplit' ? [event.data] : []))
      .find(split => split.newThemeId === newThemeId);
  }

  private async move(principal: Principal, nth: number, { streamId, context, correction }: Moved): Promise<void> {
    const { events } = this.service;
    const about = { ...this.service.contextOf(principal, nth), ...context };
    await unlessGone(events.handle(about, correctInterpretation, streamId, correction));
  }
}
