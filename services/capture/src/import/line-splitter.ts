import { Problem } from '@ckm/http';

/** In bytes; no event is half as large. */
const LONGEST = 1024 * 1024;
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

/** Where a line of a file begins. */
export interface FilePosition {
  byte: number;
  /** From 1; a row with line breaks in its cells has several. */
  line: number;
  /** The bytes here are the rest of a line that was too long, and are skipped. */
  inside: boolean;
}

export interface Line {
  line: number;
  /** Without the line end; of a line that is too long, only its beginning. */
  bytes: Buffer;
  next: FilePosition;
  /** Why it cannot be read. */
  problem: Problem | null;
}

/**
 * Splits a file into lines, or into CSV rows, whose quoted cells may hold line breaks. The file comes in pieces of any size. Blank lines are
 * skipped. At most a line of 1 MB is kept in memory, and a faulty line costs only itself.
 */
export class LineSplitter {
  private rest: Buffer = Buffer.alloc(0);

  /** @param delimiter of CSV cells; null where the file is not CSV */
  constructor(
    public position: FilePosition,
    private readonly delimiter: string | null,
  ) {}

  push(bytes: Buffer): Line[] {
    this.rest = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    return this.takeLines(false);
  }

  /** Of what is left: the last line need not have a line end. */
  end(): Line[] {
    return this.takeLines(true);
  }

  private takeLines(ended: boolean): Line[] {
    const lines: Line[] = [];
    if (this.position.inside) this.skipRestOfLine();
    for (let line = this.next(ended); line !== null; line = this.next(ended))
      if (line.problem !== null || !isBlank(line.bytes)) lines.push(line);
    return lines;
  }

  private next(ended: boolean): Line | null {
    if (this.rest.length === 0) return null;
    const { length, isWhole, isQuoted } = this.findEnd(ended);
    if (length > LONGEST || (ended && !isWhole)) return this.cutFaulty(isQuoted, ended);
    return isWhole ? this.cut(length) : null;
  }

  /** `isQuoted`: the line may be this long because of a quotation mark. */
  private findEnd(ended: boolean): { length: number; isWhole: boolean; isQuoted: boolean } {
    const { end, open } = endOfLine(this.rest, this.delimiter);
    if (end !== -1) return { length: end, isWhole: true, isQuoted: true };
    return { length: this.rest.length, isWhole: ended && !open, isQuoted: open };
  }

  /** A line that is too long, or that has a quotation mark which is never closed: then only this line is lost, not what follows it. */
  private cutFaulty(isQuoted: boolean, ended: boolean): Line {
    const end = this.rest.indexOf(NEWLINE) + 1;
    const isWhole = end > 0 || ended;
    const length = end || this.rest.length;
    if (isQuoted && isWhole && length <= LONGEST) return this.cut(length, new Problem('csv-quote-open'));
    const line = this.cut(length, new Problem('line-too-long'));
    this.position = { ...this.position, inside: !isWhole };
    return { ...line, bytes: line.bytes.subarray(0, LONGEST), next: this.position };
  }

  private cut(length: number, problem: Problem | null = null): Line {
    const { line } = this.position;
    const bytes = this.rest.subarray(0, length);
    this.advance(length);
    return { line, bytes: stripLineEnd(bytes), next: this.position, problem };
  }

  /** To the next line break, or to the end of what has come so far. */
  private skipRestOfLine(): void {
    const end = this.rest.indexOf(NEWLINE) + 1;
    this.advance(end || this.rest.length);
    this.position = { ...this.position, inside: end === 0 };
  }

  private advance(length: number): void {
    const { byte, line } = this.position;
    this.position = { byte: byte + length, line: line + countLineBreaks(this.rest, length), inside: false };
    this.rest = this.rest.subarray(length);
  }
}

/** `end`: the index behind the line end, -1 when there is none yet. `open`: the bytes end within a quoted cell. */
export function endOfLine(bytes: Buffer, delimiter: string | null): { end: number; open: boolean } {
  if (delimiter === null) return { end: bytes.indexOf(NEWLINE) + 1 || -1, open: false };
  const separator = delimiter.charCodeAt(0);
  let isStart = true;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (byte === NEWLINE) return { end: i + 1, open: false };
    if (byte === QUOTE && isStart) {
      i = endOfQuoted(bytes, i + 1);
      if (i === -1) return { end: -1, open: true };
    }
    isStart = byte === separator;
  }
  return { end: -1, open: false };
}

/** The index of the closing quotation mark, -1 when there is none. A doubled one is part of the cell's text. */
function endOfQuoted(bytes: Buffer, from: number): number {
  let i = bytes.indexOf(QUOTE, from);
  while (i !== -1 && bytes[i + 1] === QUOTE) i = bytes.indexOf(QUOTE, i + 2);
  return i;
}

/** In the first `length` bytes. */
export function countLineBreaks(bytes: Buffer, length: number): number {
  let breaks = 0;
  for (let i = bytes.indexOf(NEWLINE); i !== -1 && i < length; i = bytes.indexOf(NEWLINE, i + 1)) breaks += 1;
  return breaks;
}

/** Also strips several carriage returns before the line feed: Python's csv writes `\r\r\n` on Windows. */
export function stripLineEnd(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== NEWLINE) return bytes;
  let end = bytes.length - 1;
  while (bytes[end - 1] === RETURN) end -= 1;
  return bytes.subarray(0, end);
}

const isBlank = (bytes: Buffer): boolean => bytes.every(byte => byte === 32 || byte === 9 || byte === RETURN);
