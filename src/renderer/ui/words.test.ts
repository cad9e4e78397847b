import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { EvidenceFlag } from '../../contract/caseFile.ts';
import { TimelineEntry } from '../../contract/timeline.ts';
import { CaseScope, CaseSort } from '../../contract/caseViews.ts';
import { JobKind, JobState } from '../../contract/jobs.ts';
import { NeutralAnswer, NeutralReturn, NeutralScan } from '../../contract/neutralCase.ts';
import { ErrorCode } from '../../contract/reply.ts';
import { Refund } from '../../contract/refundStates.ts';
import { RulingState } from '../../contract/rulings.ts';
import * as vocabulary from '../../contract/vocabulary.ts';
import * as words from './words.ts';

const tables: [string, z.ZodEnum, Record<string, unknown>[]][] = [
  ['Reason', vocabulary.Reason, [words.reasonWords, words.reasonIcons]],
  ['CaseState', vocabulary.CaseState, [words.stateWords, words.stateIcons, words.stateTones]],
  ['Side', vocabulary.Side, [words.sideWords, words.sideIcons]],
  ['Actor', vocabulary.Actor, [words.actorWords]],
  ['Adversary', vocabulary.Adversary, [words.adversaryWords]],
  ['Bearer', vocabulary.Bearer, [words.bearerWords]],
  ['Outcome', vocabulary.Outcome, [words.outcomeWords, words.outcomeIcons]],
  ['EvidenceKind', vocabulary.EvidenceKind, [words.kindWords, words.kindIcons]],
  ['Admissibility', vocabulary.Admissibility, [words.admissibilityWords, words.admissibilityIcons]],
  ['RemedyKind', vocabulary.RemedyKind, [words.remedyWords]],
  ['RemedyState', vocabulary.RemedyState, [words.remedyStateWords]],
  ['SourceStage', vocabulary.SourceStage, [words.stageWords]],
  ['FindingResult', vocabulary.FindingResult, [words.findingWords]],
  ['Role', vocabulary.Role, [words.roleWords]],
  ['stance', NeutralAnswer.shape.stance, [words.stanceWords]],
  ['scan', NeutralScan.shape.status, [words.scanWords]],
  ['return', NeutralReturn.shape.state, [words.returnWords]],
  ['flag', EvidenceFlag.shape.code, [words.flagWords]],
  ['timeline', TimelineEntry.shape.kind, [words.timelineWords]],
  ['RulingState', RulingState, [words.rulingStateWords]],
  ['refund', Refund.shape.state, [words.refundStateWords]],
  ['JobKind', JobKind, [words.jobKindWords]],
  ['JobState', JobState, [words.jobStateWords]],
  ['CaseScope', CaseScope, [words.scopeWords, words.scopeIcons]],
  ['CaseSort', CaseSort, [words.sortWords]],
  ['ErrorCode', ErrorCode, [words.faultWords]],
];

describe('words', () => {
  it.each(tables)('no value of %s is shown as a code or as nothing, and no word is left for a value that is gone', (_name, values, labels) => {
    for (const table of labels) {
      expect(Object.keys(table).toSorted()).toEqual((values.options as string[]).toSorted());
      for (const label of Object.values(table)) expect(label).toBeTruthy();
    }
  });
  it('no two values of one list read the same', () => {
    for (const [, , labels] of tables) {
      const texts = Object.values(labels[0]!);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });
  it('no label shouts', () => {
    for (const [, , labels] of tables) expect(Object.values(labels[0]!).join(' ')).not.toContain('!');
  });
});
