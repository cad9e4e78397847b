/** '33.3 %' for hundredths of a percent; whole percents have no decimals. */
export function shareWords(basisPoints: number): string {
  return `${Number((basisPoints / 100).toFixed(1))} %`;
}
