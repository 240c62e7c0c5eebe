/** The business says no. Its slug is the error's stable code; a slug that ends in `-not-found` is a 404, any other a 409. */
export class Rejection extends Error {
  constructor(
    readonly slug: string,
    detail: string = slug.replaceAll('-', ' '),
  ) {
    super(detail);
    this.name = 'Rejection';
  }
}
