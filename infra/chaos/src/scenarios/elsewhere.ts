/** Faults that another test of the repository covers → where. */
export const ELSEWHERE: Record<string, string> = {
  'kill -9 after a delivery was answered, before that is recorded':
    'services/sharing/src/delivery/killed-sender.int.spec.ts',
  'kill -9 during an import': 'services/capture/src/import/killed.int.spec.ts',
  'kill -9 of a writer at any moment': 'libs/event-store/src/killed.int.spec.ts',
  'the log of the broker is lost or truncated': 'libs/messaging/src/transport/contract/lost-log.contract.ts',
  'a gap, a repeat or another log on a topic': 'libs/messaging/src/gap.int.spec.ts',
  'more or fewer partitions than declared': 'libs/messaging/src/transport/contract/topics.contract.ts',
  'another road, and back': 'infra/journey/src/start-again.int.spec.ts',
  'out of order: an edit before its creation': 'services/sharing/src/feed/feed.view.spec.ts',
  'an unknown version of an event': 'libs/messaging/src/parking.int.spec.ts',
  'a message that breaks its handler': 'libs/messaging/src/parking.int.spec.ts',
  '64 writers on one stream': 'libs/event-store/src/store.int.spec.ts',
  'a flipped byte in an event': 'infra/journey/src/cli.int.spec.ts',
  'an erasure in any order with captures, returns and rebuilds': 'libs/messaging/src/erasure.int.spec.ts',
  'an erasure before a webhook is tried again': 'services/sharing/src/delivery/webhook.int.spec.ts',
  'a webhook that hangs, drips, answers 10 MB, 410 or 429, or redirects':
    'services/sharing/src/delivery/webhook.int.spec.ts',
  'a webhook whose name resolves to an internal address': 'services/sharing/src/delivery/address-guard.spec.ts',
  'the id of B in a path, query, cursor or header of A': 'infra/journey/src/tenants.int.spec.ts',
  'a backup with the tools of PostgreSQL, and everything lost': 'infra/operate/src/restore.int.spec.ts',
  'a restored backup that is older than an erasure': 'infra/journey/src/restored-forgetting.int.spec.ts',
  'a restored log of capture, on each transport': 'infra/journey/src/restored.int.spec.ts',
  'events that are published again': 'libs/messaging/src/republish.int.spec.ts',
  'row security without the guard': 'libs/event-store/src/database.int.spec.ts',
};

/** What nobody has tested, and why. */
export const NOT_TESTED: Record<string, string> = {
  'a power cut, and disks that lie about what they have written': 'needs hardware',
  'a broker of several nodes: leader changes, unclean elections, a replica that is behind': 'one node runs here',
  'a PostgreSQL standby that takes over': 'one server runs here',
  'clocks of different machines that drift apart': 'one clock runs here',
  'a network that splits services from each other for hours': 'one machine has none',
  'mail that is refused or dropped': 'nothing is sent by mail yet',
};
