import { A_FEW, endOf, type Scenarios } from './scenario.js';

export const OUTBOUND_SCENARIOS: Scenarios = {
  'collector-down': {
    does: 'nobody takes the spans, while services are killed and told to end',
    promise: 'nothing waits for them',
    setting: { env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' } },
    trouble: async ({ installation, upstream, claim }) => {
      await upstream.untilAcknowledged(A_FEW);
      await installation.signal('enrichment', 'SIGKILL');
      claim('sharing was told to end', await installation.signal('sharing', 'SIGTERM'));
      const how = await endOf(installation, 'sharing');
      claim(`sharing ends with code 0, not with ${how}`, how === 'code 0');
      await upstream.untilAcknowledged(A_FEW);
    },
  },
};
