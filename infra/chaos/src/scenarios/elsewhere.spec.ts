import { existsSync } from 'node:fs';
import { ELSEWHERE } from './elsewhere.js';
import { listOfScenarios, SCENARIOS } from './scenarios.js';

describe('the list of scenarios', () => {
  it.each(Object.entries(ELSEWHERE))('says truly that %s is covered in %s', (_, spec) => {
    expect(existsSync(new URL(`../../../../${spec}`, import.meta.url))).toBe(true);
  });

  it('names every scenario with what it does', () => {
    const list = listOfScenarios();
    expect(
      Object.entries(SCENARIOS).filter(([name, { does }]) => !list.includes(`  ${name}`) || !list.includes(does)),
    ).toEqual([]);
  });
});
