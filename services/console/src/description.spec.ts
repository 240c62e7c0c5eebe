import { jest } from '@jest/globals';
import type { ServiceName } from '@ckm/contracts';
import { DescriptionRoutes } from './console.module.js';
import type { Services } from './services.js';

const described = (title: string | null): [ServiceName, unknown][] => [
  ['capture', title && { info: { title }, paths: {} }],
];

it('the services are asked for their description once a minute, and again where one did not answer', async () => {
  let minutes = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => minutes * 60_000);
  const ask = jest.fn<() => Promise<unknown>>();
  const routes = new DescriptionRoutes({ ask } as unknown as Services);
  ask.mockResolvedValueOnce(described(null));
  await expect(routes.openApi()).rejects.toMatchObject({ code: 'service-unavailable' });
  ask.mockResolvedValueOnce(described('old'));
  for (minutes of [0, 0.9]) expect((await routes.openApi()).info.title).toBe('old');
  ask.mockResolvedValueOnce(described('new'));
  for (minutes of [1, 1.9]) expect((await routes.openApi()).info.title).toBe('new');
  expect(ask).toHaveBeenCalledTimes(3);
  clock.mockRestore();
});
