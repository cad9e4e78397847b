/** At every so many skips without a decision a case goes to a team lead, as the core does it. */
const skipsToLead = 3;

/** What one more skip of a case leads to, told by how often it was skipped before; `isForLead`: it is with the leads already. */
export function skipWords(skips: number, isForLead: boolean): string {
  const goesOn = 'It goes back to its queue and is not served to you again for a day.';
  if (isForLead) return 'It stays with the team leads and is not served to you again for a day.';
  const before = skips === 0 ? 'Nobody has skipped it yet' : `It was skipped ${skips === 1 ? 'once' : skips === 2 ? 'twice' : `${skips} times`} before`;
  const left = skipsToLead - (skips % skipsToLead) - 1;
  if (left === 0) return `${before}: your skip hands it to a team lead, and nobody else is served it until they give it back.`;
  return `${goesOn} ${before}; ${left === 1 ? 'one more skip after yours hands' : 'two more skips after yours hand'} it to a team lead.`;
}
