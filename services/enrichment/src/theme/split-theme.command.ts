import { type DomainEvent, Example, NestedMany, Said, type ThemeSplit, Words } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { CheckedBody, Command, IdPipe, type Principal, Problem, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import { interpretationIdOf } from '../interpretation/identity.js';
import { moveInterpretation } from '../interpretation/interpretation.decider.js';
import { unlessGone } from '../interpretation/said.js';
import type { Move } from './move.js';
import { kinOf, type Moved, movedItem } from './moved-item.js';
import { newTheme, type SplitTheme, splitTheme } from './theme.decider.js';
import { giveName, themeToName } from './theme-name.js';
import { knownTheme } from './themes.view.js';

type Split = Omit<Move, 'itemId' | 'kin'>;

/** What is split off, and how far was looked whether its name is free. */
interface SplitOff {
  name: string;
  description: string;
  history: readonly DomainEvent[];
  isDescribed: boolean;
  upto: bigint;
}

export class SplitThemeRequest {
  @Words(1, 200) @Said() name!: string;
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

/** Undefined where it was never split into that. */
const splitIn = (events: readonly DomainEvent[], newThemeId: string): ThemeSplit | undefined =>
  events
    .flatMap(event => (event.type === 'ThemeSplit' ? [event.data] : []))
    .find(split => split.newThemeId === newThemeId);

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
    @Param('id', IdPipe) themeId: string,
    @CheckedBody(SplitThemeRequest) request: SplitThemeRequest,
    @Who() principal: Principal,
  ): Promise<{ data: { themeId: string } }> {
    const { tenantId } = principal;
    const { examples, itemIds } = goingIn(request);
    await knownTheme(this.service, tenantId, themeId);
    const history = await this.service.events.readStream(tenantId, themeId);
    const { newThemeId, ...looked } = await this.newIdFor(tenantId, request.name, history);
    const move = { themeId, newThemeId, name: request.name };
    const wasSplit = splitIn(history, newThemeId) !== undefined;
    const moved = await this.movedOf(tenantId, itemIds, move, wasSplit);
    const described = { name: request.name, description: request.description ?? '', history, ...looked };
    await this.splitOff(principal, { themeId, newThemeId, examples, itemIds }, described);
    for (const [nth, one] of moved.entries()) await this.move(principal, nth + 2, one);
    return { data: { themeId: newThemeId } };
  }

  /** Those that are there. Where the theme was split before, an item may be gone since. */
  private async movedOf(tenantId: string, itemIds: string[], move: Split, wasSplit: boolean): Promise<Moved[]> {
    const kin = await kinOf(this.service, tenantId, move.themeId);
    const moved = itemIds.map(itemId => {
      const one = movedItem(this.service, tenantId, { kin, itemId, ...move });
      return wasSplit ? unlessGone(one) : one;
    });
    return (await Promise.all(moved)).filter(one => one !== null);
  }

  /** One that people described since stays as they did. */
  private async splitOff(
    principal: Principal,
    asked: SplitTheme,
    { name, description, history, isDescribed, upto }: SplitOff,
  ): Promise<void> {
    const { tenantId } = principal;
    const { themeId, newThemeId } = asked;
    await giveName(this.service, { tenantId, themeId: newThemeId, name, upto }, async handle => {
      const { events } = await handle(this.service.contextOf(principal), splitTheme, themeId, asked);
      const split = splitIn(events.length > 0 ? events : history, newThemeId);
      // Without one, somebody else has just split it off, and described it.
      if (isDescribed || !split) return;
      const described = { themeId: newThemeId, name, description, examples: split.moved };
      await handle(this.service.contextOf(principal, 1), newTheme, newThemeId, described);
    });
  }

  /** @throws Rejection `theme-name-taken`, unless by what this theme was split into before; `theme-merged` */
  private async newIdFor(
    tenantId: string,
    name: string,
    history: readonly DomainEvent[],
  ): Promise<{ newThemeId: string; isDescribed: boolean; upto: bigint }> {
    const { themeId, known, upto } = await themeToName(this.service, tenantId, name);
    if (!known || splitIn(history, themeId)) return { newThemeId: themeId, isDescribed: known !== null, upto };
    throw new Rejection('theme-name-taken');
  }

  private async move(principal: Principal, nth: number, { move, sealed }: Moved): Promise<void> {
    const about = { ...this.service.contextOf(principal, nth), ...sealed };
    const streamId = interpretationIdOf(principal.tenantId, move.itemId);
    await unlessGone(this.service.events.handle(about, moveInterpretation, streamId, move));
  }
}
