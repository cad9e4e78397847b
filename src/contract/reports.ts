/** Reports on one case and on many decisions. */
export const reportMethods = {} as const;
