/** Blind second reviews of rulings, and what comes of them. */
export const reviewMethods = {} as const;
