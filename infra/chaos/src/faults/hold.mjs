// Preloaded into every process of an installation under test: `NODE_OPTIONS=--import=<this file>`. Where the test asks for it, by a file
// `<part>.<window>.armed`, the next call that reaches the window goes no further: `<part>.<window>.held` says in which process.
//
//   before-commit  an append or a batch has been executed, its COMMIT is not sent
//   after-commit   the append is durable, its caller does not know: no answer was sent
//   after-publish  the transport has acknowledged the messages, the lane has not moved
//   after-effects  a batch is durable, the reader of the topic has not moved on
import { renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import kafkajs from 'kafkajs';
import pg from 'pg';

const folder = process.env.CKM_HOLD_FOLDER;
const [, part] = /services[\\/](\w+)[\\/]/.exec(process.argv[1] ?? '') ?? [];
const isOnKafka = process.env.TRANSPORT === 'kafka';
const forEver = new Promise(() => {});

if (folder && part) {
  tell(`${part}.pid`);
  holdQueries(pg.Client.prototype);
  holdKafka(kafkajs.Kafka.prototype);
}

/** A file that is never seen half written. */
function tell(name) {
  writeFileSync(join(folder, `${name}.new`), String(process.pid));
  renameSync(join(folder, `${name}.new`), join(folder, name));
}

/** True for one call of one process: whoever takes the file away is the one to hold. */
function isArmed(window) {
  try {
    unlinkSync(join(folder, `${part}.${window}.armed`));
    return true;
  } catch {
    return false;
  }
}

function hold(window) {
  tell(`${part}.${window}.held`);
  return forEver;
}

/** Gives the result on, except when the window is armed. */
const unlessArmed = window => result => (window && isArmed(window) ? hold(window) : result);

function holdQueries(client) {
  const { query } = client;
  const transactions = new WeakMap();
  client.query = function (...args) {
    const transaction = followed(transactions, this, args[0]?.text ?? String(args[0]));
    const [before, after] = windowsAt(transaction);
    if (!before && !after) return query.apply(this, args);
    const callback = typeof args.at(-1) === 'function' ? args.pop() : null;
    const ask = (...statement) => query.apply(this, statement);
    const isHeldBefore = before && isArmed(before);
    const answer = isHeldBefore ? heldBeforeCommit(transaction, ask, args) : ask(...args).then(unlessArmed(after));
    return callback ? void answer.then(result => callback(null, result), callback) : answer;
  };
}

/** What the connection is about to do, and in what kind of transaction. */
function followed(transactions, client, statement) {
  const now = transactions.get(client) ?? { isOpen: false, isBatch: false };
  if (/^BEGIN/.test(statement)) Object.assign(now, { isOpen: true, isBatch: false });
  if (/^UPDATE checkpoint/.test(statement)) now.isBatch = true;
  const was = { ...now, statement };
  if (/^(COMMIT|ROLLBACK)/.test(statement)) Object.assign(now, { isOpen: false, isBatch: false });
  transactions.set(client, now);
  return was;
}

function windowsAt({ statement, isOpen, isBatch }) {
  if (statement === 'COMMIT' && isBatch) return ['before-commit', isOnKafka ? undefined : 'after-effects'];
  if (/\bappend\(/.test(statement) && !isOpen) return ['before-commit', 'after-commit'];
  return /\.publish\(/.test(statement) ? [undefined, 'after-publish'] : [];
}

/** An append that is a transaction by itself gets one around it, to be without its COMMIT. */
async function heldBeforeCommit({ isOpen }, ask, append) {
  if (!isOpen) {
    await ask('BEGIN');
    await ask(...append);
  }
  return hold('before-commit');
}

function holdKafka(kafka) {
  const { producer, consumer } = kafka;
  kafka.producer = function (options) {
    const made = producer.call(this, options);
    const { send } = made;
    return Object.assign(made, { send: record => send(record).then(unlessArmed('after-publish')) });
  };
  kafka.consumer = function (options) {
    const made = consumer.call(this, options);
    const { commitOffsets } = made;
    return Object.assign(made, {
      commitOffsets: offsets => (isArmed('after-effects') ? hold('after-effects') : commitOffsets(offsets)),
    });
  };
}
