export const payoutMethods = {} as const;
