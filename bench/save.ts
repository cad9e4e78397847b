import type { Result } from './measure.ts';
import type { Settings } from './settings.ts';

/** to come */
export function saveResults(_settings: Settings, _results: readonly Result[], _isPart: boolean): void {}
