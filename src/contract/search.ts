/** Finding cases by their words, and help with writing a query. */
export const searchMethods = {} as const;
