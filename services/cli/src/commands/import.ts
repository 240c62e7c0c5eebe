import { createReadStream, fstatSync, openSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import type { Command } from 'commander';
import { type Call, handler, type Io, remoteCommand } from '../call.js';
import { EXIT, ExitError, usageError } from '../exit.js';

/** So many looks in a row without an answer, a minute at least, and nobody waits on. */
const MOST_UNANSWERED = 120;

const TYPES: Record<string, string> = {
  '.csv': 'text/csv',
  '.tsv': 'text/csv',
  '.ndjson': 'application/x-ndjson',
  '.jsonl': 'application/x-ndjson',
};

interface Import {
  /** Null for a dry run. */
  importId: string | null;
  state: 'receiving' | 'running' | 'finished' | 'failed';
  /** The code of what ended it early. */
  failure: string | null;
  bytes: number;
  bytesRead: number;
  lines: number;
  accepted: number;
  duplicates: number;
  refused: number;
  quarantined: number;
  forgotten: number;
  /** The detail names each place, as `/rating must be number` does. */
  report: { line: number; code: string; detail: string }[];
}

export const importFile = (io: Io): Command =>
  remoteCommand(io, 'import', 'Take in a file of customer events: NDJSON (.ndjson, .jsonl) or CSV (.csv, .tsv).')
    .argument('<file>')
    .option(
      '--source <name>',
      'the system it comes from (default: the name of the file); with each id it names an event',
    )
    .option('--type <type>', 'what its lines are: customer.feedback, ticket.message, …')
    .option('--dry-run', 'read it and report, take nothing in')
    .action(
      handler(io, async (call, [file = '']) => {
        const sent = await send(call, file);
        const done = sent.importId === null || call.options.dryRun ? sent : await untilDone(call, sent.importId);
        call.progress.end();
        call.show(done, linesOf(done));
        return done.state !== 'failed' && done.refused + done.quarantined === 0;
      }),
    );

async function send(call: Call, file: string): Promise<Import> {
  const type = TYPES[extname(file).toLowerCase()];
  if (type === undefined) throw usageError(`${file}: its name must end with ${Object.keys(TYPES).join(', ')}`);
  const opened = open(file);
  const query = new URLSearchParams({ source: call.text('source') ?? basename(file) });
  if (call.text('type') !== undefined) query.set('type', call.text('type') ?? '');
  if (call.options.dryRun) query.set('dryRun', 'true');
  const path = `/v1/imports?${query.toString()}`;
  return call.api().upload(path, type, Readable.toWeb(withProgress(opened, call)) as ReadableStream<Uint8Array>);
}

interface Opened {
  fd: number;
  size: number;
}

/** Opens the file before the installation is asked. @throws ExitError */
function open(file: string): Opened {
  try {
    const fd = openSync(file, 'r');
    const stats = fstatSync(fd);
    if (stats.isDirectory()) throw new Error('it is a folder');
    return { fd, size: stats.size };
  } catch (error) {
    throw usageError(`${file}: ${(error as Error).message}`);
  }
}

/** The file as a stream that draws its progress; never all of it is in memory. */
function withProgress({ fd, size }: Opened, { progress }: Call): Readable {
  let sent = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _, done) {
      sent += chunk.length;
      progress.show(sent, size, `${megabytes(sent)} of ${megabytes(size)} MB sent`);
      done(null, chunk);
    },
  });
  return createReadStream('', { fd })
    .on('error', error => counting.destroy(error))
    .pipe(counting);
}

/** The service may be started again meanwhile: the import goes on when it is back. */
function untilDone(call: Call, importId: string): Promise<Import> {
  const api = call.api();
  let unanswered = 0;
  return call.until(async () => {
    try {
      const now = await api.get<Import>(`/v1/imports/${importId}`);
      if (now.state === 'finished' || now.state === 'failed') return now;
      unanswered = 0;
      call.progress.show(now.bytesRead, now.bytes, `${now.lines} lines`);
    } catch (error) {
      if (!(error instanceof ExitError)) throw error;
      if (error.code !== EXIT.unavailable || (unanswered += 1) === MOST_UNANSWERED) throw named(error, call, importId);
    }
    return null;
  });
}

function named({ code, message, document }: ExitError, { progress }: Call, importId: string): ExitError {
  progress.end();
  const where = `the file was sent, and its import goes on without this command: see GET /v1/imports/${importId}`;
  return new ExitError(code, `${message}\n${where}`, { ...document, importId });
}

const linesOf = ({ state, failure, report, ...counts }: Import): string[] => [
  ...report.map(({ line, code, detail }) => `line ${line}: ${code}: ${detail}`),
  `${failure ?? state}: ${counts.lines} lines, ${counts.accepted} accepted, ${counts.duplicates} known, ${counts.refused} refused, ` +
    `${counts.quarantined} quarantined, ${counts.forgotten} forgotten`,
];

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
