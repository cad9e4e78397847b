/** Tags of cases, and what a person has seen of them. */
export const tagMethods = {} as const;
