import type { CaseState, Role } from './vocabulary.ts';

/** What must hold beyond state and role before a command may move a case; the words are those of the table in the README. */
export const guards = {
  sound: 'the bundle is sound, or was accepted as it is',
  free: 'nobody works on it',
  asker: 'the person asked, and no letter is out yet',
  holder: 'the person holds it in this window and the lease runs',
  fair: 'the pre-sign check has nothing left to mend',
  author: 'the person staged it and the undo window runs',
  windowOver: 'the undo window has ended',
  aboveLimit: 'the undo window has ended and the amount is above what its author may decide alone',
  approver: 'the person approved it and the new undo window runs',
  secondPerson: 'the person is not the author, and may decide this amount',
  answered: 'nothing more is waited for: every question is answered, taken back, or its time is over',
  accepted: 'both sides accepted the same offer',
  appealable: 'the appeal window runs and the party names what is new',
  overturned: 'a final review overturned the ruling that stands, and no appeal is open',
  payable: 'the case is not over at its source, so that money can still be made right',
  appealOver: 'the appeal window has ended and no money is under way',
  sent: 'the source sent it again',
  ended: 'the source says that it is over',
  reasoned: 'a reason is given',
  noAppeal: 'no appeal is open: money has moved, so it ends by a ruling',
} as const;
export type Guard = keyof typeof guards;

/** A row of the table: the states a command starts from, the one it leads to, who may give it (`desk`: a job or the intake), and its guards. */
export type Transition = { from: readonly CaseState[]; to: CaseState; by: readonly (Role | 'desk')[]; guards: readonly Guard[]; words: string };

const mediators = ['mediator', 'lead'] as const;

/**
 * The life of a case: every command that moves one. What is not in this table cannot happen: the core moves a case by it alone, screens
 * ask it what to offer, and the drawing in the README comes from it.
 */
export const transitions = {
  repair: { from: ['received'], to: 'queued', by: ['desk'], guards: ['sound', 'sent'], words: 'a sound copy arrives' },
  accept: { from: ['received'], to: 'queued', by: ['lead', 'triage', 'admin'], guards: ['reasoned'], words: 'accept as it is' },
  claim: { from: ['queued', 'waiting'], to: 'in_review', by: mediators, guards: ['sound', 'free'], words: 'claim' },
  handBack: { from: ['in_review'], to: 'queued', by: [...mediators, 'desk'], guards: ['holder'], words: 'hand back, skip, or the lease ends' },
  ask: { from: ['in_review'], to: 'waiting', by: mediators, guards: ['holder'], words: 'ask a party, or put an offer' },
  waitOn: { from: ['in_review'], to: 'waiting', by: [...mediators, 'desk'], guards: ['holder'], words: 'hand back while a party may still answer' },
  undoAsk: { from: ['waiting'], to: 'in_review', by: mediators, guards: ['asker'], words: 'take back what was asked' },
  goOn: { from: ['waiting'], to: 'queued', by: ['desk'], guards: ['answered'], words: 'answered, or the time is over' },
  escalate: { from: ['in_review'], to: 'queued', by: mediators, guards: ['holder', 'reasoned'], words: 'hand to a lead' },
  free: { from: ['in_review'], to: 'queued', by: ['lead'], guards: ['reasoned'], words: 'a lead frees it' },
  stage: { from: ['in_review'], to: 'staged', by: mediators, guards: ['holder', 'fair'], words: 'stage a ruling' },
  undo: { from: ['staged'], to: 'in_review', by: mediators, guards: ['author'], words: 'take the ruling back' },
  takeEffect: { from: ['staged'], to: 'ruled', by: ['desk'], guards: ['windowOver'], words: 'the ruling takes effect' },
  hold: { from: ['staged'], to: 'held', by: ['desk'], guards: ['aboveLimit'], words: 'above the limit of its author' },
  approve: { from: ['held'], to: 'staged', by: mediators, guards: ['secondPerson'], words: 'approve' },
  unapprove: { from: ['staged'], to: 'held', by: mediators, guards: ['approver'], words: 'take the approval back' },
  returnHeld: { from: ['held'], to: 'queued', by: mediators, guards: ['secondPerson', 'reasoned'], words: 'return to the author' },
  ruleOtherwise: { from: ['held'], to: 'in_review', by: mediators, guards: ['secondPerson'], words: 'rule otherwise' },
  fallBack: { from: ['staged', 'held'], to: 'queued', by: ['desk'], guards: ['sent'], words: 'sent again without room for the refund' },
  appeal: { from: ['ruled'], to: 'queued', by: [...mediators, 'desk'], guards: ['appealable'], words: 'a party appeals' },
  correct: { from: ['ruled', 'closed'], to: 'queued', by: ['lead', 'admin'], guards: ['overturned', 'payable'], words: 'a review overturned the ruling' },
  close: { from: ['ruled'], to: 'closed', by: ['desk'], guards: ['appealOver'], words: 'the appeal window ends' },
  agree: { from: ['queued', 'in_review', 'waiting'], to: 'staged', by: [...mediators, 'desk'], guards: ['accepted'], words: 'both sides accept an offer' },
  settle: { from: ['staged'], to: 'closed', by: ['desk'], guards: ['windowOver'], words: 'the settlement takes effect' },
  withdraw: { from: ['queued', 'in_review', 'waiting'], to: 'closed', by: mediators, guards: ['reasoned', 'noAppeal'], words: 'the buyer withdraws' },
  reject: { from: ['received', 'queued', 'in_review'], to: 'closed', by: mediators, guards: ['reasoned', 'noAppeal'], words: 'ineligible' },
  merge: { from: ['received', 'queued', 'in_review'], to: 'closed', by: mediators, guards: ['reasoned', 'noAppeal'], words: 'merged into another case' },
  settleOutside: { from: ['received', 'queued', 'in_review', 'waiting', 'staged', 'held'], to: 'closed', by: ['desk'], guards: ['ended'], words: 'closed at the source' },
} as const satisfies Record<string, Transition>;

export type CaseCommand = keyof typeof transitions;

/** Every command with its row, in the order of the table. */
export const commands = Object.entries(transitions) as [CaseCommand, Transition][];

/** Whether a case in this state may be moved by the command at all. */
export function allows(state: CaseState, command: CaseCommand): boolean {
  return (transitions[command].from as readonly CaseState[]).includes(state);
}
