/** A figure that was measured. */
export interface Row {
  /** `duplicates found: typos` */
  what: string;
  /** `en`, `themes-en-banking77`; null where there is one only. */
  where: string | null;
  value: number;
  /** Out of how many. */
  count: number;
  aim: number | null;
  floor: number | null;
}
