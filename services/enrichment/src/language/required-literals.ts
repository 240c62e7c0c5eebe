/** A piece of a pattern. */
interface Piece {
  /** The characters that it matches and nothing else; null where it may match several strings. */
  literal: string | null;
  /** Strings of which every match of it holds one; null where none can be told. */
  required: string[] | null;
}

const UNKNOWN: Piece = { literal: null, required: null };

/**
 * Strings of which every match of a pattern holds at least one, the longest that are easily told; null where there are none.
 * It knows the syntax that patterns here are written in: groups, alternatives, quantifiers, classes, lookahead and lookbehind.
 * @throws on any other escape
 */
export const requiredLiteralsOf = ({ source }: RegExp): string[] | null => new Parser(source).alternatives();

class Parser {
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
    const offer = (literals: string[] | null): void => {
      if (shortest(literals) > shortest(best)) best = literals;
    };
    while (this.at < this.source.length && !/[|)]/.test(this.source[this.at]!)) {
      const { literal, required } = this.piece();
      const times = this.quantifier();
      if (literal !== null && times !== 'optional') run += literal;
      if (literal === null || times !== 'once') {
        offer([run]);
        run = '';
      }
      if (times !== 'optional') offer(required);
    }
    offer([run]);
    return best;
  }

  private piece(): Piece {
    if (this.take(/\^|\$|\\b/y)) return { literal: '', required: null };
    const group = this.take(/\((?:\?(?:[:=!]|<[=!]))?/y);
    if (group !== '') {
      const required = this.alternatives();
      this.take(/\)/y);
      return { literal: null, required: group === '(' || group === '(?:' ? required : null };
    }
    if (this.take(/\[(?:\\.|[^\]\\]){1,200}\]|\\p\{[^}]{1,40}\}|\\[wds]|\./iy)) return UNKNOWN;
    if (this.take(/\\(?=[a-z\d])/iy)) throw new Error(`Not known here: ${this.source.slice(this.at)}`);
    this.take(/\\/y);
    return { literal: this.source[this.at++]!, required: null };
  }

  private quantifier(): 'once' | 'repeated' | 'optional' {
    const quantifier = this.take(/[?*+]\??|\{\d{1,3}(?:,\d{0,3})?\}/y);
    return quantifier === '' ? 'once' : /^(?:[?*]|\{0)/.test(quantifier) ? 'optional' : 'repeated';
  }

  /** Consumes what is here if it matches the sticky pattern; '' where it does not. */
  private take(what: RegExp): string {
    what.lastIndex = this.at;
    const [found = ''] = what.exec(this.source) ?? [];
    this.at += found.length;
    return found;
  }
}

const shortest = (literals: string[] | null): number =>
  literals === null ? 0 : Math.min(...literals.map(({ length }) => length));
