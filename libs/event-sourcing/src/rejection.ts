/** The business says no. Its slug is the error's stable code, and `CODES` of `libs/http` says its status; where it is not listed, one that ends in `-not-found` is a 404, any other a 409. */
export class Rejection extends Error {
  constructor(
    readonly slug: string,
    /** More than the slug says. */
    readonly detail?: string,
  ) {
    super(detail ?? slug.replaceAll('-', ' '));
    this.name = 'Rejection';
  }
}
