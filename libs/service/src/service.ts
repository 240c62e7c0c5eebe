import type { ServiceName } from '@ckm/contracts';
import type { Reaction, View } from '@ckm/event-sourcing';
import type { Context, EventStore, Migration } from '@ckm/event-store';
import { hasRole, type Principal, Problem } from '@ckm/http';
import type { Intake, Projection, Transport } from '@ckm/messaging';
import { type Privacy, type Tombstone, type Tombstones, uuid5, type Vault } from '@ckm/privacy';
import { currentTrace, type Logger } from '@ckm/telemetry';
import type { Type } from '@nestjs/common';
import type { ClientBase, PoolClient } from 'pg';
import { v4 } from 'uuid';
import type { ServiceConfig } from './config.js';
import type { Gauge } from './gauges.js';
import type { Worker } from './worker.js';

/** What a service is made of, as its module lists it. */
export interface ServiceDefinition {
  name: ServiceName;
  /** Controllers of commands and queries. */
  routes: Type[];
  views: View[];
  reactions: (service: Service) => Reaction[];
  intakes: (service: Service) => Intake[];
  /** Loops in the background; they run while the road is open. */
  workers?: (service: Service) => Worker[];
  /** Of tables that are no views: jobs, and what a worker must remember. */
  migrations?: (new () => Migration)[];
  /** What was sent out of the installation about a person, and where to: for the certificate of an erasure. */
  sentOf?: (client: ClientBase, about: Pick<Tombstone, 'tenantId' | 'subject' | 'keyIds'>) => Promise<unknown[]>;
  /** Repairs what else must follow when the service goes on from a restored log. */
  restored?: (service: Service) => Promise<void>;
  /** Metrics of its own. */
  gauges?: (service: Service) => Gauge[];
  /** Sums for the status, counted from rows, so that a difference shows what is missing. */
  sums?: (service: Service) => Promise<object>;
}

export interface ServiceParts {
  /** The tenant that runs the installation, and owns records that name no tenant; never taken from a request. */
  installationTenant: string;
  events: EventStore;
  privacy: Privacy;
  vault: Vault;
  /** Who was forgotten; only capture forgets. */
  tombstones: Tombstones;
  log: Logger;
  projections: Projection[];
  tenantRead: <T>(tenantId: string, work: (client: ClientBase) => Promise<T>) => Promise<T>;
  /** As the writer, which sees every tenant; commands inside it by `events.handleAll`, last. The work runs again after a deadlock or a serialization failure. */
  transaction: <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;
  transport: Transport;
  /** Settings about the world outside the installation. */
  outside: Pick<ServiceConfig, 'publicUrl' | 'webhookAllow'>;
  now: () => Date;
  /** 0 ≤ x < 1 */
  random: () => number;
}

const ASK_AGAIN_S = 1;

/** What slices work with: one way to write (`events`), one way to read (`read`). */
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

  /** Whether one of these views has no complete build of this version yet. */
  isBuilding(views: View[]): boolean {
    const full = new Set(this.parts.projections.filter(one => one.state !== 'building').map(one => one.view));
    return !views.every(view => full.has(view));
  }

  /**
   * Reads rows of views as one tenant sees them, in a read-only transaction.
   * @throws Problem `projection-building` while `isBuilding`; it says when to ask again, so that a reaction waits for the build and nothing is parked
   */
  read<T>(views: View[], tenantId: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
    if (this.isBuilding(views)) throw new Problem('projection-building', undefined, [], ASK_AGAIN_S);
    return this.parts.tenantRead(tenantId, async client => {
      // A function reads the table behind its view, not the view. Switching builds locks the view first; so does this, and waits for the switch or holds it off.
      for (const { name } of views.filter(view => view.functions))
        await client.query(`LOCK TABLE ${name} IN ACCESS SHARE MODE`);
      return work(client);
    });
  }

  /** The id of what a request creates: the same when the request is sent again under its `Idempotency-Key`. */
  newId({ tenantId, keyed }: Principal, kind: string): string {
    return keyed ? uuid5(tenantId, kind, keyed.id) : v4();
  }

  /** Whether the caller is a steward of the tenant that runs the installation: only those see and do what concerns all tenants. */
  isOperatedBy({ tenantId, role }: Principal): boolean {
    return tenantId === this.installationTenant && hasRole(role, 'steward');
  }

  /** The context of a request's command. @param nth counts the commands of one request from 0 */
  contextOf({ subject, tenantId, correlationId, keyed }: Principal, nth = 0): Context {
    return {
      tenantId,
      actor: subject,
      now: this.now(),
      correlationId,
      causationId: null,
      traceparent: currentTrace(),
      keyed: keyed && { ...keyed, id: `${keyed.id}/${nth}` },
    };
  }
}
