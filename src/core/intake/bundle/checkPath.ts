import type { Bundle, OpenOptions } from './openBundle.ts';
import { openBundle } from './openBundle.ts';

/** One result of `desk check --json`. */
export type CheckResult = Pick<Bundle, 'kind' | 'version' | 'valid' | 'complete' | 'faults' | 'warnings'> & { path: string };

/** Checks what lies at a path without keeping or changing anything; a path that is no bundle gives kind 'unknown' and its fault. */
export async function checkPath(path: string, options: Omit<OpenOptions, 'quarantineDir'> = {}): Promise<CheckResult> {
  const bundle = await openBundle(path, { ...options, quarantineDir: null });
  try {
    const { kind, version, valid, complete, faults, warnings } = bundle;
    return { path, kind, version, valid, complete, faults, warnings };
  } finally {
    await bundle.dispose();
  }
}
