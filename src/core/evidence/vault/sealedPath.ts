import { basename, join } from 'node:path';

/** Whether this is a name the vault gives: two hexadecimal digits as folder, 32 as file. */
export function isVaultName(name: string): boolean {
  return /^([0-9a-f]{2})\/\1[0-9a-f]{30}$/.test(name);
}

/** The place of a sealed file on disk; refuses a name the vault did not give, so that none can point elsewhere. */
export function sealedPath(vaultDir: string, name: string): string {
  if (!isVaultName(name)) throw new Error('This is no name of a file in the vault.');
  return join(vaultDir, name);
}

/** Where a sealed file waits in a staging folder before it settles in the vault. */
export function stagedPath(stagingDir: string, name: string): string {
  if (!isVaultName(name)) throw new Error('This is no name of a file in the vault.');
  return join(stagingDir, basename(name));
}
