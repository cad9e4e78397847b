/** Figures on the work of the desk. */
export const figureMethods = {} as const;
