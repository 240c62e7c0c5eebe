/**
 * A stream holds an event that newer code has written and this code does not know; nothing can be decided on a part of a history. A fault, no
 * `Rejection`: a request is answered with 503; a reaction is tried three times, then its message is parked until it is redriven.
 */
export class HistoryUnknown extends Error {
  constructor(streamId: string, event: string) {
    super(`the stream ${streamId} holds ${event}, which newer code has written`);
    this.name = 'HistoryUnknown';
  }
}
