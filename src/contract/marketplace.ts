export const marketplaceMethods = {} as const;
