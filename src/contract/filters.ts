/** Filters somebody keeps under a name. */
export const filterMethods = {} as const;
