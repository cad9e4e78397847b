export const reconciliationMethods = {} as const;
