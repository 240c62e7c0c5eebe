import { faultsOf } from '@ckm/contracts';
import { ProposeOpportunity } from './propose-opportunity.command.js';

it('an opportunity has a title that is not blank', () => {
  expect(faultsOf(ProposeOpportunity, { title: 'Quiet mode', kind: 'IMPROVEMENT' })).toEqual([]);
  const blank = { title: ' \u3000\t', kind: 'IMPROVEMENT' };
  expect(faultsOf(ProposeOpportunity, blank)).toMatchObject([{ pointer: '/title' }]);
});
