import { faultsOf } from '@ckm/contracts';
import { AllCompetitors } from './name-competitors.command.js';

it('a competitor has a name that is not blank', () => {
  const faultsIn = (...names: string[]) => faultsOf(AllCompetitors, { competitors: names.map(name => ({ name })) });
  expect(faultsIn(' Hansen ')).toEqual([]);
  expect(faultsIn('Hansen', ' \u3000')).toMatchObject([{ pointer: '/competitors/1/name' }]);
});
