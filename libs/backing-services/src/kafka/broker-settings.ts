export interface BrokerPorts {
  plain: number;
  controller: number;
  secure: number;
}

export interface Security {
  ca: string;
  keyStore: string;
  username: string;
  password: string;
}

/** The `server.properties` of one KRaft node that is broker and controller. */
export function brokerSettings(data: string, ports: BrokerPorts, security?: Security): string {
  const open = { PLAINTEXT: ports.plain, ...(security && { SASL_SSL: ports.secure }) };
  const addresses = (listeners: Record<string, number>) =>
    Object.entries(listeners).map(([name, port]) => `${name}://127.0.0.1:${port}`);
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.bootstrap.servers': `127.0.0.1:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: addresses({ ...open, CONTROLLER: ports.controller }).join(),
    'advertised.listeners': addresses(open).join(),
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    // After kill -9 a broker is not let in again until the session of its predecessor is over: 9 s by default.
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    ...singleReplica('offsets.topic'),
    ...singleReplica('transaction.state.log'),
    ...singleReplica('share.coordinator.state.topic'),
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.num.partitions': 4,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.min.isr': 1,
    ...(security && secureListener(security)),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

const singleReplica = (topic: string) => ({ [`${topic}.replication.factor`]: 1 });

function secureListener({ keyStore, username, password }: Security): Record<string, string> {
  const module = (name: string, options = '') => `org.apache.kafka.common.security.${name} required${options};`;
  return {
    'sasl.enabled.mechanisms': 'SCRAM-SHA-256,PLAIN',
    'listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config': module('scram.ScramLoginModule'),
    'listener.name.sasl_ssl.plain.sasl.jaas.config': module(
      'plain.PlainLoginModule',
      ` user_${username}="${password}"`,
    ),
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStore,
  };
}
