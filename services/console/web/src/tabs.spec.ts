/** @jest-environment ./src/fixture/browser.mjs */
import { tokenOf } from './fixture/tokens.js';
import { keepToken, token, tokenGivenAt } from './session.js';
import { dropSignedOutToken, joinTabs, signOut, takeTokenFromOtherTabs } from './tabs.js';

const others: BroadcastChannel[] = [];
let tab: BroadcastChannel;

/** One that holds this token, beside the tab of the test. */
function otherTab(held: string, given = 5) {
  const other = new BroadcastChannel('ckm-token');
  other.onmessage = ({ data }) => 'ask' in data && other.postMessage({ held, given });
  others.push(other);
}
const delivered = () => new Promise(resolve => setTimeout(resolve, 50));

beforeEach(() => {
  localStorage.clear();
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
    await takeTokenFromOtherTabs();
    expect([token(), tokenGivenAt()]).toEqual([tokenOf('Zoe'), 5]);
  });

  it('gets the token from a tab that holds one', async () => {
    keepToken('abc', null, 5);
    const told = new Promise(resolve => {
      const asking = new BroadcastChannel('ckm-token');
      others.push(asking);
      asking.onmessage = ({ data }) => resolve(data);
      asking.postMessage({ ask: true });
    });
    expect(await told).toEqual({ held: 'abc', given: 5 });
  });

  it('takes none where nobody is signed in, and where the others belong to several people', async () => {
    await takeTokenFromOtherTabs();
    expect(token()).toBeNull();
    otherTab(tokenOf('Zoe'));
    otherTab(tokenOf('Max'));
    await takeTokenFromOtherTabs();
    expect(token()).toBeNull();
  });
});

describe('signing out', () => {
  it('in another tab ends the session of the same person here, and of nobody else', async () => {
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

  it.each([
    ['drops a token that was given before', tokenOf('Zoe', 2), 5, null],
    ['keeps a newer token of the same person', tokenOf('Zoe', 2), 11, tokenOf('Zoe', 2)],
    ['keeps the token of anybody else', tokenOf('Max'), 5, tokenOf('Max')],
  ])('%s, in a tab that did not run meanwhile', async (_, held, given, then) => {
    keepToken(tokenOf('Zoe'), null, 1);
    signOut(10);
    await delivered();
    keepToken(held, null, given);
    dropSignedOutToken();
    expect(token()).toBe(then);
    sessionStorage.clear();
    otherTab(held, given);
    await takeTokenFromOtherTabs();
    expect(token()).toBe(then);
  });

  it('counts for a new tab that asks the others meanwhile, and leaves no token in storage', async () => {
    keepToken('abc', null, 1);
    otherTab('abc');
    const taken = takeTokenFromOtherTabs();
    await delivered();
    signOut(10);
    await taken;
    expect([token(), JSON.stringify(localStorage)]).toEqual([null, expect.not.stringContaining('abc')]);
  });
});
