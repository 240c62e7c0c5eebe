import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Every address that a name stands for at this moment. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** The address is inside our own network, and nobody allowed it. */
export class AddressRefused extends Error {
  constructor(address: string, target: string) {
    super(`${address} is an internal address; CKM_WEBHOOK_ALLOW=${target} would allow it`);
    this.name = 'AddressRefused';
  }
}

/** What an address on the internet is, IPv4 hidden in IPv6 included. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const one = ipaddr.process(address);
  if (one.range() !== 'unicast') return false;
  // Of IPv6 only what is given out to the internet; the rest may mean anything inside a network.
  return one instanceof ipaddr.IPv4 || one.match(ipaddr.IPv6.parseCIDR('2000::/3'));
}

/** As CKM_WEBHOOK_ALLOW writes it: the URL's host as URLs normalise it, and its port. */
export const targetOf = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;

const SYSTEM: Resolve = async hostname => (await systemLookup(hostname, { all: true })).map(({ address }) => address);

/** Decides whom a webhook may talk to: when its URL is registered, and again with each address that is connected to. */
export class AddressGuard {
  constructor(
    private readonly allowed: string[],
    private readonly resolve: Resolve = SYSTEM,
  ) {}

  /** @throws AddressRefused for a host that can be told to be internal without asking anybody */
  checkUrl(url: URL): void {
    if (this.allowed.includes(targetOf(url))) return;
    // Decimal, octal and hexadecimal forms are gone: URLs write an IPv4 address in one way.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isInternalName = /(^|\.)localhost\.?$/.test(host);
    if (isInternalName || (isIP(host) > 0 && !isPublic(host))) throw new AddressRefused(host, targetOf(url));
  }

  /** For `net.connect`: the addresses that were checked are those that are connected to, whatever the name means a moment later. */
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
    if (internal && !this.allowed.includes(targetOf(url))) throw new AddressRefused(internal, targetOf(url));
    return addresses;
  }
}
