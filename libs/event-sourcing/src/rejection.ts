/**
 * The business says no. The slug is the stable code of the answer, whose HTTP status is in `CODES` of libs/http; a slug that is not listed is
 * answered with 404 if it ends in `-not-found`, otherwise with 409.
 */
export class Rejection extends Error {
  constructor(
    readonly slug: string,
    /** A sentence for people, when there is more to say than the slug does. */
    readonly detail?: string,
  ) {
    super(detail ?? slug.replaceAll('-', ' '));
    this.name = 'Rejection';
  }
}
