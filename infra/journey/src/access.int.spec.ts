import { forget, type Installation, startInstallation } from './installation.js';
import { tokenOf } from './tokens.js';

const ROLES = ['reader', 'contributor', 'steward', 'admin'] as const;
type Role = (typeof ROLES)[number];

/** The least role of every route; null is everybody, with no token at all. */
const LEAST: Record<string, Role | null> = {
  'GET /v1/openapi.json': null,
  'GET /v1/asyncapi.json': null,
  'GET /v1/me': 'reader',
  'POST /v1/events': 'contributor',
  'POST /v1/items': 'contributor',
  'POST /v1/items:batch': 'contributor',
  'GET /v1/items/{id}': 'reader',
  'GET /v1/items/{id}/customer': 'reader',
  'GET /v1/items/{id}/journey': 'reader',
  'GET /v1/items/{itemId}/duplicates': 'reader',
  'POST /v1/items/{id}/withdrawal': 'contributor',
  'POST /v1/imports': 'steward',
  'GET /v1/imports': 'reader',
  'GET /v1/imports/{id}': 'reader',
  'GET /v1/interpretations/{itemId}': 'reader',
  'POST /v1/interpretations/{itemId}/corrections': 'contributor',
  'GET /v1/themes': 'reader',
  'GET /v1/themes/emerging': 'reader',
  'POST /v1/themes': 'steward',
  'POST /v1/themes/{id}/describe': 'steward',
  'POST /v1/themes/{id}/rename': 'steward',
  'POST /v1/themes/{id}/merge': 'steward',
  'POST /v1/themes/{id}/unmerge': 'steward',
  'POST /v1/themes/{id}/split': 'steward',
  'GET /v1/competitors': 'reader',
  'POST /v1/competitors': 'steward',
  'GET /v1/languages': 'reader',
  'POST /v1/languages': 'steward',
  'GET /v1/clusters': 'reader',
  'POST /v1/clusters/{clusterId}/theme': 'steward',
  'GET /v1/feed': 'reader',
  'GET /v1/search': 'reader',
  'GET /v1/opportunities': 'reader',
  'POST /v1/opportunities': 'steward',
  'GET /v1/opportunities/{id}': 'reader',
  'POST /v1/opportunities/{id}/stage': 'steward',
  'POST /v1/opportunities/{id}/support': 'contributor',
  'POST /v1/opportunities/{id}/evidence': 'contributor',
  'POST /v1/opportunities/{id}/evidence/{evidenceId}/removal': 'contributor',
  'GET /v1/subscriptions': 'reader',
  'POST /v1/subscriptions': 'contributor',
  'GET /v1/subscriptions/{id}': 'reader',
  'POST /v1/subscriptions/{id}/change': 'contributor',
  'POST /v1/subscriptions/{id}/pause': 'contributor',
  'POST /v1/subscriptions/{id}/resume': 'contributor',
  'POST /v1/subscriptions/{id}/end': 'contributor',
  'POST /v1/subscriptions/{id}/test': 'contributor',
  'GET /v1/subscriptions/{id}/items': 'reader',
  'GET /v1/subscriptions/{id}/deliveries': 'reader',
  'POST /v1/subscriptions/{id}/deliveries/{deliveryId}/resend': 'contributor',
  'POST /v1/subjects/{customerId}/erasure': 'steward',
  'GET /v1/subjects/{customerId}/erasures/{erasureId}': 'steward',
  'GET /v1/ops/status': 'reader',
  'GET /v1/ops/verify': 'steward',
  'GET /v1/ops/quarantine': 'steward',
  'GET /v1/ops/quarantine/{id}': 'steward',
  'POST /v1/ops/quarantine/{id}/redrive': 'steward',
  'GET /v1/ops/parked': 'steward',
  'POST /v1/ops/parked/{id}/redrive': 'steward',
  'GET /v1/ops/projections': 'reader',
  'POST /v1/ops/projections/{name}/rebuild': 'admin',
  'POST /v1/ops/logs/{service}/restored': 'admin',
  'POST /v1/ops/logs/{service}/republish': 'admin',
  'POST /v1/ops/sources/{id}/replaced': 'admin',
  'GET /v1/ops/orphans': 'steward',
};

/** Of nothing that there is. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('Who may do what', () => {
  let ckm: Installation;
  beforeAll(async () => {
    ckm = await startInstallation();
  });
  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  /** Of a harmless request: it names nothing that there is, and its body is empty. */
  const answer = async (route: string, token: string | null): Promise<{ status: number; code: string | undefined }> => {
    const [method = '', template = ''] = route.split(' ');
    const response = await fetch(ckm.url + template.replace(/\{\w+\}/g, NOBODY), {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
    const body = (await response.json()) as { code?: string };
    return { status: response.status, code: body.code };
  };

  it('is said of every route', async () => {
    const { body } = await ckm.get<{ paths: Record<string, Record<string, object>> }>('/v1/openapi.json', null);
    const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    const described = Object.keys(LEAST).filter(route => LEAST[route] !== null);
    expect(routes.sort()).toEqual(described.sort());
  });

  it('is told to whoever asks: whose token it is, and which role it has', async () => {
    const { body } = await ckm.get('/v1/me', tokenOf(ckm.home, { tenant: 'acme', role: 'contributor' }));
    expect(body).toEqual({ data: { subject: 'somebody', tenantId: 'acme', role: 'contributor' } });
  });

  it.each(Object.entries(LEAST))('%s is for %s and above', async (route, least) => {
    const nobody = await answer(route, null);
    if (least === null) return expect(nobody.status).toBe(200);
    expect(nobody).toEqual({ status: 401, code: 'token-missing' });
    for (const role of ROLES) {
      const { status, code } = await answer(route, tokenOf(ckm.home, { tenant: 'demo', role }));
      if (ROLES.indexOf(role) < ROLES.indexOf(least)) expect([role, status, code]).toEqual([role, 403, 'role-missing']);
      else expect([role, status, [401, 403].includes(status) || status >= 500]).toEqual([role, status, false]);
    }
  });
});
