import { type ArgumentMetadata, ParseUUIDPipe } from '@nestjs/common';

/** A UUID in a path, in lower case as PostgreSQL writes it, so that events and message keys have one spelling. Anything else is a 400. */
export class IdPipe extends ParseUUIDPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<string> {
    return String(await super.transform(value, metadata)).toLowerCase();
  }
}
