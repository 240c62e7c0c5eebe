/** The business says no. Its slug is the error's stable code; a slug that ends in `-not-found` is a 404, any other a 409. */
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
