import type { PolicyClause, PolicyProblem } from '../../contract/policy.ts';
import { reasons } from '../../contract/vocabulary.ts';
import { Reasons } from './frontMatter.ts';

/** A clause with the line its heading stands on. */
export type ReadClause = PolicyClause & { line: number };

const heading = /^## +([A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*) +(\S.*)$/;

/**
 * Reads the clauses of a book: `## 3.1 Title`, a line `Reasons: wrong_item, defective` (or `all`), then the text. Other headings (`# Part`) divide
 * the book and say nothing by themselves. `firstLine` is the line of the document that `lines` begin at.
 */
export function readClauses(lines: readonly string[], firstLine: number): { clauses: ReadClause[]; problems: PolicyProblem[] } {
  const problems: PolicyProblem[] = [];
  const clauses: ReadClause[] = [];
  let open: { clause: ReadClause; text: string[]; hasReasons: boolean } | null = null;
  const close = () => {
    if (!open) return;
    open.clause.text = joinLines(open.text);
    if (!open.hasReasons) problems.push({ line: open.clause.line, words: `clause ${open.clause.code} names no reasons; write "Reasons: ..." under its title` });
    else if (open.clause.text === '') problems.push({ line: open.clause.line, words: `clause ${open.clause.code} has no text` });
    clauses.push(open.clause);
    open = null;
  };
  for (const [index, raw] of lines.entries()) {
    const text = raw.trimEnd();
    const line = firstLine + index;
    if (/^#{1,6}(\s|$)/.test(text)) {
      close();
      const [, code, title] = heading.exec(text) ?? [];
      if (code !== undefined && title !== undefined) open = { clause: { code, title, text: '', reasons: [], line }, text: [], hasReasons: false };
      else if (!/^# +\S/.test(text)) problems.push({ line, words: 'a clause begins with "## ", its code and its title, a part of the book with "# " and its title' });
    } else if (open === null) {
      if (text !== '' && clauses.length > 0) problems.push({ line, words: 'this text belongs to no clause' });
    } else if (!open.hasReasons && text !== '') {
      const found = readReasons(text);
      if (Array.isArray(found)) open.clause.reasons = found;
      else problems.push({ line, words: `clause ${open.clause.code}: ${found}` });
      open.hasReasons = true;
    } else open.text.push(text);
  }
  close();
  return { clauses, problems };
}

function readReasons(text: string): PolicyClause['reasons'] | string {
  const [, list] = /^Reasons: *(\S.*)$/.exec(text) ?? [];
  if (list === undefined) return 'the first line under the title says "Reasons: ..."';
  const read = Reasons.safeParse(list.trim() === 'all' ? 'all' : list.split(',').map((one) => one.trim()));
  return read.success ? read.data : `"${list}" is not a list of reasons (${reasons.join(', ')}, or all)`;
}

/** Lines of a paragraph run on; a blank line and a list's dash begin anew. */
function joinLines(lines: readonly string[]): string {
  return lines
    .join('\n')
    .trim()
    .replace(/\n{2,}/g, '\n\n')
    .replace(/([^\n])\n(?!\n|[-*] )/g, '$1 ');
}
