import { Problem } from '@ckm/http';

/** No event of ours is half as large. */
const LONGEST = 1024 * 1024;
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

/** Where a line begins in its file. */
export interface Place {
  byte: number;
  /** From 1; a row with line breaks in its cells has several. */
  line: number;
  /** What stands there is the rest of a line that was too long. */
  inside: boolean;
}

export interface Line {
  line: number;
  /** Without its end; of one that is too long, only its beginning. */
  bytes: Buffer;
  next: Place;
  /** Why it cannot be read. */
  problem: Problem | null;
}

/**
 * Cuts a file into lines, or into rows when quotation marks protect line breaks, wherever its pieces begin and end. Blank lines are passed
 * over. It holds at most a line of 1 MB; what is wrong with one line costs that line only.
 */
export class Lines {
  private rest: Buffer = Buffer.alloc(0);

  /** @param delimiter of cells, null where there are none and a line is a line */
  constructor(
    public place: Place,
    private readonly delimiter: string | null,
  ) {}

  push(bytes: Buffer): Line[] {
    this.rest = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    return this.all(false);
  }

  /** The last line may have no end. */
  end(): Line[] {
    return this.all(true);
  }

  private all(ended: boolean): Line[] {
    const lines: Line[] = [];
    if (this.place.inside) this.leaveLine();
    for (let line = this.next(ended); line !== null; line = this.next(ended))
      if (line.problem !== null || !isBlank(line.bytes)) lines.push(line);
    return lines;
  }

  private next(ended: boolean): Line | null {
    if (this.rest.length === 0) return null;
    const { length, isWhole, isQuoted } = this.find(ended);
    if (length > LONGEST || (ended && !isWhole)) return this.cutBroken(isQuoted, ended);
    return isWhole ? this.cut(length) : null;
  }

  /** `isQuoted`: quotation marks may have made it so long. */
  private find(ended: boolean): { length: number; isWhole: boolean; isQuoted: boolean } {
    const { end, open } = endOfLine(this.rest, this.delimiter);
    if (end !== -1) return { length: end, isWhole: true, isQuoted: true };
    return { length: this.rest.length, isWhole: ended && !open, isQuoted: open };
  }

  /** A quotation mark that is not closed costs the line that it stands in, and not what follows. */
  private cutBroken(isQuoted: boolean, ended: boolean): Line {
    const end = this.rest.indexOf(NEWLINE) + 1;
    const isWhole = end > 0 || ended;
    const length = end || this.rest.length;
    if (isQuoted && isWhole && length <= LONGEST) return this.cut(length, new Problem('csv-quote-open'));
    const line = this.cut(length, new Problem('line-too-long'));
    this.place = { ...this.place, inside: !isWhole };
    return { ...line, bytes: line.bytes.subarray(0, LONGEST), next: this.place };
  }

  private cut(length: number, problem: Problem | null = null): Line {
    const { line } = this.place;
    const bytes = this.rest.subarray(0, length);
    this.pass(length);
    return { line, bytes: withoutEnd(bytes), next: this.place, problem };
  }

  /** Goes to the next line break, or to the end of what is here. */
  private leaveLine(): void {
    const end = this.rest.indexOf(NEWLINE) + 1;
    this.pass(end || this.rest.length);
    this.place = { ...this.place, inside: end === 0 };
  }

  private pass(length: number): void {
    const { byte, line } = this.place;
    this.place = { byte: byte + length, line: line + breaksIn(this.rest, length), inside: false };
    this.rest = this.rest.subarray(length);
  }
}

/** One past the line's end, -1 when it is not here. `open`: it would be, outside of quotation marks. */
export function endOfLine(bytes: Buffer, delimiter: string | null): { end: number; open: boolean } {
  if (delimiter === null) return { end: bytes.indexOf(NEWLINE) + 1 || -1, open: false };
  const separator = delimiter.charCodeAt(0);
  let isStart = true;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (byte === NEWLINE) return { end: i + 1, open: false };
    if (byte === QUOTE && isStart) {
      i = closingQuote(bytes, i + 1);
      if (i === -1) return { end: -1, open: true };
    }
    isStart = byte === separator;
  }
  return { end: -1, open: false };
}

/** A doubled quotation mark is one of the text. */
function closingQuote(bytes: Buffer, from: number): number {
  let i = bytes.indexOf(QUOTE, from);
  while (i !== -1 && bytes[i + 1] === QUOTE) i = bytes.indexOf(QUOTE, i + 2);
  return i;
}

/** Line breaks in the first `length` bytes. */
export function breaksIn(bytes: Buffer, length: number): number {
  let breaks = 0;
  for (let i = bytes.indexOf(NEWLINE); i !== -1 && i < length; i = bytes.indexOf(NEWLINE, i + 1)) breaks += 1;
  return breaks;
}

/** Python's csv writes `\r\r\n` on Windows: every return before the line feed belongs to the end. */
export function withoutEnd(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== NEWLINE) return bytes;
  let end = bytes.length - 1;
  while (bytes[end - 1] === RETURN) end -= 1;
  return bytes.subarray(0, end);
}

const isBlank = (bytes: Buffer): boolean => bytes.every(byte => byte === 32 || byte === 9 || byte === RETURN);
