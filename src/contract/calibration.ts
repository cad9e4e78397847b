/** Rounds in which several people rate the same cases. */
export const calibrationMethods = {} as const;
