import { errorCodes, type ErrorCode, type Fault } from '../../contract/reply.ts';

/** What a failed call said; anything else is a defect of the desk and keeps its own words. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Error) {
    const { code, data } = error as { code?: unknown; data?: unknown };
    if (errorCodes.includes(code as ErrorCode)) return { code: code as ErrorCode, message: error.message, data };
    return { code: 'INTERNAL', message: error.message };
  }
  return { code: 'INTERNAL', message: String(error) };
}
