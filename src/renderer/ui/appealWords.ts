import type { AppealResult, AppealWay } from '../../contract/appealParts.ts';
import type { Tone } from './tone.ts';

export const appealResultWords: Record<AppealResult, string> = { confirmed: 'Confirmed', changed: 'Changed', partly: 'Changed in part' };
export const appealResultTones: Record<AppealResult, Tone> = { confirmed: 'done', changed: 'attention', partly: 'attention' };
export const appealWayWords: Record<AppealWay, string> = { exchange: 'the exchange folder', letter: 'letter', phone: 'phone', message: 'message' };
