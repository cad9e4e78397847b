import type { JobHandler } from '../jobs/runner.ts';

export const orderReturn: JobHandler = async () => {};
export const lapseReturn: JobHandler = async () => {};
