import { retryTransaction, isOutage, openEventStore } from '@ckm/event-store';
import { createServer, serveOpenApi } from '@ckm/http';
import { eraseForgotten, openProjections } from '@ckm/messaging';
import { openLog, startTracing, stopTracing } from '@ckm/telemetry';
import type { ServiceConfig } from './config.js';
import { hostModule } from './host.module.js';
import { checkMasterKey, migrateAll, openAll } from './open.js';
import { registerGauges } from './gauges.js';
import type { Running } from './process.js';
import { Road } from './road.js';
import { Service, type ServiceDefinition } from './service.js';

/**
 * Migrates, opens everything and serves. Resolves when it listens; the road may open later.
 * @param onStuck called when the consumer of Kafka hangs and replacing it did not help
 * @throws ConfigError when the master key does not open the vault
 */
export async function runService(
  definition: ServiceDefinition,
  config: ServiceConfig,
  onStuck: () => void,
): Promise<Running> {
  const log = openLog(definition.name, config.logLevel);
  await startTracing(definition.name, config.otlpEndpoint);
  await migrateAll(config, definition.migrations ?? []);
  await checkMasterKey(config);
  const opened = await openAll(config, log, onStuck);
  const store = openEventStore({ database: opened.database, sealer: opened.privacy });
  const projections = await openProjections(opened.owner, definition.name, definition.views);
  const forgotten = await opened.tombstones.all();
  await eraseForgotten(
    opened.database,
    forgotten.map(({ subject: customerId, ...tombstone }) => ({ ...tombstone, customerId })),
  );
  const service = new Service({
    installationTenant: config.tenantId,
    events: store,
    privacy: opened.privacy,
    vault: opened.vault,
    tombstones: opened.tombstones,
    log,
    projections: projections.all,
    tenantRead: (tenantId, work) => opened.database.tenantRead(tenantId, work),
    transaction: work => retryTransaction(() => opened.database.transaction(work)),
    transport: opened.transport,
    outside: config,
    now: () => new Date(),
    random: Math.random,
  });
  const road = new Road(definition, { config, opened, projections, service });
  registerGauges(road, definition.gauges?.(service) ?? []);
  let stopping = false;
  const app = await createServer(hostModule(definition, { service, access: config.access, road }), {
    log,
    isTransient: isOutage,
    ready: async () => {
      if (stopping) return 'stopping';
      // In a rolling deploy the old process answers until the new views are built.
      if (service.isBuilding(definition.views)) return 'projection';
      return opened.database.ready().then(
        () => null,
        () => 'database',
      );
    },
  });
  serveOpenApi(app);
  await road.start();
  await app.listen(config.port, config.host);
  return {
    url: await app.getUrl(),
    stop: async () => {
      stopping = true;
      await app.close();
      await road.stop();
      await stopTracing();
      await opened.close();
    },
  };
}
