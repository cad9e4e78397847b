/** The most a case may hold: far above any honest dispute, and little enough that the desk goes on answering while it takes one in. */
export const caseLimits = {
  /** Bytes of one JSON document. */
  documentBytes: 16 * 1024 * 1024,
  /** Values in one JSON document: texts, numbers, lists and objects, each counted once. */
  values: 600_000,
  /** Characters of the name a party gave its file. */
  fileName: 1_000,
  parties: 100,
  items: 5_000,
  fees: 100,
  attributes: 2_000,
  claims: 1_000,
  /** Of one claim. */
  answers: 500,
  remedies: 5_000,
  messages: 20_000,
  /** Of one message, as of one file the claims it speaks to. */
  references: 1_000,
  /** Twice the files a bundle may hold: records and files that were only named stand beside those that came. */
  evidence: 10_000,
  parcels: 1_000,
  /** Of one parcel. */
  scans: 5_000,
  deadlines: 1_000,
  history: 20_000,
  unmapped: 50_000,
} as const;
