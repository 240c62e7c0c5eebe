import type { Span } from '@ckm/contracts';
import { withoutArtefacts } from './artefacts.js';

/** Below it stands a message that was answered or passed on. */
const PASSED_ON =
  /^[\s*_-]{0,10}(?:original message|forwarded message|begin forwarded message|urspr(?:ü|ue)ngliche nachricht|weitergeleitete nachricht|原始邮件|转发邮件|转发的邮件)[\s:*_-]{0,10}$/i;
/** Above the message that is answered: who wrote it, and when. */
const WROTE = /^(?:on .{4,100} wrote|am .{4,100} schrieb.{0,80}|.{0,10}在.{4,60}写道)\s?[:：]\s{0,20}$/i;
const QUOTED = /^\s{0,20}>/;
/** Turns of a chat, a call or an interview. */
const PROVIDER =
  /^\s{0,20}(?:(?:support )?agent|advis[eo]r|representative|rep|operator|(?:chat)?bot|assistant|interviewer|q|question|(?:kunden)?berater(?:in)?|mitarbeiter(?:in)?|frage|人工客服|在线客服|客服|机器人|坐席|问|问题)(?: ?\d{1,3})?\s?[:：]/i;
const CUSTOMER =
  /^\s{0,20}(?:customer|client|guest|user|caller|passenger|visitor|me|a|answer|kund(?:e|in)|gast|anrufer(?:in)?|nutzer(?:in)?|fahrgast|ich|antwort|客户|顾客|客人|旅客|乘客|用户|买家|我|答|回答)(?: ?\d{1,3})?\s?[:：]/i;

interface Line {
  text: string;
  span: Span;
}

/** Whether what stands at an offset into a message was not written by its customer: quoted messages, and what the provider says in a conversation. */
export function othersWordsIn(text: string): (at: number) => boolean {
  const lines = linesOf(text);
  const from = lines.findIndex(({ text: line }, nth) => isHeadOfAll(line, lines[nth + 1]));
  const end = from < 0 ? text.length : lines[from]!.span.start;
  const above = from < 0 ? lines : lines.slice(0, from);
  const isOthers = new Uint8Array(end);
  for (const { start, end: to } of [...quotedIn(above), ...providersTurnsIn(above)]) isOthers.fill(1, start, to);
  return at => at >= end || isOthers[at] === 1;
}

/** Whether all that follows is quoted: unless quotation marks tell line by line what is. */
const isHeadOfAll = (line: string, next: Line | undefined): boolean =>
  PASSED_ON.test(line) || (WROTE.test(line) && !(next && QUOTED.test(next.text)));

const quotedIn = (lines: Line[]): Span[] =>
  lines.filter(({ text }) => QUOTED.test(text) || WROTE.test(text)).map(({ span }) => span);

/** Only where both speak: otherwise a word and a colon begin a list. */
function providersTurnsIn(lines: Line[]): Span[] {
  if (!lines.some(({ text }) => PROVIDER.test(text)) || !lines.some(({ text }) => CUSTOMER.test(text))) return [];
  let isProvider = false;
  return lines.flatMap(({ text, span }) => {
    isProvider = PROVIDER.test(text) || (isProvider && !CUSTOMER.test(text));
    return isProvider ? [span] : [];
  });
}

const linesOf = (text: string): Line[] =>
  [...withoutArtefacts(text).matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => ({
    text: line,
    span: { start: index, end: index + line.length },
  }));
