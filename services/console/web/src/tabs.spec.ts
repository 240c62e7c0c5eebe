/** @jest-environment ./src/fixture/browser.mjs */
import { keepToken, token } from './session.js';
import { joinTabs, signOut, takeTokenOfTabs } from './tabs.js';

const tokenOf = (sub: string, exp = 1) => `e30.${btoa(JSON.stringify({ iss: 'ckm', sub, tenant: 'acme', exp }))}.c2ln`;

const others: BroadcastChannel[] = [];
let tab: BroadcastChannel;

/** One that holds this token, beside the tab of the test. */
function otherTab(held: string) {
  const other = new BroadcastChannel('ckm-token');
  other.onmessage = ({ data }) => 'ask' in data && other.postMessage({ held });
  others.push(other);
}
const delivered = () => new Promise(resolve => setTimeout(resolve, 50));

beforeEach(() => {
  sessionStorage.clear();
  tab = joinTabs();
});
afterEach(() => {
  for (const channel of [tab, ...others.splice(0)]) channel.close();
});

describe('a new tab', () => {
  it('takes the token that the others hold', async () => {
    otherTab(tokenOf('Zoe'));
    otherTab(tokenOf('Zoe'));
    await takeTokenOfTabs();
    expect(token()).toBe(tokenOf('Zoe'));
  });

  it('is told it by one that holds one', async () => {
    keepToken('abc');
    const told = new Promise(resolve => {
      const asking = new BroadcastChannel('ckm-token');
      others.push(asking);
      asking.onmessage = ({ data }) => resolve(data);
      asking.postMessage({ ask: true });
    });
    expect(await told).toEqual({ held: 'abc' });
  });

  it('asks who it is where nobody is signed in, and where the others are of several people', async () => {
    await takeTokenOfTabs();
    expect(token()).toBeNull();
    otherTab(tokenOf('Zoe'));
    otherTab(tokenOf('Max'));
    await takeTokenOfTabs();
    expect(token()).toBeNull();
  });
});

describe('signing out', () => {
  it('ends here what was begun in another tab, and nothing of somebody else', async () => {
    keepToken(tokenOf('Zoe', 2));
    otherTab(tokenOf('Zoe'));
    others[0]!.postMessage({ left: tokenOf('Max') });
    await delivered();
    expect(token()).toBe(tokenOf('Zoe', 2));
    others[0]!.postMessage({ left: tokenOf('Zoe') });
    await delivered();
    expect(token()).toBeNull();
  });

  it('is told to the others', async () => {
    keepToken('abc');
    const other = new BroadcastChannel('ckm-token');
    others.push(other);
    const told = new Promise(resolve => (other.onmessage = ({ data }) => resolve(data)));
    signOut();
    expect([token(), await told]).toEqual([null, { left: 'abc' }]);
  });
});
