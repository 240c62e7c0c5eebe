import { type ArgumentMetadata, ParseUUIDPipe } from '@nestjs/common';

/** An id in a path: in small letters, as PostgreSQL writes it, so that events and message keys know one spelling. */
export class IdPipe extends ParseUUIDPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<string> {
    return String(await super.transform(value, metadata)).toLowerCase();
  }
}
