import type { ServiceName } from '@ckm/contracts';
import type { Reaction, View } from '@ckm/event-sourcing';
import type { Context, EventStore } from '@ckm/event-store';
import { type Principal, Problem } from '@ckm/http';
import type { Intake, Projection } from '@ckm/messaging';
import type { Privacy } from '@ckm/privacy';
import { currentTrace, type Logger } from '@ckm/telemetry';
import type { Type } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { v7 } from 'uuid';

/** What a service is made of: the table of contents that its module shows. */
export interface ServiceDefinition {
  name: ServiceName;
  /** Commands and questions. */
  routes: Type[];
  views: View[];
  reactions: (service: Service) => Reaction[];
  intakes: (service: Service) => Intake[];
}

export interface ServiceParts {
  /** The tenant of records that name none. */
  tenantId: string;
  events: EventStore;
  privacy: Privacy;
  log: Logger;
  projections: Projection[];
  tenantRead: <T>(tenantId: string, work: (client: ClientBase) => Promise<T>) => Promise<T>;
  now: () => Date;
}

/** What slices get: the one way to write, the one way to read. */
export class Service {
  readonly tenantId: string;
  readonly events: EventStore;
  readonly privacy: Privacy;
  readonly log: Logger;
  readonly now: () => Date;

  constructor(private readonly parts: ServiceParts) {
    this.tenantId = parts.tenantId;
    this.events = parts.events;
    this.privacy = parts.privacy;
    this.log = parts.log;
    this.now = parts.now;
  }

  /** Reads views' rows as one tenant sees them. */
  read<T>(views: View[], tenantId: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
    const live = new Set(this.parts.projections.filter(one => one.state === 'live').map(one => one.view));
    if (!views.every(view => live.has(view))) throw new Problem('projection-building');
    return this.parts.tenantRead(tenantId, work);
  }

  /** What a command needs to know of its request. */
  contextOf({ subject, tenantId }: Principal): Context {
    return {
      tenantId,
      actor: subject,
      now: this.now(),
      correlationId: v7(),
      causationId: null,
      traceparent: currentTrace(),
    };
  }
}
