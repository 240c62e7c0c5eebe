/** One figure of an evaluation, with what it should be. */
export interface Measurement {
  /** `duplicates found: typos` */
  what: string;
  /** The language or the file it was measured on (`en`, `themes-en-banking77`); null where there is only one. */
  where: string | null;
  value: number;
  /** The number of cases behind the value. */
  count: number;
  aim: number | null;
  floor: number | null;
}
