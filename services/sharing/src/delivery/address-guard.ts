import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Every address that a host name resolves to at this moment. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** The address is inside our own network, and CKM_WEBHOOK_ALLOW does not name it. */
export class AddressRefused extends Error {
  constructor(host: string, target: string) {
    super(`${host} is an internal address; CKM_WEBHOOK_ALLOW=${target} would allow it`);
    this.name = 'AddressRefused';
  }
}

/** Whether an address is on the public internet; of IPv4-mapped IPv6 addresses the IPv4 address counts. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const one = ipaddr.process(address);
  if (one.range() !== 'unicast') return false;
  // Of IPv6 only 2000::/3 is allocated as global unicast; anything else may be internal.
  return one instanceof ipaddr.IPv4 || one.match(ipaddr.IPv6.parseCIDR('2000::/3'));
}

/** `host:port` as CKM_WEBHOOK_ALLOW writes it, the host as the URL parser normalises it. */
export const targetOf = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;

const SYSTEM: Resolve = async hostname => (await systemLookup(hostname, { all: true })).map(({ address }) => address);

/**
 * Protects against server-side request forgery: checks a webhook's URL when it is registered, and every address before it is connected to.
 */
export class AddressGuard {
  constructor(
    private readonly allowed: string[],
    private readonly resolve: Resolve = SYSTEM,
  ) {}

  /** Without a DNS lookup. @throws AddressRefused for a host that is internal by its name or literal address */
  checkUrl(url: URL): void {
    if (this.allowed.includes(targetOf(url))) return;
    // The URL parser has normalised decimal, octal and hexadecimal forms of IPv4 addresses.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isInternalName = /(^|\.)localhost\.?$/.test(host);
    if (isInternalName || (isIP(host) > 0 && !isPublic(host))) throw new AddressRefused(host, targetOf(url));
  }

  /** For `net.connect`: the addresses that are checked are the ones connected to, so that DNS rebinding gains nothing. */
  lookupFor(url: URL): LookupFunction {
    return (hostname, options, callback) => {
      this.addressesOf(url, hostname).then(
        addresses => {
          const found = addresses.map(address => ({ address, family: isIP(address) }));
          if (options.all) callback(null, found);
          else callback(null, found[0]!.address, found[0]!.family);
        },
        (error: NodeJS.ErrnoException) => callback(error, []),
      );
    };
  }

  private async addressesOf(url: URL, hostname: string): Promise<string[]> {
    const addresses = await this.resolve(hostname);
    if (addresses.length === 0) throw new Error(`${hostname} has no address`);
    const internal = addresses.find(address => !isPublic(address));
    // Only the name is told: whoever may read the attempts could otherwise look names of our network up.
    if (internal && !this.allowed.includes(targetOf(url))) throw new AddressRefused(hostname, targetOf(url));
    return addresses;
  }
}
