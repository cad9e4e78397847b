/** A case as it was when it was ruled on. */
export const asItWasMethods = {} as const;
