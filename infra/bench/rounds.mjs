// Contestants run in turn, round after round, on the same machine in the same minutes: what disturbs one disturbs all.

/**
 * @param {Record<string, () => Promise<Record<string, number>>>} contestants each measures itself once
 * @returns of each contestant what it measured, round by round
 */
export async function inRounds(contestants, { rounds, say = () => undefined }) {
  const names = Object.keys(contestants);
  const found = Object.fromEntries(names.map(name => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Each round begins with another one.
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      const measured = await contestants[name]();
      found[name].push(measured);
      say(`${name}: ${JSON.stringify(measured)}`);
    }
  }
  return found;
}

export const median = values => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

/** Ours divided by theirs, round by round: the median, and in brackets the least and the greatest. */
export function ratio(ours, theirs, measure) {
  const ratios = ours.map((one, round) => one[measure] / theirs[round][measure]);
  return `${times(median(ratios))} (${times(Math.min(...ratios))}–${times(Math.max(...ratios))})`;
}

const times = value => value.toFixed(value < 10 ? 2 : 0);

/** Of one measure over all rounds. */
export const medianOf = (rounds, measure) => median(rounds.map(one => one[measure]));

/** @param at 0.5: the median; 0.99: one in a hundred is greater */
export const quantile = (values, at) =>
  Float64Array.from(values).sort()[Math.min(values.length - 1, Math.floor(values.length * at))];

/** A Markdown table; numbers to three figures. */
export function table(head, rows) {
  const line = cells => `| ${cells.map(cell => (typeof cell === 'number' ? figure(cell) : cell)).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const figure = value =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3).replace(/\.?0+$/, '');
