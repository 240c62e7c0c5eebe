import type { Stage } from './scenario.js';

/** While this is done, the feed shows all that it has shown. */
export async function withFeedWhole({ installation, claim }: Stage, work: () => Promise<void>): Promise<void> {
  const { database } = installation;
  let [shown, isLess, isOver] = [0, false, false];
  const watch = async (): Promise<void> => {
    while (!isOver) {
      const { rows } = await database.ask('SELECT count(*) FROM sharing.item_feed');
      const now = Number(rows[0]?.count);
      isLess ||= now < shown;
      shown = now;
    }
  };
  const watching = watch();
  await work().finally(() => (isOver = true));
  await watching;
  claim('the feed shows all along what it has shown', !isLess);
}
