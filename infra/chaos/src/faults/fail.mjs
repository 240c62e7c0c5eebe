// Preloaded into services: once there is a file `failing` in the folder, one transaction in ten fails as PostgreSQL lets it fail when it
// has found a deadlock or could not serialize. Each failure leaves a byte in the file `failed`.
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

const folder = process.env.CKM_HOLD_FOLDER;
const isService = /services[\\/]\w+[\\/]dist/.test(process.argv[1] ?? '');
const CAUSES = [
  ['40P01', 'deadlock detected'],
  ['40001', 'could not serialize access due to concurrent update'],
];
let transactions = 0;
let failures = 0;

if (folder && isService) {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (...args) {
    const statement = args[0]?.text ?? String(args[0]);
    if (!endsTransaction(statement) || !isNext()) return query.apply(this, args);
    const callback = typeof args.at(-1) === 'function' ? args.at(-1) : null;
    const failed = query.call(this, 'ROLLBACK').then(() => Promise.reject(failure()));
    return callback ? void failed.catch(callback) : failed;
  };
}

/** An append outside a transaction is one by itself. */
function endsTransaction(statement) {
  return statement === 'COMMIT' || /\bappend\(/.test(statement);
}

function isNext() {
  if (!existsSync(join(folder, 'failing'))) return false;
  transactions += 1;
  return transactions % 10 === 0;
}

function failure() {
  appendFileSync(join(folder, 'failed'), '.');
  const [code, message] = CAUSES[failures++ % CAUSES.length];
  return Object.assign(new Error(message), { code, severity: 'ERROR' });
}
