import { commands, guards, type Transition } from '../contract/lifeCycle.ts';

const start = '<!-- life of a case -->';
const end = '<!-- end -->';

/** A document with the life of a case drawn and tabulated between its two marks. */
export function drawInto(document: string): string {
  const [before, rest] = [document.split(start)[0], document.split(start)[1]];
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The document lacks the marks ${start} and ${end}.`);
  return `${before}${start}\n\n\`\`\`mermaid\n${draw()}\n\`\`\`\n\n${tabulate()}\n\n${end}${after}`;
}

/** A Mermaid state diagram, one arrow a pair of states. */
function draw(): string {
  const arrows = new Map<string, string[]>();
  for (const [, { from, to, words }] of commands) {
    for (const state of from) arrows.set(`${state} --> ${to}`, [...(arrows.get(`${state} --> ${to}`) ?? []), words]);
  }
  return ['stateDiagram-v2', '  [*] --> received', '  [*] --> queued', ...[...arrows].map(([arrow, words]) => `  ${arrow} : ${words.join(' / ')}`), '  closed --> [*]'].join('\n');
}

function tabulate(): string {
  const row = (name: string, { words, from, to, by, guards: needed }: Transition) =>
    `| \`${name}\` | ${words} | ${from.join(', ')} | ${to} | ${by.join(', ')} | ${needed.map((guard) => guards[guard]).join('; ')} |`;
  return ['| command | what happens | from | to | by | only when |', '|---|---|---|---|---|---|', ...commands.map(([name, one]) => row(name, one))].join('\n');
}
