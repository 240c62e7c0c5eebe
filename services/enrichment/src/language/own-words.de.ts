import { either } from './rule.js';

/** What a provider bids a customer do, politely. */
export const PROVIDERS_INSTRUCTIONS = either(
  /\bbitte bringen sie (?:(?!mir|uns)\w{2,24} ){1,8}mit\b/,
  /\bbitte (?:erscheinen|wenden) sie\b|\bsteigen bitte\b|\bbitte melden sie sich (?:am|an der) (?:empfang|anmeldung|rezeption)/,
  /\bbitte (?:halten|haben) sie (?:(?!mir|uns)\w{2,24} ){1,8}(?:bereit|griffbereit|dabei)\b/,
  // Of what is the customer's.
  /\bbitte\b.{0,60}\bihre[nmrs]? (?:ausweis|personalausweis|reisepass|kundennummer|versichertenkarte|gesundheitskarte|fahrschein|fahrkarte|zählerstand|zimmerkarte|reiseunterlagen|abholnummer)/,
);
