/** Samples of rulings to be reviewed, drawn by rule and by chance. */
export const sampleMethods = {} as const;
