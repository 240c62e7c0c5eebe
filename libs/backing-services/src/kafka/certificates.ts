import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../run.js';

/** A certificate for 127.0.0.1 by an authority of its own, made with openssl; the key store is PEM as Kafka reads it. */
export async function makeCertificates(folder: string): Promise<{ ca: string; keyStore: string }> {
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run('openssl', args);
  const newKey = ['-newkey', 'rsa:2048', '-nodes', '-sha256'];
  const days = ['-days', '30'];
  await openssl(
    ...['req', '-x509', ...newKey, ...days, '-subj', '/CN=ckm test authority'],
    ...['-keyout', file('ca.key'), '-out', file('ca.pem')],
  );
  await openssl(
    ...['req', '-new', ...newKey, '-subj', '/CN=127.0.0.1'],
    ...['-keyout', file('broker.key'), '-out', file('broker.csr')],
  );
  await writeFile(file('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
  await openssl(
    ...['x509', '-req', '-sha256', ...days, '-in', file('broker.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key')],
    ...['-CAcreateserial', '-extfile', file('names'), '-out', file('broker.pem')],
  );
  const parts = await Promise.all(['broker.key', 'broker.pem', 'ca.pem'].map(name => readFile(file(name), 'utf8')));
  await writeFile(file('keystore.pem'), parts.join(''), { mode: 0o600 });
  return { ca: parts[2] ?? '', keyStore: file('keystore.pem') };
}
