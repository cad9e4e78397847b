/** A command as the settings list it, also while its screen is not there. `keyBook.test.ts` holds it to what the screens register. */
export type BookedCommand = { scope: string; id: string; keys: string | readonly string[]; words: string };

const scoped = (scope: string, rows: readonly (readonly [id: string, keys: string | readonly string[], words: string])[]): BookedCommand[] =>
  rows.map(([id, keys, words]) => ({ scope, id, keys, words }));

/** Every key there is to change. */
export const keyBook: readonly BookedCommand[] = [
  ...scoped('Everywhere', [
    ['frame.palette', 'Ctrl+K', 'Search and commands'],
    ['frame.search', '/', 'Search'],
    ['frame.keys', '?', 'Keys'],
    ['frame.lock', 'Ctrl+Shift+L', 'Lock this window'],
    ['frame.queue', 'Ctrl+1', 'Go to Queue'],
    ['frame.cases', 'Ctrl+2', 'Go to Cases'],
    ['frame.decisions', 'Ctrl+3', 'Go to Decisions'],
    ['frame.imports', 'Ctrl+4', 'Go to Imports'],
    ['frame.activity', 'Ctrl+5', 'Go to Activity'],
    ['frame.policy', 'Ctrl+6', 'Go to Policy'],
    ['frame.settings', 'Ctrl+7', 'Go to Settings'],
    ['frame.my-day', 'Ctrl+8', 'Go to My day'],
    ['frame.audit', 'Ctrl+9', 'Go to Audit'],
    ['frame.queues', 'Ctrl+Shift+G', 'Go to Queues'],
  ]),
  ...scoped('Queue', [
    ['queue.next', 'J', 'Next case in the list'],
    ['queue.previous', 'K', 'Previous case in the list'],
    ['queue.serve', 'G', 'Next case'],
    ['queue.serveEmpty', 'Enter', 'Next case, while none is open'],
    ['queue.choose', 'Shift+X', 'Choose the case in the list, or let go of it'],
    ['queue.chooseEmpty', 'X', 'Choose the case, while none is open'],
    ['queue.chooseNext', 'Shift+J', 'Choose on to the next case'],
    ['queue.choosePrevious', 'Shift+K', 'Choose on to the case before'],
    ['queue.together', 'Shift+A', 'Rule on the chosen cases together'],
  ]),
  ...scoped('Chosen cases', [
    ['chosen.all', 'Shift+F', 'Choose all that the filter finds'],
    ['chosen.assign', 'Shift+P', 'Assign the chosen cases to a person'],
    ['chosen.tag', 'Shift+W', 'Tag the chosen cases'],
    ['chosen.ask', 'Shift+Q', 'Ask a party of the chosen cases'],
    ['chosen.export', 'Shift+E', 'Export the chosen cases'],
  ]),
  ...scoped('Together', [['together.stage', 'Ctrl+Enter', 'Stage the rulings']]),
  ...scoped('Cases', [
    ['cases.next', 'J', 'Next case in the list'],
    ['cases.previous', 'K', 'Previous case in the list'],
    ['cases.pane', 'V', 'Show or hide views and facets'],
    ['cases.save', 'S', 'Save the view'],
    ['cases.choose', 'X', 'Choose the case in the list, or let go of it'],
    ['cases.chooseNext', 'Shift+J', 'Choose on to the next case'],
    ['cases.choosePrevious', 'Shift+K', 'Choose on to the case before'],
  ]),
  ...scoped('Queues', [
    ['queues.next', 'J', 'Next queue in the list'],
    ['queues.previous', 'K', 'Queue before in the list'],
    ['queues.down', 'Shift+J', 'Ask the queue later for cases'],
    ['queues.up', 'Shift+K', 'Ask the queue sooner for cases'],
    ['queues.new', 'N', 'Make a queue'],
    ['queues.save', 'Ctrl+Enter', 'Save the queue'],
  ]),
  ...scoped('What comes first', [['weights.save', 'Ctrl+Enter', 'Put the weights in force']]),
  ...scoped('Troubles', [
    ['troubles.next', 'J', 'Next case in the list'],
    ['troubles.previous', 'K', 'Case before in the list'],
    ['troubles.open', 'O', 'Open the case in trouble'],
    ['troubles.up', 'L', 'Keep the case for a lead'],
    ['troubles.end', 'E', 'End the lease on the case'],
  ]),
  ...scoped('Decisions', [
    ['decisions.next', 'J', 'Next decision in the list'],
    ['decisions.previous', 'K', 'Decision before in the list'],
    ['decisions.mark', 'X', 'Mark the decision for comparing, or let go of it'],
    ['decisions.compare', 'C', 'Compare the two marked decisions'],
    ['decisions.filter', 'F', 'Look for words in the reasons'],
    ['decisions.save', 'S', 'Save the filter'],
  ]),
  ...scoped('Decision', [
    ['decision.today', 'T', 'Show what is different today, or only what was'],
    ['decision.mark', 'X', 'Mark this decision for comparing, or let go of it'],
    ['decision.compare', 'C', 'Compare it with the marked decision'],
  ]),
  ...scoped('Comparison', [
    ['comparison.differences', 'D', 'Only what differs, or everything'],
    ['comparison.swap', 'S', 'Swap the two sides'],
  ]),
  ...scoped('Ledger check', [
    ['ledger.run', 'G', 'Check the ledger now'],
    ['ledger.next', 'J', 'Next difference'],
    ['ledger.previous', 'K', 'Difference before'],
    ['ledger.case', 'O', 'Open the case of the difference'],
    ['ledger.settle', 'S', 'Close the difference by hand'],
  ]),
  ...scoped('Judging', [
    ['judging.pairBefore', '[', 'Evidence pair before'],
    ['judging.pairNext', ']', 'Next evidence pair'],
    ['judging.full_refund', '1', 'Own view: full refund'],
    ['judging.partial_refund', '2', 'Own view: partial refund'],
    ['judging.no_refund', '3', 'Own view: no refund'],
    ['judging.agree', 'A', 'Verdict: agree'],
    ['judging.improve', 'I', 'Verdict: agree, with something to improve'],
    ['judging.overturn', 'O', 'Verdict: overturn'],
    ['judging.send', ['Enter', 'Ctrl+Enter'], 'Note the view, or give the verdict'],
  ]),
  ...scoped('Case', [
    ['case.pairBefore', ['[', ','], 'Evidence pair before'],
    ['case.pairNext', [']', '.'], 'Next evidence pair'],
    ['case.compare', 'A', 'Set another exhibit against this one'],
    ['case.other', 'Shift+O', 'Take the other one of the pair in hand'],
    ['case.lock', 'L', 'Lock zoom, pan and turn of the pair'],
    ['case.unalign', 'Shift+L', 'Forget how the pair was aligned by hand'],
    ['case.overlay', 'O', 'Lay the pair over each other'],
    ['case.swipe', 'W', 'Divider between the two of the pair'],
    ['case.flip', 'Q', 'Only the one or the other of the pair'],
    ['case.blur', 'B', 'Blur or reveal exhibits'],
    ['case.loupe', 'V', 'Loupe'],
    ['case.loupePower', 'Shift+V', 'Stronger loupe'],
    ['case.ruler', 'M', 'Ruler'],
    ['case.tone', 'E', 'Brightness and contrast'],
    ['case.turn', 'R', 'Turn by a quarter'],
    ['case.turnBack', 'Shift+R', 'Turn back by a quarter'],
    ['case.turnLeft', '<', 'Turn by one degree to the left'],
    ['case.turnRight', '>', 'Turn by one degree to the right'],
    ['case.zoomIn', ['+', '='], 'Zoom in'],
    ['case.zoomOut', '-', 'Zoom out'],
    ['case.zoomFit', '0', 'Fit the exhibit'],
    ['case.cite', 'C', 'Cite the place or exhibit in a finding'],
    ['case.mark', 'Shift+C', 'Mark a place in the exhibit'],
    ['case.markSpan', 'Shift+T', 'Mark a stretch of a film or sound'],
    ['case.spotUndo', 'Ctrl+Z', 'Undo your last change of marked places'],
    ['case.spotRedo', 'Ctrl+Shift+Z', 'Do it again'],
    ['case.tie', 'T', 'Put the exhibit onto a claim'],
    ['case.contradict', 'D', 'Note a contradiction of the exhibit with another'],
    ['case.askBuyer', '4', 'Ask the buyer'],
    ['case.askSeller', '5', 'Ask the seller'],
    ['case.offer', 'Shift+N', 'Put an offer to both sides'],
    ['case.escalate', '6', 'Hand the case to a team lead'],
    ['case.note', 'N', 'Write a note'],
    ['case.tag', '#', 'Tag the case'],
    ['case.history', 'H', 'History of the case'],
    ['case.find', 'Ctrl+F', 'Find in the transcript'],
    ['case.hitNext', 'F3', 'Next hit in the transcript'],
    ['case.hitBefore', 'Shift+F3', 'Hit before in the transcript'],
    ['case.recordBack', 'Shift+H', 'Back to the record a jump came from'],
    ['case.harm', '7', 'Mark that somebody may come to harm, or take the mark away'],
    ['case.extend', 'X', 'Extend the lease'],
    ['case.skip', 'S', 'Skip the case'],
  ]),
  ...scoped('Ruling', [
    ['ruling.full_refund', '1', 'Full refund'],
    ['ruling.partial_refund', '2', 'Partial refund'],
    ['ruling.no_refund', '3', 'No refund'],
    ['ruling.established', 'Y', 'Claim in work: established'],
    ['ruling.not_established', 'F', 'Claim in work: not established'],
    ['ruling.inconclusive', 'U', 'Claim in work: inconclusive'],
    ['ruling.insertFindings', 'I', 'Insert findings as sentences'],
    ['ruling.takeSuggestion', 'Shift+S', 'Take the suggestion into the draft'],
    ['ruling.policy', 'P', 'Policy clauses'],
    ['ruling.letters', 'Shift+M', 'Letters to both sides'],
    ['ruling.stage', 'Enter', 'Stage and next case'],
    ['ruling.stageAndStay', 'Shift+Enter', 'Stage and stay'],
    ['ruling.undo', 'Z', 'Take back the last staged ruling'],
    ['ask.undo', 'Shift+Z', 'Take back what you asked or offered last'],
  ]),
];

