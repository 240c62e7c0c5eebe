import type { DomainEvent } from '@ckm/contracts';
import { decrypt } from './cipher.js';
import { captured, interpreted, logged, PAULA, TEXT, WANG } from './fixture/events.js';
import { memoryVault } from './fixture/memory-vault.js';
import { openPrivacy } from './privacy.js';

type Data = Record<string, unknown>;

const vault = memoryVault();
const privacy = openPrivacy(vault);
const seal = async (event: DomainEvent, tenantId = 'acme', by = privacy): Promise<Data> => {
  const [data] = await by.seal(tenantId, [event]);
  return data as Data;
};
const open = async (event: DomainEvent, data: unknown, tenantId = 'acme', by = privacy) => {
  const [opened] = await by.open([logged(event, data, tenantId)]);
  return opened!;
};

describe('a sealed event', () => {
  it.each([captured(), interpreted()])('opens as it was: $type', async event => {
    const opened = await open(event, await seal(event));
    expect(opened.data).toEqual(event.data);
    expect(opened.erased).toBe(false);
  });

  it('shows nothing of its personal fields, and everything else', async () => {
    const data = await seal(captured());
    const { text, customerExternalId, externalId, account, sameness, contributor, ...rest } = captured().data;
    expect(data).toMatchObject({ ...rest, contributor: { role: 'employee' } });
    const written = JSON.stringify(data);
    for (const secret of [text, customerExternalId, externalId, String(account), sameness, String(contributor?.name)]) {
      expect(written).not.toContain(secret);
      expect(written).not.toContain(Buffer.from(secret).toString('base64url').slice(0, 8));
    }
    const signals = JSON.stringify(await seal(interpreted()));
    expect(signals).not.toMatch(/打印机|墨水/);
  });

  it('reads otherwise each time, even with the same words', async () => {
    const [first, second] = [await seal(captured()), await seal(captured())];
    expect(first.text).not.toBe(second.text);
  });

  it('keeps null as null and absent as absent', async () => {
    const event = captured();
    event.data.contributor = null;
    const bare = await seal(event);
    expect(bare.contributor).toBeNull();
    delete event.data.contributor;
    expect('contributor' in (await seal(event))).toBe(false);
  });

  it.each(['sealed:1:erased:', 'sealed:1:', '', '\u0001', '🖨️'.repeat(10_000)])(
    'gives back whatever the customer wrote (%#)',
    async words => {
      const event = captured(words);
      expect((await open(event, await seal(event))).data).toMatchObject({ text: words });
    },
  );

  it('does not change the event that it was made of', async () => {
    const event = captured();
    await seal(event);
    expect(event).toEqual(captured());
  });
});

describe('a sealed field that was moved', () => {
  it('does not open for another tenant', async () => {
    await expect(open(captured(), await seal(captured()), 'globex')).rejects.toThrow();
  });

  it('does not open for another person', async () => {
    const moved = { ...(await seal(captured())), customerId: WANG };
    await expect(open(captured(), moved)).rejects.toThrow();
  });

  it('does not open when a bit of it was changed', async () => {
    const data = await seal(captured());
    const text = String(data.text);
    const place = text.length - 10;
    const changed = text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);
    await expect(open(captured(), { ...data, text: changed })).rejects.toThrow();
  });

  it.each([TEXT, '', 'sealed:1:nobody:AAAA', 'sealed:2:erased:', 'sealed:1:erased'])(
    'is a fault when it is not sealed at all: %s',
    async text => {
      await expect(open(captured(), { ...(await seal(captured())), text })).rejects.toThrow('not sealed');
    },
  );
});

