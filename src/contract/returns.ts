export const returnMethods = {} as const;
