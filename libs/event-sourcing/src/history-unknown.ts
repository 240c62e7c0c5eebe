/**
 * Newer code has written in a stream what this code does not know, and half a history decides nothing. A fault that passes, no `Rejection`:
 * a reaction that meets it is tried again, then its key is parked until it is redriven.
 */
export class HistoryUnknown extends Error {
  constructor(streamId: string, event: string) {
    super(`the stream ${streamId} holds ${event}, which newer code has written`);
    this.name = 'HistoryUnknown';
  }
}
