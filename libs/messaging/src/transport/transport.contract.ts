import { deliveryContract } from './contract/delivery.contract.js';
import { flowContract } from './contract/flow.contract.js';
import { lostLogContract } from './contract/lost-log.contract.js';
import { publishingContract } from './contract/publishing.contract.js';
import type { Road } from './contract/road.js';
import { sharingContract } from './contract/sharing.contract.js';
import { topicsContract } from './contract/topics.contract.js';

/** What every transport keeps: the rest of the system is tested on one of them and runs on all. */
export function transportContract(name: string, make: () => Promise<Road>): void {
  describe(name, () => {
    let road: Road;
    beforeAll(async () => (road = await make()), 60_000);
    afterAll(() => road?.close());

    describe('publishing', () => publishingContract(() => road));
    describe('topics', () => topicsContract(() => road));
    describe('delivery', () => deliveryContract(() => road));
    describe('partitions side by side', () => flowContract(() => road));
    describe('sharing', () => sharingContract(() => road));
    describe('a log that lost something', () => lostLogContract(() => road));
  });
}
