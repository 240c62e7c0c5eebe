import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readSettings } from '@ckm/cli/dist/settings.js';
import { readConsoleConfig } from '@ckm/console/dist/config.js';
import { SERVICES } from '@ckm/contracts';
import { type Environment, readServiceConfig } from '@ckm/service/config';
import { Ajv } from 'ajv';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { variablesReadBy, fillFolder, readEnrichmentSettings, valueOf } from './variables.js';

interface Container {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string | null>;
  volumes?: string[];
  ports?: string[];
  profiles?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
}

const ROOT = new URL('../../../', import.meta.url);
const readText = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');
const composed = parse(readText('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Container>;
  secrets: Record<string, { file: string }>;
};
const { services } = composed;
const ours = Object.entries(services).filter(([, { build }]) => build);
const all = Object.entries(services);
const schemaFile = new URL(
  'schemas/compose.schema.json',
  `file://${createRequire(import.meta.url).resolve('dclint/package.json')}`,
);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as object;

/** What the image sets, and what `ckm provision` writes for the services. */
const OF_THE_IMAGE = ['CKM_HOME', 'CKM_HOST', 'PORT'];
const WRITTEN = [
  ...[...SERVICES, 'vault'].map(name => `${name.toUpperCase()}_DATABASE_URL`),
  ...['CKM_JWKS_FILE', 'CKM_MASTER_KEY_FILE', 'CKM_ERASURES_FILE'],
];

describe('what a container finds in its environment', () => {
  let folder: string;
  beforeAll(() => (folder = fillFolder()));
  afterAll(() => rmSync(folder, { recursive: true }));

  const setFor = (name: string): string[] => Object.keys(services[name]?.environment ?? {});
  const envOf = (name: string, without: string[] = []): Environment => {
    const written = services[name]?.command?.some(word => word.startsWith('--env-file=')) ? WRITTEN : [];
    const names = [...setFor(name), ...OF_THE_IMAGE, ...written].filter(one => !without.includes(one));
    return Object.fromEntries(names.map(one => [one, valueOf(one, 'kafka', folder)]));
  };
  const lacking = (name: string, read: (env: Environment) => unknown) =>
    variablesReadBy(read, envOf(name)).filter(one => !(one in envOf(name)));

  it('is what the image sets', () => {
    const [, set = ''] = /^ENV (.+)$/m.exec(readText('Dockerfile').split('FROM').at(-1)!) ?? [];
    expect(OF_THE_IMAGE.filter(name => !set.includes(` ${name}=`))).toEqual([]);
  });

  // The broker is compose's own, and the name of a process in leases is its hostname.
  it.each(SERVICES)('is what %s reads', service =>
    expect(lacking(service, env => readServiceConfig(service, env))).toEqual([
      ...['KAFKA_SSL_CA', 'KAFKA_SASL_MECHANISM', 'CKM_INSTANCE'],
    ]),
  );

  it('is what enrichment reads of a model and of weights', () =>
    expect(lacking('enrichment', readEnrichmentSettings)).toEqual([]));

  it('is what the console reads', () => expect(lacking('console', readConsoleConfig)).toEqual([]));

  it('is nothing that nobody reads', () => {
    const asked = [
      ...SERVICES.flatMap(service => variablesReadBy(env => readServiceConfig(service, env), envOf(service))),
      ...[[], ['INTERPRETER_API_KEY_FILE']].flatMap(less =>
        variablesReadBy(readEnrichmentSettings, envOf('enrichment', less)),
      ),
      ...variablesReadBy(readConsoleConfig, envOf('console')),
      ...variablesReadBy(readSettings, envOf('provision')),
    ];
    expect(ours.flatMap(([name]) => setFor(name)).filter(name => !asked.includes(name))).toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, validateSchema: false });

  it('is as the schema of compose says', () => {
    const isValid = ajv.compile(schema);
    expect([isValid(composed), isValid.errors]).toEqual([true, null]);
  });

  it('has every service, the console, and what makes their keys and schemas', () =>
    expect(ours.map(([name]) => name).sort()).toEqual([...SERVICES, 'console', 'provision'].sort()));

  it.each(ours)('%s writes nowhere but where it must, and has no capability', (name, container) => {
    expect(container).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    const writable = (container.volumes ?? []).filter(volume => !volume.endsWith(':ro'));
    const provision = ['home:/var/lib/ckm-home', 'ckm:/var/lib/ckm', 'jwks:/var/lib/jwks'];
    expect(writable).toEqual({ provision, capture: ['erasures:/var/lib/erasures'] }[name] ?? []);
  });

  it('what signs tokens lies where provision alone looks, and the console has nothing but what they are known by', () => {
    const { command = [], environment = {} } = services.provision!;
    const apart = [environment.CKM_MASTER_KEY_FILE, environment.CKM_JWKS_FILE, command[command.indexOf('--out') + 1]];
    expect(apart.filter(file => file?.startsWith(`${environment.CKM_HOME}/`))).toEqual([]);
    const withHome = all.filter(([, { volumes = [] }]) =>
      volumes.some(one => one.includes(`:${environment.CKM_HOME}`)),
    );
    expect(withHome.map(([name]) => name)).toEqual(['provision']);
    expect(services.console?.volumes).toEqual(['jwks:/var/lib/jwks:ro']);
  });

  it.each(SERVICES)('%s finds the register of erasures where capture writes it', service => {
    const { environment = {}, volumes = [] } = services[service]!;
    expect(environment.CKM_ERASURES_FILE).toBe('/var/lib/erasures/erasures.ndjson');
    expect(volumes).toContain(service === 'capture' ? 'erasures:/var/lib/erasures' : 'erasures:/var/lib/erasures:ro');
  });

  it.each(ours)('%s runs a program that is there', (name, { command = [] }) => {
    const [program = ''] = command.filter(word => !word.startsWith('--'));
    expect(program).toBe(name === 'provision' ? 'services/cli/bin/ckm.js' : `services/${name}/dist/bundle.js`);
  });

  it.each(all)('%s is of a fixed version', (_, { image }) => expect(image).toMatch(/:(v?\d+\.\d+(\.\d+)?|latest)$/));

  it('only the image made here has none', () =>
    expect(all.filter(([, { image }]) => image.endsWith(':latest')).map(([, { image }]) => image)).toEqual(
      ours.map(() => 'ckm:latest'),
    ));

  it('nothing is reached from another machine', () => {
    const ports = all.flatMap(([, { ports: own = [] }]) => own);
    expect(ports.filter(port => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('every file that it mounts is there', () => {
    const mounted = all.flatMap(([, { volumes = [] }]) => volumes).flatMap(one => /^(\.\/[^:]+):/.exec(one)?.[1] ?? []);
    expect([...mounted, './infra/compose/postgres.password'].filter(file => !existsSync(new URL(file, ROOT)))).toEqual(
      [],
    );
  });

  it('no password stands in it', () => {
    expect(Object.keys(composed.secrets)).toEqual(['postgres-password', 'interpreter-key']);
    expect(readText('docker-compose.yml')).not.toMatch(/PASSWORD: |:\/\/\w+:[^@\s]+@/);
  });
});

describe('the Dockerfile', () => {
  it('is as its linter wants it', () => expect(validate(readText('Dockerfile'))).toEqual([]));

  it('leads to a process that is not root, and tells whether it is alive', () => {
    const lines = readText('Dockerfile').split('\n');
    expect(lines.filter(line => line.startsWith('USER'))).toEqual(['USER 1000:1000']);
    expect(lines.filter(line => /^HEALTHCHECK .*\/livez/.test(line))).toHaveLength(1);
  });
});
