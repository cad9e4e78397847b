import type { PolicyClause, PolicyProblem } from '../../contract/policy.ts';
import { Text } from '../../contract/text.ts';
import { bookProblems } from './bookProblems.ts';
import { FrontMatter } from './frontMatter.ts';
import { readClauses } from './readClauses.ts';
import { readYaml, sayIssue } from './readYaml.ts';

/** One version of the policy as its document says it; `effectiveFrom` is ms UTC. */
export type PolicyDocument = FrontMatter & { title: string; clauses: PolicyClause[] };

/** A document that was read: the whole book, or what has to be mended first, by line. */
export type ReadBook = { book: PolicyDocument; problems: [] } | { book: null; problems: PolicyProblem[] };

/** Reads a policy document (YAML between two lines `---`, then clauses in Markdown) and says everything that does not hold together. */
export function readBook(text: string): ReadBook {
  const whole = Text.safeParse(text);
  if (!whole.success) return failed([{ line: null, words: whole.error.issues[0]?.message ?? 'this is no text' }]);
  const lines = whole.data.replaceAll('\r\n', '\n').split('\n');
  if (lines[0]?.trimEnd() !== '---') return failed([{ line: 1, words: 'a book begins with a line "---", its head in YAML, and another line "---"' }]);
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0) return failed([{ line: 1, words: 'the head of the book does not end: there is no second line "---"' }]);

  const { clauses, problems } = readClauses(lines.slice(end + 1), end + 2);
  const yaml = tryYaml(lines.slice(1, end).join('\n'));
  const shift = (line: number | null) => (line === null ? null : line + 1);
  if (yaml.problems.length > 0) return failed([...problems, ...yaml.problems.map(({ line, words }) => ({ line: shift(line), words }))]);
  const head = FrontMatter.safeParse(yaml.value);
  if (!head.success) {
    return failed([...problems, ...head.error.issues.map((issue) => ({ line: shift(yaml.lineOf(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path)), words: sayIssue(issue) }))]);
  }
  // Compared only when each part is sound: a clause that could not be read would be missing everywhere.
  const found = problems.length > 0 ? problems : bookProblems(head.data, clauses, (path) => shift(yaml.lineOf(path)));
  if (found.length > 0) return failed(found);
  const title = lines.slice(end + 1).find((line) => /^# +\S/.test(line))?.replace(/^# +/, '').trim();
  return { book: { ...head.data, title: title ?? `Policy ${head.data.version}`, clauses: clauses.map(({ line: _line, ...clause }) => clause) }, problems: [] };
}

const mostProblems = 50;

/** In the order of the lines, each once. */
function failed(problems: PolicyProblem[]): ReadBook {
  const distinct = [...new Map(problems.map((problem) => [`${problem.line}:${problem.words}`, problem])).values()];
  return { book: null, problems: distinct.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, mostProblems) };
}

/** A document nested beyond the stack is one that cannot be read, like any other that is no YAML. */
function tryYaml(text: string): ReturnType<typeof readYaml> {
  try {
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { value: null, problems: [{ line: 1, words: 'the head of the book is nested too deep to be read' }], lineOf: () => null };
  }
}
