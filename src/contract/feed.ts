export const feedMethods = {} as const;