/** The keys as a shell has them: a browser keeps Ctrl and a digit for its own tabs. */
export function keyBookOf(shell: 'electron' | 'web'): readonly BookedCommand[] {
  if (shell === 'electron') return keyBook;
  return keyBook.map((command) => ([command.keys].flat().some((key) => /^Ctrl\+\d$/.test(key)) ? { ...command, keys: [] } : command));
}

/** Screens without an open case beside them. */
const alone: readonly string[] = ['Cases', 'Queues', 'What comes first', 'Troubles', 'Decisions', 'Decision', 'Comparison', 'Ledger check', 'Judging'];

/** True when commands of both scopes can be there at once: the list of all cases never stands beside an open case. */
export function areTogether(scope: string, other: string): boolean {
  if (scope === other || scope === 'Everywhere' || other === 'Everywhere') return true;
  return !alone.includes(scope) && !alone.includes(other);
}

type Placed = Pick<BookedCommand, 'id' | 'scope'>;
/** Serves only while no case is open, when there is nothing to stage. */
const isWithoutCase = ({ id }: Placed) => id === 'queue.serveEmpty' || id === 'queue.chooseEmpty';
const isWithCase = ({ id, scope }: Placed) => scope === 'Case' || (scope === 'Ruling' && id !== 'ruling.undo' && id !== 'ask.undo');

/** True when a key shared by both commands would have to do two things at once. */
export function canClash(one: Placed, other: Placed): boolean {
  if (one.id === other.id) return false;
  return areTogether(one.scope, other.scope) && !(isWithoutCase(one) && isWithCase(other)) && !(isWithoutCase(other) && isWithCase(one));
}

/** Commands active at once that share a key, with the keys as the person has them: key, and the commands in the order of the book. */
export function clashesOf<Command extends BookedCommand>(book: readonly Command[], keysOf: (command: Command) => readonly string[]): { key: string; commands: Command[] }[] {
  const keys = new Set(book.flatMap((command) => keysOf(command)));
  return [...keys].flatMap((key) => {
    const having = book.filter((command) => keysOf(command).includes(key));
    const commands = having.filter((one) => having.some((other) => canClash(one, other)));
    return commands.length > 0 ? [{ key, commands }] : [];
  });
}

/** What a key does besides, while a step asks for it: null for nothing. Outcomes share the digits with the reasons on purpose. */
export function stepKeyWords(id: string, key: string): string | null {
  return /^[1-9]$/.test(key) && !/^ruling\.(full|partial|no)_refund$/.test(id) ? 'a reason, after an outcome' : null;
}