describe('a person whose key is gone', () => {
  const forgetful = memoryVault();
  const their = openPrivacy(forgetful);

  it('is erased: their words are null, and everything else is still there', async () => {
    const sealed = await seal(captured(), 'acme', their);
    forgetful.forget('acme', PAULA);
    const opened = await open(captured(), sealed, 'acme', their);
    expect(opened.erased).toBe(true);
    expect(opened.data).toEqual({
      ...captured().data,
      text: null,
      customerExternalId: null,
      externalId: null,
      account: null,
      sameness: null,
      contributor: { role: 'employee', name: null },
    });
  });

  it('is erased in every element of a list', async () => {
    const sealed = await seal(interpreted(), 'acme', their);
    forgetful.forget('acme', WANG);
    const opened = await open(interpreted(), sealed, 'acme', their);
    expect(opened.data).toMatchObject({ signals: [{ text: null, rule: 'zh.problem' }, { text: null }] });
    expect(opened.erased).toBe(true);
  });

  it('is erased only there: others and other tenants open', async () => {
    const [here, there] = [await seal(captured(), 'acme', their), await seal(captured(), 'globex', their)];
    const other = await seal(captured(TEXT, WANG), 'acme', their);
    forgetful.forget('acme', PAULA);
    expect((await open(captured(), here, 'acme', their)).erased).toBe(true);
    expect((await open(captured(), there, 'globex', their)).data).toMatchObject({ text: TEXT });
    expect((await open(captured(TEXT, WANG), other, 'acme', their)).data).toMatchObject({ text: TEXT });
  });

  it('is sealed as erased where no key may be made, and opens so even when there is a key again', async () => {
    const event = captured();
    const sealed = await seal(event, 'acme', openPrivacy(memoryVault({ makesKeys: false })));
    expect(sealed.text).toBe('sealed:1:erased:');
    const opened = await open(event, sealed);
    expect([opened.erased, (opened.data as unknown as Data).text]).toEqual([true, null]);
  });
});

describe('an event of a version in which a field was not personal yet', () => {
  const { account, externalId } = captured().data;
  const first = async (by = privacy) => ({ ...(await seal(captured(), 'acme', by)), account, externalId });
  const opened = async (data: Data, by = privacy) => (await by.open([logged(captured(), data, 'acme', 1)]))[0]!;

  it('opens as it was', async () => {
    expect(await opened(await first())).toMatchObject({ erased: false, data: captured().data });
  });

  it('shows nothing of that either when the person is erased', async () => {
    const forgetful = memoryVault();
    const their = openPrivacy(forgetful);
    const data = await first(their);
    forgetful.forget('acme', PAULA);
    expect(await opened(data, their)).toMatchObject({
      erased: true,
      data: { text: null, account: null, externalId: null },
    });
  });
});

describe('a person who returns', () => {
  const theirs = memoryVault();
  const their = openPrivacy(theirs);
  const keyId = async () => (await theirs.keyOf('acme', PAULA))!.id;

  it('is named by a new key; what was sealed before names the old one and stays erased', async () => {
    const [old, before] = [await keyId(), await seal(captured(), 'acme', their)];
    theirs.forget('acme', PAULA);
    const after = await seal(captured('我又来了。'), 'acme', their);
    expect(await open(captured(), before, 'acme', their)).toMatchObject({ keyIds: [old], erased: true });
    const opened = await open(captured(), after, 'acme', their);
    expect(opened).toMatchObject({ keyIds: [await keyId()], erased: false, data: { text: '我又来了。' } });
    expect(await keyId()).not.toBe(old);
  });

  it('does not bring words along that were opened with the old key', async () => {
    const old = await keyId();
    expect((await their.seal('acme', [captured()], [old]))[0]).not.toMatchObject({ text: 'sealed:1:erased:' });
    theirs.forget('acme', PAULA);
    expect((await their.seal('acme', [captured()], [old]))[0]).toMatchObject({ text: 'sealed:1:erased:' });
  });

  it('does not open under a key that is known to be gone, though it is still remembered', async () => {
    const sealed = await seal(captured(), 'acme', their);
    const [opened] = await their.open([logged(captured(), sealed)], new Set([await keyId()]));
    expect(opened).toMatchObject({ erased: true, data: { text: null } });
  });
});

