import { z } from 'zod';
import { CaseReport, DecisionsReport } from '../../contract/reportParts.ts';

/** The reports as data in JSON Schema (draft 2020-12), by the name of their file in `resources/reports`. */
export function reportJsonSchemas(): Record<string, object> {
  return {
    'case-report.schema.json': { ...z.toJSONSchema(CaseReport, { io: 'output' }), $id: 'case-report/1', title: 'One case of the desk with its exhibits, rulings, letters and log' },
    'decisions-report.schema.json': { ...z.toJSONSchema(DecisionsReport, { io: 'output' }), $id: 'decisions-report/1', title: 'The rulings of a filter with their totals' },
  };
}
