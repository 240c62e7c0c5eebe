import { addressIn, hrefTo, type Address } from './address.js';

describe('the address of a page', () => {
  it.each<[string, Address]>([
    ['#feed', { page: 'feed', filters: {} }],
    ['#feed&theme=t&item=i', { page: 'feed', item: 'i', filters: { theme: 't' } }],
    ['#opportunities&opportunity=o&item=i', { page: 'opportunities', opportunity: 'o', item: 'i', filters: {} }],
    [
      '#opportunities&stage=planned&theme=t&sort=reach&opportunity=o',
      { page: 'opportunities', opportunity: 'o', filters: { stage: 'planned', theme: 't', sort: 'reach' } },
    ],
  ])('%s is read as an address, and written as the same fragment', (hash, address) => {
    expect(hrefTo(address)).toBe(hash);
    expect(addressIn(hash)).toEqual(address);
  });

  it('ignores filters that its page does not have', () => {
    expect(hrefTo({ page: 'feed', filters: { stage: 'planned' } })).toBe('#feed');
    expect(addressIn('#opportunities&sentiment=positive')).toMatchObject({ filters: {} });
  });

  it('leaves out a filter that was cleared', () => {
    expect(hrefTo({ page: 'feed', filters: { theme: undefined } })).toBe('#feed');
  });

  it.each(['../themes/t/unmerge?', '..', 'a/b', 'a%2Fb', ''])('opens nothing of what is no id: “%s”', given => {
    const hash = `#opportunities&${new URLSearchParams({ opportunity: given, item: given })}`;
    expect(addressIn(hash)).toEqual({ page: 'opportunities', item: undefined, opportunity: undefined, filters: {} });
  });

  it('leads to the feed where it names no page', () => {
    expect(addressIn('')).toMatchObject({ page: 'feed', item: undefined });
  });
});
