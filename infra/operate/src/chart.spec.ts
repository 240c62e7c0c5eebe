import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { readConsoleConfig } from '@ckm/console/dist/config.js';
import { SERVICES, type ServiceName } from '@ckm/contracts';
import { type Environment, readServiceConfig } from '@ckm/service/config';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { variablesReadBy, fillFolder, readEnrichmentSettings, valueOf } from './variables.js';

const CHART = new URL('../../helm/ckm/', import.meta.url);
const readText = (file: string): string => readFileSync(new URL(file, CHART), 'utf8');
const values = parse(readText('values.yaml'), { merge: true }) as Record<string, object>;
const everything = parse(readText('../everything.values.yaml')) as Record<string, object>;
const templates = readdirSync(new URL('templates/', CHART)).map(file => readText(`templates/${file}`));
const isValid = new Ajv({ strict: false, allErrors: true }).compile(
  JSON.parse(readText('values.schema.json')) as object,
);

let folder: string;
beforeAll(() => {
  folder = fillFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The names in one part of the chart's environment. `{{ upper . }}` in them stands for each of these. */
function namesIn(block: string, each: readonly string[] = []): string[] {
  const [, text = ''] =
    new RegExp(`define "ckm.env.${block}"([^]*?)(?:define|$)`).exec(readText('templates/_env.tpl')) ?? [];
  return [...text.matchAll(/^- \{ name: (.+?), value/gm)].flatMap(([, name = '']) =>
    name.includes('{{') ? each.map(one => name.replace('{{ upper . }}', one.toUpperCase())) : [name],
  );
}

/** What a process finds in its environment. NODE_EXTRA_CA_CERTS is for Node itself. */
function environmentOf(part: ServiceName | 'console', transport: string): Environment {
  const schemas = [part, 'vault', ...(transport === 'postgres' ? ['transport'] : [])];
  const own = part === 'console' ? namesIn('console', SERVICES) : [...namesIn('road'), ...namesIn('service', schemas)];
  const names = [...namesIn('all'), ...own].filter(
    name =>
      name !== 'NODE_EXTRA_CA_CERTS' &&
      (part === 'capture' || name !== 'CKM_ERASURES_FILE') &&
      (transport === 'kafka' || !name.startsWith('KAFKA_')),
  );
  return Object.fromEntries(names.map(name => [name, valueOf(name, transport, folder)]));
}

describe.each(['kafka', 'postgres'])('on %s', transport => {
  it.each(SERVICES)('%s finds what it reads, and nothing that it does not', service => {
    const env = environmentOf(service, transport);
    const asked = variablesReadBy(one => readServiceConfig(service, one), env);
    expect(Object.keys(env).filter(name => !asked.includes(name))).toEqual([]);
    // The name of a process in leases is the pod's: its hostname. The register lies on capture's volume: after a restore capture starts first.
    const elsewhere = service === 'capture' ? [] : ['CKM_ERASURES_FILE'];
    expect(asked.filter(name => !(name in env))).toEqual(['CKM_INSTANCE', ...elsewhere]);
  });
});

it('the console finds what it reads, and nothing that it does not', () => {
  const env = environmentOf('console', 'kafka');
  expect(variablesReadBy(readConsoleConfig, env).sort()).toEqual(Object.keys(env).sort());
});

it('enrichment finds what it reads of a model and of weights, and nothing that it does not', () => {
  const env = Object.fromEntries(namesIn('enrichment').map(name => [name, valueOf(name, 'kafka', folder)]));
  // The key is a variable out of a secret.
  const asked = variablesReadBy(readEnrichmentSettings, env).filter(name => name !== 'INTERPRETER_API_KEY_FILE');
  expect(asked.sort()).toEqual(Object.keys(env).sort());
});

it('every process has its place in the values, and a program', () => {
  expect(Object.keys(values.services ?? {})).toEqual([...SERVICES, 'console']);
  for (const part of Object.keys(values.services ?? {})) {
    const { main } = JSON.parse(readText(`../../../services/${part}/package.json`)) as { main: string };
    expect(main).toBe('dist/bundle.js');
  }
});

it('the chart asks for health where it is answered, on the port that is listened on', () => {
  const processes = readText('templates/processes.yaml');
  expect(processes).toContain('containerPort: 8080');
  expect([...processes.matchAll(/httpGet: \{ path: (\S+), port: (\w+) \}/g)].map(([, ...probe]) => probe)).toEqual([
    ['/livez', 'http'],
    ['/livez', 'http'],
    ['/readyz', 'http'],
  ]);
});

it.each(['runAsNonRoot: true', 'readOnlyRootFilesystem: true', 'capabilities: { drop: [ALL] }'])('sets %s', rule =>
  expect(readText('templates/_helpers.tpl')).toContain(rule),
);

it('the pod in which keys are made by hand is confined like those of the chart', () => {
  const blockOf = (name: string): unknown =>
    parse(new RegExp(`define "ckm.${name}" -}}([^]*?)\\{\\{- end`).exec(readText('templates/_helpers.tpl'))?.[1] ?? '');
  const { spec } = parse(readText('../provision.pod.yaml')) as {
    spec: { securityContext: object; automountServiceAccountToken: boolean; containers: { securityContext: object }[] };
  };
  expect([spec.securityContext, spec.automountServiceAccountToken]).toEqual([blockOf('podSecurity'), false]);
  expect(spec.containers.map(one => one.securityContext)).toEqual([blockOf('containerSecurity')]);
});

it.each(['nodeSelector', 'tolerations', 'podAnnotations'])('%s is for every pod', value => {
  const pods = templates.filter(text => /^ {4}spec:$/m.test(text));
  expect(pods.map(text => text.includes(`.Values.${value} }}`))).toEqual(pods.map(() => true));
});

it('no pod has a token of the API', () => {
  const pods = templates.join('').match(/^ {4}spec:$/gm) ?? [];
  expect(templates.join('').match(/^ {6}automountServiceAccountToken: false$/gm)).toHaveLength(pods.length);
});

describe('the schema of the values', () => {
  const errorsOf = (given: object) => (isValid(given) ? [] : isValid.errors?.map(one => one.instancePath));
  const with_ = (section: string, changed: object) => ({ ...values, [section]: { ...values[section], ...changed } });

  it('takes the values of the chart', () => expect(errorsOf(values)).toEqual([]));

  it('takes every value set', () => {
    const sections = Object.entries(everything).map(([name, section]) => [
      name,
      typeof section === 'object' && !Array.isArray(section) && name !== 'services'
        ? { ...values[name], ...section }
        : name === 'services'
          ? values[name]
          : section,
    ]);
    expect(errorsOf({ ...values, ...(Object.fromEntries(sections) as object) })).toEqual([]);
  });

  it.each([
    ['a section that is misspelt', { ...values, servces: {} }, ''],
    ['a value that is misspelt', with_('image', { tagg: '1' }), '/image'],
    ['a service that there is not', with_('services', { competence: {} }), '/services'],
    ['a tenant that is none', { ...values, tenant: 'Acme GmbH' }, '/tenant'],
    ['brokers without ports', with_('kafka', { brokers: 'kafka' }), '/kafka/brokers'],
    ['TLS without a CA', with_('kafka', { tls: true }), '/secrets/trust'],
    ['an interpreter that there is not', with_('interpreter', { kind: 'gpt' }), '/interpreter/kind'],
    ['a model without an address', with_('interpreter', { kind: 'openai', model: 'tiny' }), '/interpreter/baseUrl'],
    ['a model without a name', with_('interpreter', { kind: 'openai', baseUrl: 'http://m/v1' }), '/interpreter/model'],
    ['a login without a secret', with_('kafka', { sasl: { mechanism: 'plain', secret: '' } }), '/kafka/sasl/secret'],
  ])('refuses %s', (_, given, at) => expect(errorsOf(given)).toContain(at));
});

it('the chart brings the alerts and dashboards of infra/observability', () => {
  expect(readText('alerts.yml')).toBe(readText('../../observability/alerts.yml'));
  expect(readdirSync(new URL('dashboards/', CHART))).toEqual(
    readdirSync(new URL('../../observability/grafana/dashboards/', CHART)),
  );
});

it('has the first token signed for the tenant that operates it', () => {
  expect(readText('templates/NOTES.txt')).toContain('ckm token --role admin --tenant {{ .Values.tenant }}');
  const [, tenant] = /ckm token --role admin --tenant (\S+)\n/.exec(readText('../README.md')) ?? [];
  expect(tenant).toBe(values.tenant);
});
