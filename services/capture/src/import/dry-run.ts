import type { Receiver } from '../customer-event/customer-event.js';
import { checkLines } from './checked-lines.js';
import { detectFormat, type LineFormat } from './line-format.js';
import { type Line, LineSplitter } from './line-splitter.js';
import { type ImportReport, MAX_REPORTED, reportLine, zeroCounts } from './report.js';
import type { Upload } from './upload.js';

/**
 * Parses and checks every line as an import would, and writes nothing. It does not look up what was taken before, so it finds no
 * duplicates.
 */
export async function dryRun(upload: Upload, { vault, ...rest }: Receiver, now: () => Date): Promise<ImportReport> {
  // An import would create a key for each new person.
  const receiver = { ...rest, vault: { ...vault, keyOf: () => Promise.resolve(null) } };
  const report: ImportReport = {
    importId: null,
    source: upload.source,
    state: 'finished',
    failure: null,
    bytes: 0,
    bytesRead: 0,
    ...zeroCounts(),
    report: [],
    startedAt: receiver.receivedAt,
    finishedAt: null,
  };
  let reading: { format: LineFormat; lines: LineSplitter } | null = null;
  const add = async (lines: Line[], format: LineFormat): Promise<void> => {
    for (const { line, translated, refusal } of await checkLines(lines, format, receiver)) {
      report.lines += 1;
      if (refusal === null) report[translated?.forgotten ? 'forgotten' : 'accepted'] += 1;
      else if ((report.refused += 1) <= MAX_REPORTED) report.report.push(reportLine({ line, refusal }));
    }
  };
  for await (const chunk of upload.chunks) {
    if (reading === null) {
      const { format, begins } = detectFormat(upload.mediaType, upload, chunk);
      reading = { format, lines: new LineSplitter(begins, format.csv?.delimiter ?? null) };
      await add(reading.lines.push(chunk.subarray(begins.byte)), format);
    } else await add(reading.lines.push(chunk), reading.format);
    report.bytes += chunk.length;
  }
  if (reading !== null) await add(reading.lines.end(), reading.format);
  return { ...report, bytesRead: report.bytes, finishedAt: now() };
}
