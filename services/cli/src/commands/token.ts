import { existsSync } from 'node:fs';
import { type Role, ROLES } from '@ckm/http/token';
import { readTenant } from '@ckm/service/config';
import { type Command, Option } from 'commander';
import { command, handler, type Io } from '../call.js';
import { usageError } from '../exit.js';
import { signingKeyOf, signToken } from '../sign-token.js';

const SPAN = /^[1-9]\d{0,5}[smhd]$/;

export const token = (io: Io): Command =>
  command(io, 'token', 'Sign a token with the key of $CKM_HOME. Whoever has it is whoever it names.')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).default('reader'))
    .option('--tenant <tenant>', 'whose data (default: $CKM_TENANT, or demo)')
    .option('--subject <name>', 'who it is', 'ckm-token')
    .option('--expires <span>', 'for how long: 90d, 12h, 30m', '90d')
    .action(
      handler(io, async call => {
        const { role = 'reader', subject = '', expires = '' } = call.options as Record<string, string>;
        if (!SPAN.test(expires)) throw usageError(`--expires ${expires} is not a span like 90d, 12h or 30m`);
        if (!existsSync(signingKeyOf(call.home)))
          throw usageError(`there is no ${signingKeyOf(call.home)}; "ckm up" makes it, and CKM_HOME tells where it is`);
        const tenant = call.text('tenant');
        const tenantId = tenant === undefined ? readTenant(io.env) : readTenant({ '--tenant': tenant }, '--tenant');
        const signed = await signToken(call.home, { tenantId, role: role as Role, subject, expires });
        call.show({ token: signed, tenant: tenantId, role, subject, expires }, [signed]);
        return true;
      }),
    );
