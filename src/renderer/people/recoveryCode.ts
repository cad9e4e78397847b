/** The groups a recovery code is written in; one without any is cut into groups of four. */
export function codeGroups(code: string): string[] {
  const groups = code.trim().split(/[\s-]+/).filter(Boolean);
  return groups.length > 1 ? groups : (code.trim().match(/.{1,4}/gu) ?? []);
}

/** A code without what does not count: blanks, dashes, case, O for 0, I and L for 1. */
export function bareCode(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** True when the last group was typed from the paper as the code has it. */
export function isLastGroup(code: string, typed: string): boolean {
  const bare = bareCode(codeGroups(code).at(-1) ?? '');
  return bare !== '' && bareCode(typed) === bare;
}

/** The code as it is typed in, in groups of four, so that it can be held against the paper. */
export function groupedCode(typed: string): string {
  return (typed.toUpperCase().replace(/[^0-9A-Z]/g, '').match(/.{1,4}/g) ?? []).join('-');
}

/** What is written on the paper or into the file. */
export function codeText(code: string, at: Date): string {
  return [
    'Mediation Desk: recovery code', '', codeGroups(code).join('-'), '',
    'With this code and the name of a team lead the desk can be opened when the passphrase is forgotten.',
    'It works once. Keep it apart from the machine, such as in a safe.', '', `Made on ${at.toISOString().slice(0, 10)}.`, '',
  ].join('\n');
}
