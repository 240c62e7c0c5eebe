import type { ServiceName } from '@ckm/contracts';
import type { Reaction, View } from '@ckm/event-sourcing';
import type { Context, EventStore, Migration } from '@ckm/event-store';
import { mayAs, type Principal, Problem } from '@ckm/http';
import type { Intake, Projection, Transport } from '@ckm/messaging';
import { type Privacy, type Tombstone, type Tombstones, uuid5, type Vault } from '@ckm/privacy';
import { currentTrace, type Logger } from '@ckm/telemetry';
import type { Type } from '@nestjs/common';
import type { ClientBase, PoolClient } from 'pg';
import { v4, v7 } from 'uuid';
import type { ServiceConfig } from './config.js';
import type { Gauge } from './gauges.js';
import type { Worker } from './worker.js';

/** What a service is made of: the table of contents that its module shows. */
export interface ServiceDefinition {
  name: ServiceName;
  /** Commands and questions. */
  routes: Type[];
  views: View[];
  reactions: (service: Service) => Reaction[];
  intakes: (service: Service) => Intake[];
  /** What goes on beside the road. */
  workers?: (service: Service) => Worker[];
  /** Tables that are no views: jobs, and what a worker must not forget. */
  migrations?: (new () => Migration)[];
  /** What left the installation about a person, and where it went: for the certificate of an erasure. */
  sentOf?: (client: ClientBase, about: Pick<Tombstone, 'tenantId' | 'subject' | 'keyIds'>) => Promise<unknown[]>;
  /** What is to be made good when an older log of it was restored, and goes on. */
  restored?: (service: Service) => Promise<void>;
  /** What its operators watch beside the road. */
  gauges?: (service: Service) => Gauge[];
  /** Shown in the status: counted from rows, so that what is missing shows. */
  sums?: (service: Service) => Promise<object>;
}

export interface ServiceParts {
  /** The tenant whose installation it is, and of records that name none; never that of whoever asks. */
  installationTenant: string;
  events: EventStore;
  privacy: Privacy;
  vault: Vault;
  /** Who was forgotten; only capture forgets. */
  tombstones: Tombstones;
  log: Logger;
  projections: Projection[];
  tenantRead: <T>(tenantId: string, work: (client: ClientBase) => Promise<T>) => Promise<T>;
  /** As the writer, which sees every tenant; commands inside it by `events.handleAll`, late. The work is done again when PostgreSQL undoes it for a deadlock. */
  transaction: <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;
  transport: Transport;
  /** What this installation says of the world around it. */
  outside: Pick<ServiceConfig, 'publicUrl' | 'webhookAllow'>;
  now: () => Date;
  /** 0 ≤ x < 1 */
  random: () => number;
}

const ASK_AGAIN_S = 1;

/** What slices get: the one way to write, the one way to read. */
export class Service {
  readonly installationTenant = this.parts.installationTenant;
  readonly events = this.parts.events;
  readonly privacy = this.parts.privacy;
  readonly vault = this.parts.vault;
  readonly tombstones = this.parts.tombstones;
  readonly log = this.parts.log;
  readonly transport = this.parts.transport;
  readonly transaction = this.parts.transaction;
  readonly outside = this.parts.outside;
  readonly now = this.parts.now;
  readonly random = this.parts.random;

  constructor(private readonly parts: ServiceParts) {}

  /** Whether one of them is of a version that never stood here before, and is not full yet. */
  isBuilding(views: View[]): boolean {
    const full = new Set(this.parts.projections.filter(one => one.state !== 'building').map(one => one.view));
    return !views.every(view => full.has(view));
  }

  /**
   * Reads views' rows as one tenant sees them.
   * @throws Problem `projection-building`; what a reaction reads so waits for the build, and nothing is parked
   */
  read<T>(views: View[], tenantId: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
    if (this.isBuilding(views)) throw new Problem('projection-building', undefined, [], ASK_AGAIN_S);
    return this.parts.tenantRead(tenantId, async client => {
      // A function looks into the table behind its view. Who switches builds locks the view first: so does who asks.
      for (const { name } of views.filter(view => view.functions))
        await client.query(`LOCK TABLE ${name} IN ACCESS SHARE MODE`);
      return work(client);
    });
  }

  /** The id of what a request makes: the same when it comes again under its key. */
  newId({ tenantId, keyed }: Principal, kind: string): string {
    return keyed ? uuid5(tenantId, kind, keyed.id) : v4();
  }

  /** Logs, topics and views hold the events of all tenants: how many there are, and what is done to all, is for who runs them. */
  isOperatedBy({ tenantId, role }: Principal): boolean {
    return tenantId === this.installationTenant && mayAs(role, 'steward');
  }

  /** What a command needs to know of its request. @param nth of the commands that one request holds */
  contextOf({ subject, tenantId, keyed }: Principal, nth = 0): Context {
    return {
      tenantId,
      actor: subject,
      now: this.now(),
      correlationId: v7(),
      causationId: null,
      traceparent: currentTrace(),
      keyed: keyed && { ...keyed, id: `${keyed.id}/${nth}` },
    };
  }
}
