import { isAlias, isMap, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import type { PolicyProblem } from '../../contract/policy.ts';

/** YAML as a value, with what is wrong with it; `lineOf` finds the line of a place in the value. */
export type ReadYaml = { value: unknown; problems: PolicyProblem[]; lineOf: (path: readonly PropertyKey[]) => number | null };

/** Reads YAML in which every scalar is text. Tags and aliases are refused: they have no place in a book and can grow without end. */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true, logLevel: 'silent' });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const problems = [...document.errors, ...document.warnings].map((fault) => ({ line: lineAt(fault.pos[0]), words: `this is no YAML: ${fault.message}` }));
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node) || ('anchor' in node && node.anchor)) problems.push({ line: lineAt(node.range?.[0] ?? 0), words: 'anchors and aliases (& and *) are not used in a policy book; write it out' });
    },
  });
  return { value: problems.length > 0 ? null : document.toJS({ maxAliasCount: 0 }), problems, lineOf: (path) => lineOf(document, path, lineAt) };
}

/** The line of the deepest part of a path that is there. */
function lineOf(document: Document.Parsed, path: readonly PropertyKey[], lineAt: (offset: number) => number): number | null {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0];
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === String(key));
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else {
      node = node && 'get' in node ? ((node.get(key, true) as Node | undefined) ?? null) : null;
      if (!node) break;
      offset = node.range?.[0] ?? offset;
    }
  }
  return offset === undefined ? null : lineAt(offset);
}

/** A schema's complaint in words that name the place, such as 'steps 3 > when > parcel 1: ...'. */
export function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `${placeOf(issue.path)}knows no ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return `${placeOf(issue.path)}is missing`;
  return `${placeOf(issue.path)}${issue.message}`;
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the head of the book ';
  const names = path.reduce<string[]>((said, key) => (typeof key === 'number' ? [...said.slice(0, -1), `${said.at(-1) ?? ''} ${key + 1}`] : [...said, String(key)]), []);
  return `${names.join(' > ')}: `;
}
