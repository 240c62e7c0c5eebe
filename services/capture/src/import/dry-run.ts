import type { Receiver } from '../customer-event/customer-event.js';
import { checkLines } from './checked-lines.js';
import { formatOf, type LineFormat } from './line-format.js';
import { Lines, type Line } from './lines.js';
import { type ImportReport, MOST_TOLD, noCounts, told } from './report.js';
import type { Upload } from './upload.js';

/** Reads and checks as an import would, line by line, and writes nothing. Who was known before is not looked up. */
export async function dryRun(upload: Upload, { vault, ...rest }: Receiver, now: () => Date): Promise<ImportReport> {
  // Nor does it make a key.
  const receiver = { ...rest, vault: { ...vault, keyOf: () => Promise.resolve(null) } };
  const report: ImportReport = {
    importId: null,
    source: upload.source,
    state: 'finished',
    failure: null,
    bytes: 0,
    bytesRead: 0,
    ...noCounts(),
    report: [],
    startedAt: receiver.receivedAt,
    finishedAt: null,
  };
  let reading: { format: LineFormat; lines: Lines } | null = null;
  const add = async (lines: Line[], format: LineFormat): Promise<void> => {
    for (const { line, understood, refusal } of await checkLines(lines, format, receiver)) {
      report.lines += 1;
      if (refusal === null) report[understood?.forgotten ? 'forgotten' : 'accepted'] += 1;
      else if ((report.refused += 1) <= MOST_TOLD) report.report.push(told({ line, refusal }));
    }
  };
  for await (const chunk of upload.chunks) {
    if (reading === null) {
      const { format, begins } = formatOf(upload.mediaType, upload, chunk);
      reading = { format, lines: new Lines(begins, format.csv?.delimiter ?? null) };
      await add(reading.lines.push(chunk.subarray(begins.byte)), format);
    } else await add(reading.lines.push(chunk), reading.format);
    report.bytes += chunk.length;
  }
  if (reading !== null) await add(reading.lines.end(), reading.format);
  return { ...report, bytesRead: report.bytes, finishedAt: now() };
}