describe('sameness', () => {
  const body = { id: 'T-1', data: { text: 'Der Toner ist leer.', rating: 2, tags: ['a', 'b'] } };

  it('does not care about the order of members', async () => {
    const turned = { data: { tags: ['a', 'b'], rating: 2.0, text: 'Der Toner ist leer.' }, id: 'T-1' };
    expect(await privacy.sameness('acme', turned)).toBe(await privacy.sameness('acme', body));
  });

  it.each([
    { ...body, id: 'T-2' },
    { ...body, data: { ...body.data, text: 'Der Toner ist leer!' } },
    { ...body, data: { ...body.data, tags: ['b', 'a'] } },
    { ...body, data: { ...body.data, rating: '2' } },
    { ...body, extra: null },
  ])('cares about what is said (%#)', async other => {
    expect(await privacy.sameness('acme', other)).not.toBe(await privacy.sameness('acme', body));
  });

  it('is another one for each tenant, and fits its field', async () => {
    const [acme, globex] = [await privacy.sameness('acme', body), await privacy.sameness('globex', body)];
    expect(acme).not.toBe(globex);
    expect(acme).toMatch(/^[\w-]{43}$/);
  });

  it('cannot be told where the tenant has no key and none may be made', async () => {
    const mute = openPrivacy(memoryVault({ makesKeys: false }));
    await expect(mute.sameness('acme', body)).rejects.toThrow('the vault has no sameness key');
  });
});

describe('bytes that nobody could read', () => {
  const bytes = Buffer.from([0xff, 0x00, ...Buffer.from('Frau Ernst, Lindenau')]);

  it('are sealed under a key of the tenant, and of the tenant only', async () => {
    const sealed = await privacy.sealBytes('acme', bytes);
    expect(sealed.includes('Ernst')).toBe(false);
    const [mark, version, keyId] = sealed.toString('latin1').split(':');
    expect([mark, version]).toEqual(['sealed', '1']);
    const { id, secret } = (await vault.keyOf('acme', 'tenant:quarantine'))!;
    expect(keyId).toBe(id);
    const body = sealed.subarray(`sealed:1:${id}:`.length);
    expect(decrypt(secret, body, 'acme').equals(bytes)).toBe(true);
    expect(() => decrypt(secret, body, 'globex')).toThrow();
  });

  it('open as they were, for their tenant only', async () => {
    const sealed = await privacy.sealBytes('acme', bytes);
    expect(await privacy.openBytes('acme', sealed)).toEqual(bytes);
    await expect(privacy.openBytes('globex', sealed)).rejects.toThrow();
    await expect(privacy.openBytes('acme', bytes)).rejects.toThrow('not sealed');
  });

  it('do not open any more when the key is gone', async () => {
    const forgetful = memoryVault();
    const their = openPrivacy(forgetful);
    const sealed = await their.sealBytes('acme', bytes);
    forgetful.forget('acme', 'tenant:quarantine');
    expect(await their.openBytes('acme', sealed)).toBeNull();
  });

  it('are sealed under another key than sameness is made with', async () => {
    const [sameness, quarantine] = await Promise.all(
      ['sameness', 'quarantine'].map(purpose => vault.keyOf('acme', `tenant:${purpose}`)),
    );
    expect(quarantine!.id).not.toBe(sameness!.id);
  });
});

describe('a secret for a name', () => {
  it('is the same whenever it is asked for, and another for another name or tenant', async () => {
    const one = await privacy.secretFor('acme', 'webhook 1');
    expect(one).toHaveLength(32);
    expect(await openPrivacy(vault).secretFor('acme', 'webhook 1')).toEqual(one);
    expect(await privacy.secretFor('acme', 'webhook 2')).not.toEqual(one);
    expect(await privacy.secretFor('globex', 'webhook 1')).not.toEqual(one);
  });

  it('is lost with the tenant’s key', async () => {
    const before = await privacy.secretFor('acme', 'webhook 1');
    vault.forget('acme', 'tenant:secrets');
    expect(await privacy.secretFor('acme', 'webhook 1')).not.toEqual(before);
  });
});
