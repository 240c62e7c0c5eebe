/** A piece of a pattern: the characters that it is, or strings of which every match of it holds one; null: neither can be told. */
interface Piece {
  is: string | null;
  needs: string[] | null;
}

const UNKNOWN: Piece = { is: null, needs: null };

/**
 * Strings of which every match of a pattern holds one, the longest that are easily told; null where there are none.
 * It knows what patterns here are written with: groups, alternatives, repetitions, classes, looks ahead and behind.
 */
export const needlesOf = ({ source }: RegExp): string[] | null => new Reading(source).alternatives();

class Reading {
  private at = 0;

  constructor(private readonly source: string) {}

  alternatives(): string[] | null {
    let all = this.sequence();
    while (this.take(/\|/y)) {
      const other = this.sequence();
      all = all && other && [...all, ...other];
    }
    return all;
  }

  private sequence(): string[] | null {
    let best: string[] | null = null;
    let run = '';
    const offer = (needles: string[] | null): void => {
      if (shortest(needles) > shortest(best)) best = needles;
    };
    while (this.at < this.source.length && !/[|)]/.test(this.source[this.at]!)) {
      const { is, needs } = this.piece();
      const times = this.times();
      if (is !== null && times !== 'perhaps') run += is;
      if (is === null || times !== 'once') {
        offer([run]);
        run = '';
      }
      if (times !== 'perhaps') offer(needs);
    }
    offer([run]);
    return best;
  }

  private piece(): Piece {
    if (this.take(/\^|\$|\\b/y)) return { is: '', needs: null };
    const group = this.take(/\((?:\?(?:[:=!]|<[=!]))?/y);
    if (group !== '') {
      const needs = this.alternatives();
      this.take(/\)/y);
      return { is: null, needs: group === '(' || group === '(?:' ? needs : null };
    }
    if (this.take(/\[(?:\\.|[^\]\\]){1,200}\]|\\p\{[^}]{1,40}\}|\\[wds]|\./iy)) return UNKNOWN;
    if (this.take(/\\(?=[a-z\d])/iy)) throw new Error(`Not known here: ${this.source.slice(this.at)}`);
    this.take(/\\/y);
    return { is: this.source[this.at++]!, needs: null };
  }

  private times(): 'once' | 'often' | 'perhaps' {
    const times = this.take(/[?*+]\??|\{\d{1,3}(?:,\d{0,3})?\}/y);
    return times === '' ? 'once' : /^(?:[?*]|\{0)/.test(times) ? 'perhaps' : 'often';
  }

  /** What is here, if it is this; else ''. */
  private take(what: RegExp): string {
    what.lastIndex = this.at;
    const [found = ''] = what.exec(this.source) ?? [];
    this.at += found.length;
    return found;
  }
}

const shortest = (needles: string[] | null): number =>
  needles === null ? 0 : Math.min(...needles.map(({ length }) => length));
