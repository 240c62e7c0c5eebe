import { CUSTOMERS_TO_OPEN, type DemandNoted, type DomainEvent } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

export type NoteDemand = Omit<DemandNoted, 'itemIds'>;

/** An item of each customer who counts. */
export type Noted = Pick<DemandNoted, 'customerId' | 'itemId'>;

const life = {
  stream: 'emergence',
  initialState: [] as Noted[],
  evolve: (noted: Noted[], { data: { customerId, itemId, itemIds } }: DomainEvent<'DemandNoted'>): Noted[] => [
    ...noted.filter(one => one.itemId !== itemId && itemIds.includes(one.itemId)),
    { customerId, itemId },
  ],
};

const idsOf = (noted: Noted[]): string[] => noted.map(({ itemId }) => itemId);

/** Counts a theme's distinct customers until there are enough; the stream's version decides the race for the last place. */
export const emergence: Decider<NoteDemand, Noted[], DomainEvent<'DemandNoted'>> = {
  ...life,
  decide: (command, noted) => {
    if (noted.length >= CUSTOMERS_TO_OPEN) return [];
    if (noted.some(({ customerId, itemId }) => customerId === command.customerId || itemId === command.itemId))
      return [];
    return [{ type: 'DemandNoted', data: { ...command, itemIds: [...idsOf(noted), command.itemId] } }];
  },
};

export interface Recount {
  themeId: string;
  theme: string;
  /** Items that do not speak for the theme any more. */
  gone: string[];
}

/** There would be enough, but some of them do not stand: it is counted on from those that do, at least from the last. */
export const recountDemand: Decider<Recount, Noted[], DomainEvent<'DemandNoted'>> = {
  ...life,
  decide: ({ gone, ...theme }, noted) => {
    if (noted.length < CUSTOMERS_TO_OPEN) return [];
    const standing = noted.filter(({ itemId }) => !gone.includes(itemId));
    const left = standing.length > 0 ? standing : noted.slice(-1);
    if (left.length === noted.length) return [];
    return [{ type: 'DemandNoted', data: { ...theme, ...left.at(-1)!, itemIds: idsOf(left) } }];
  },
};
