/** The skip that hands a case to a team lead. */
export const skipsToLead = 3;

/** What one more skip of a case leads to, told by how often it was skipped before. */
export function skipWords(skips: number): string {
  const goesOn = 'It goes back to its queue and is not served to you again for a day.';
  if (skips + 1 >= skipsToLead) return `It was skipped ${skips === 2 ? 'twice' : `${skips} times`} before: your skip hands it to a team lead, and nobody else is served it until they give it back.`;
  if (skips === 0) return `${goesOn} Nobody has skipped it yet; at the third skip it goes to a team lead.`;
  return `${goesOn} It was skipped once before; at the third skip it goes to a team lead.`;
}
