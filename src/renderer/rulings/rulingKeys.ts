import type { FindingResult, Outcome, Reason } from '../../contract/vocabulary.ts';
import { reasons } from '../../contract/vocabulary.ts';
import type { KeyCommand } from '../ui/keys.ts';
import { findingWords, outcomeWords, reasonWords } from '../ui/words.ts';

/** What the keys of the ruling panel act on. */
export type RulingActions = {
  canRule(): boolean;
  /** True from an outcome key until a reason is given: digits mean reasons then. */
  isAskingReason(): boolean;
  chooseOutcome(outcome: Outcome): void;
  chooseReason(reason: Reason): void;
  leaveReasons(): void;
  find(result: FindingResult): void;
  insertFindings(): void;
  openClauses(): void;
  hasLetters(): boolean;
  readLetters(): void;
  takeSuggestion(): void;
  stage(andNext: boolean): void;
};

const outcomeKeys = { 1: 'full_refund', 2: 'partial_refund', 3: 'no_refund' } as const satisfies Record<string, Outcome>;
const findingKeys = { Y: 'established', F: 'not_established', U: 'inconclusive' } as const satisfies Record<string, FindingResult>;

/** The keys of the ruling panel; later ones win, so the digits of the reasons stand after those of the outcomes. */
export function rulingCommands(actions: RulingActions): KeyCommand[] {
  const isEnabled = () => actions.canRule();
  const isAsking = () => actions.canRule() && actions.isAskingReason();
  return [
    ...Object.entries(outcomeKeys).map(([keys, outcome]) => ({
      id: `ruling.${outcome}`, keys, words: outcomeWords[outcome], run: () => actions.chooseOutcome(outcome), isEnabled,
    })),
    ...reasons.map((reason, index) => ({
      id: `ruling.reason.${reason}`, keys: String(index + 1), words: `After an outcome: ${reasonWords[reason].toLowerCase()}`,
      run: () => actions.chooseReason(reason), isEnabled: isAsking, isKeyOnly: true,
    })),
    { id: 'ruling.leaveReasons', keys: 'Escape', words: 'Keep the reason as it is', run: () => actions.leaveReasons(), isEnabled: isAsking, isKeyOnly: true },
    ...Object.entries(findingKeys).map(([keys, result]) => ({
      id: `ruling.${result}`, keys, words: `Claim in work: ${findingWords[result].toLowerCase()}`, run: () => actions.find(result), isEnabled,
    })),
    { id: 'ruling.insertFindings', keys: 'I', words: 'Insert findings as sentences', run: () => actions.insertFindings(), isEnabled },
    { id: 'ruling.takeSuggestion', keys: 'Shift+S', words: 'Take the suggestion into the draft', run: () => actions.takeSuggestion(), isEnabled },
    { id: 'ruling.policy', keys: 'P', words: 'Policy clauses', run: () => actions.openClauses() },
    { id: 'ruling.letters', keys: 'Shift+M', words: 'Letters to both sides', run: () => actions.readLetters(), isEnabled: () => actions.hasLetters() },
    { id: 'ruling.stage', keys: 'Enter', words: 'Stage and next case', run: () => actions.stage(true), isEnabled },
    { id: 'ruling.stageAndStay', keys: 'Shift+Enter', words: 'Stage and stay', run: () => actions.stage(false), isEnabled },
  ];
}
