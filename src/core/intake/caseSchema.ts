import { z } from 'zod';
import { NeutralCase, neutralCaseSchema } from '../../contract/neutralCase.ts';

/** `dispute-case/1` as JSON Schema (draft 2020-12) for those who write `case.json`: what may be left out may be left out here too. */
export function caseJsonSchema(): object {
  return { ...z.toJSONSchema(NeutralCase, { io: 'input' }), $id: neutralCaseSchema, title: 'A dispute between a buyer and a seller, with its evidence' };
}
