/** One thing done to many cases: looked at first, done one by one, each with its own result. */
export const bulkMethods = {} as const;
