/** The most a case may hold: far above any honest dispute, and little enough that the desk goes on answering while it takes one in. */
export const caseLimits = {
  /** Characters of the name a party gave its file. */
  fileName: 1_000,
} as const;
