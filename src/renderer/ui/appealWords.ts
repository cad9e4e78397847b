import type { AppealBy, AppealResult, AppealStep } from '../../contract/appealParts.ts';
import type { Tone } from './tone.ts';

export const appealResultWords: Record<AppealResult, string> = { confirmed: 'Confirmed', changed: 'Changed', partly: 'Changed in part' };
export const appealResultTones: Record<AppealResult, Tone> = { confirmed: 'done', changed: 'attention', partly: 'attention' };
export const appealWayWords: Record<AppealStep['how'], string> = { exchange: 'the exchange folder', letter: 'letter', phone: 'phone', message: 'message', review: 'a review of this desk' };

/** What another look at a ruling is called: an appeal of a party, or a correction that the desk opened itself. */
export const appealTitle = (by: AppealBy): string => (by === 'platform' ? 'Correction by the desk' : `Appeal of the ${by}`);
