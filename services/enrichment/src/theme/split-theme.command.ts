import { type DomainEvent, Example, NestedMany, NotBlank, type ThemeSplit, Words } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { CheckedBody, Command, IdPipe, type Principal, Problem, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import { interpretationIdOf } from '../interpretation/identity.js';
import { moveInterpretation } from '../interpretation/interpretation.decider.js';
import { unlessGone } from '../interpretation/item-text.js';
import { type ItemToMove, itemToMove, kinOf } from './item-to-move.js';
import type { Move } from './move.js';
import { describeTheme, type SplitTheme, splitTheme } from './theme.decider.js';
import { claimName, themeForName } from './theme-name.js';
import { knownTheme } from './themes.view.js';

type Split = Omit<Move, 'itemId' | 'kin'>;

/** The theme that is split off. */
interface SplitOff {
  name: string;
  description: string;
  /** The events of the theme that is split. */
  history: readonly DomainEvent[];
  /** It exists already, from an earlier split. */
  isDescribed: boolean;
  /** The position of the log up to which its name was found to be free. */
  upto: bigint;
}

export class SplitThemeRequest {
  @Words(1, 200) @NotBlank() name!: string;
  @IsOptional() @Words(0, 2_000) description?: string | null;
  /** Some of the theme's own, letter by letter. */
  @ArrayMaxSize(1_000) @NestedMany(() => Example, { optional: true }) examples?: Example[] | null;
  /** Items of the theme. */
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsUUID(undefined, { each: true }) items?: string[] | null;
}

/** @throws Problem `body-invalid` where nothing is to be moved */
function partsIn({ examples, items }: SplitThemeRequest): { examples: string[]; itemIds: string[] } {
  const itemIds = [...new Set((items ?? []).map(item => item.toLowerCase()))];
  const texts = (examples ?? []).map(({ text }) => text);
  if (texts.length + itemIds.length > 0) return { examples: texts, itemIds };
  throw new Problem('body-invalid', 'Name examples or items that go along.');
}

/** The event by which that theme was split off; undefined where it never was. */
const splitInto = (events: readonly DomainEvent[], newThemeId: string): ThemeSplit | undefined =>
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
    const { examples, itemIds } = partsIn(request);
    await knownTheme(this.service, tenantId, themeId);
    const history = await this.service.events.readStream(tenantId, themeId);
    const { newThemeId, ...found } = await this.newIdFor(principal, request.name, history);
    const move = { themeId, newThemeId, name: request.name };
    const wasSplit = splitInto(history, newThemeId) !== undefined;
    const items = await this.itemsToMove(tenantId, itemIds, move, wasSplit);
    const described = { name: request.name, description: request.description ?? '', history, ...found };
    await this.splitOff(principal, { themeId, newThemeId, examples, itemIds }, described);
    for (const [nth, one] of items.entries()) await this.move(principal, nth + 2, one);
    return { data: { themeId: newThemeId } };
  }

  /** Where the theme was split before, this call may continue that one: items that were withdrawn or forgotten since are left out. */
  private async itemsToMove(
    tenantId: string,
    itemIds: string[],
    move: Split,
    wasSplit: boolean,
  ): Promise<ItemToMove[]> {
    const kin = await kinOf(this.service, tenantId, move.themeId);
    const items = itemIds.map(itemId => {
      const item = itemToMove(this.service, tenantId, { kin, itemId, ...move });
      return wasSplit ? unlessGone(item) : item;
    });
    return (await Promise.all(items)).filter(item => item !== null);
  }

  /** Describes the new theme only once: what people said of it since stays. */
  private async splitOff(
    principal: Principal,
    asked: SplitTheme,
    { name, description, history, isDescribed, upto }: SplitOff,
  ): Promise<void> {
    const { tenantId } = principal;
    const { themeId, newThemeId } = asked;
    await claimName(this.service, { tenantId, themeId: newThemeId, name, upto }, async handle => {
      const { events } = await handle(this.service.contextOf(principal), splitTheme, themeId, asked);
      const split = splitInto(events.length > 0 ? events : history, newThemeId);
      // Without a split, another call has just split it off and described it.
      if (isDescribed || !split) return;
      const described = { themeId: newThemeId, name, description, examples: split.moved };
      await handle(this.service.contextOf(principal, 1), describeTheme, newThemeId, described);
    });
  }

  /** @throws Rejection `theme-name-taken`, unless it is the name of a theme that was split off from this one before; `theme-merged` */
  private async newIdFor(
    principal: Principal,
    name: string,
    history: readonly DomainEvent[],
  ): Promise<{ newThemeId: string; isDescribed: boolean; upto: bigint }> {
    const { themeId, known, upto } = await themeForName(this.service, principal, name);
    if (!known || splitInto(history, themeId)) return { newThemeId: themeId, isDescribed: known !== null, upto };
    throw new Rejection('theme-name-taken');
  }

  private async move(principal: Principal, nth: number, { move, sealed }: ItemToMove): Promise<void> {
    const about = { ...this.service.contextOf(principal, nth), ...sealed };
    const streamId = interpretationIdOf(principal.tenantId, move.itemId);
    await unlessGone(this.service.events.handle(about, moveInterpretation, streamId, move));
  }
}
