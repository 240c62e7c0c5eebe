import type { DomainEvent, SubscriptionTerms } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { type Change, subscription, type SubscriptionCommand } from './subscription.decider.js';

const subscriptionId = '0a52b1d6-3333-4333-8333-000000000003';
const webhook: SubscriptionTerms = {
  name: 'Papierstau in Sachsen',
  owner: 'vertrieb-ost',
  query: { theme: null, sentiment: 'negative', language: 'de', signalType: null, customer: null },
  channel: { kind: 'webhook', team: null, url: 'https://hooks.example/ckm' },
  cadence: 'IMMEDIATE',
  words: false,
};
const topic: SubscriptionTerms = { ...webhook, channel: { kind: 'topic', team: 'druckwerk', url: null } };

const opened = (terms = webhook, since: string | null = null): DomainEvent<'SubscriptionOpened'> => ({
  type: 'SubscriptionOpened',
  data: { subscriptionId, terms, since },
});
const changed = (terms: SubscriptionTerms): DomainEvent<'SubscriptionChanged'> => ({
  type: 'SubscriptionChanged',
  data: { subscriptionId, terms },
});
const paused = (reason: string | null = null): DomainEvent<'SubscriptionPaused'> => ({
  type: 'SubscriptionPaused',
  data: { subscriptionId, reason },
});
const resumed: DomainEvent<'SubscriptionResumed'> = { type: 'SubscriptionResumed', data: { subscriptionId } };
const ended: DomainEvent<'SubscriptionEnded'> = { type: 'SubscriptionEnded', data: { subscriptionId } };

const open = (terms = webhook, trusted = false, since: string | null = null): SubscriptionCommand => ({
  type: 'OpenSubscription',
  subscriptionId,
  terms,
  since,
  trusted,
});
const change = (what: Change, trusted = false): SubscriptionCommand => ({
  type: 'ChangeSubscription',
  subscriptionId,
  change: what,
  trusted,
});
const pause = (reason: string | null = null): SubscriptionCommand => ({
  type: 'PauseSubscription',
  subscriptionId,
  reason,
});
const resume: SubscriptionCommand = { type: 'ResumeSubscription', subscriptionId };
const end: SubscriptionCommand = { type: 'EndSubscription', subscriptionId };

describe('a subscription', () => {
  it('is opened, with the past that it asks for', () => {
    const since = '2026-01-01T00:00:00Z';
    given(subscription)
      .when(open(webhook, false, since))
      .then(opened(webhook, since));
  });

  it('is not opened a second time', () => {
    given(subscription, opened()).when(open()).then();
    given(subscription, opened(), paused()).when(open()).then();
  });

  it('can be paused and resumed, again and again', () => {
    given(subscription, opened()).when(pause('Messe')).then(paused('Messe'));
    given(subscription, opened(), paused()).when(pause()).then();
    given(subscription, opened(), paused()).when(resume).then(resumed);
    given(subscription, opened(), paused(), resumed).when(resume).then();
    given(subscription, opened(), paused(), resumed).when(pause()).then(paused());
  });

  it('keeps what a change does not name', () => {
    const other = { ...webhook.query, language: 'zh' as const };
    given(subscription, opened())
      .when(change({ query: other }))
      .then(changed({ ...webhook, query: other }));
    given(subscription, opened(), changed({ ...webhook, name: '卡纸' }), paused())
      .when(change({ url: 'https://hooks.example/2', cadence: 'DAILY' }))
      .then(
        changed({
          ...webhook,
          name: '卡纸',
          channel: { ...webhook.channel, url: 'https://hooks.example/2' },
          cadence: 'DAILY',
        }),
      );
  });

  it('does not change when a change changes nothing', () =>
    given(subscription, opened())
      .when(change({ name: webhook.name, url: 'https://hooks.example/ckm' }))
      .then());

  it('ends once, and for ever', () => {
    given(subscription, opened()).when(end).then(ended);
    given(subscription, opened(), paused()).when(end).then(ended);
    given(subscription, opened(), ended).when(end).then();
    for (const command of [pause(), resume, change({ name: 'x' }), open()])
      given(subscription, opened(), ended).when(command).thenRejected('subscription-ended');
  });

  it('that was never opened is not found', () => {
    for (const command of [pause(), resume, end, change({ name: 'x' })])
      given(subscription).when(command).thenRejected('subscription-not-found');
  });
});

describe("the customers' words", () => {
  const withWords = { ...webhook, words: true };

  it('leave the installation only where somebody trusted says so', () => {
    given(subscription).when(open(withWords)).thenRejected('words-not-allowed');
    given(subscription).when(open(withWords, true)).then(opened(withWords));
    given(subscription, opened())
      .when(change({ words: true }))
      .thenRejected('words-not-allowed');
  });

  it('are not redirected to another URL by somebody who is not trusted', () => {
    given(subscription, opened(withWords))
      .when(change({ url: 'https://other.example' }))
      .thenRejected('words-not-allowed');
    given(subscription, opened(withWords))
      .when(change({ words: false }))
      .then(changed(webhook));
  });
});

describe('what does not fit the channel', () => {
  it.each(['HOURLY', 'DAILY'] as const)('is a topic or feed that is told %s', cadence => {
    given(subscription)
      .when(open({ ...topic, cadence }))
      .thenRejected('cadence-not-possible');
    given(subscription, opened({ ...topic, channel: { kind: 'feed' } }))
      .when(change({ cadence }))
      .thenRejected('cadence-not-possible');
    given(subscription)
      .when(open({ ...webhook, cadence }))
      .then(opened({ ...webhook, cadence }));
  });

  it('is a URL for a topic', () =>
    given(subscription, opened(topic))
      .when(change({ url: 'https://hooks.example' }))
      .thenRejected('channel-differs'));
});
