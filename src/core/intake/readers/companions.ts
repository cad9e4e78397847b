import { dirname } from 'node:path/posix';
import type { JsonValue } from '../parseJson.ts';
import { playersOf } from './mercadolibre.ts';
import { companionKinds, companionTies, type CompanionKind } from './mercadolibreCompanions.ts';
import { hasKeys, isId } from './reader.ts';
import type { Warning } from './source.ts';

export type CompanionFile = { path: string; payload: JsonValue; kind: CompanionKind };
export type ClaimFile = { path: string; claim: JsonValue };

/** Where a companion belongs: to one claim, or to none with the reason. */
export type Belonging<Claim> = { claim: Claim; warning: Warning | null } | { claim: null; code: string; message: string };

/**
 * Finds the claim of a companion among those of its folder: by the claim id inside it, by a claim id in its file name, by the people it names, or because
 * there is only one. A companion that could be of several claims is given to none: evidence in the wrong case is worse than evidence not read.
 */
export function claimOf<Claim extends ClaimFile>(companion: CompanionFile, claims: readonly Claim[]): Belonging<Claim> {
  const here = claims.filter((claim) => folderOf(claim.path) === folderOf(companion.path));
  const what = companionKinds[companion.kind];
  if (here.length === 0) {
    return {
      claim: null,
      code: 'CASE_COMPANION_ALONE',
      message: `${what} of a Mercado Libre claim, without the claim: put it in one folder with its claim.`,
    };
  }
  const ties = companionTies(companion.payload);
  const named = here.filter((claim) => ties.claimIds.has(idOf(claim)));
  if (ties.claimIds.size > 0 && named.length === 0) {
    return {
      claim: null,
      code: 'CASE_COMPANION_OTHER_CLAIM',
      message: `${what} of the Mercado Libre claim ${[...ties.claimIds].join(', ').slice(0, 100)}, which is not in this folder.`,
    };
  }
  const name = companion.path.split(/[\\/]/).at(-1) ?? '';
  const byName = here.filter((claim) => idOf(claim).length >= 6 && name.includes(idOf(claim)));
  const byPeople = ties.userIds.size === 0 ? [] : here.filter((claim) => [...ties.userIds].every((user) => playersOf(claim.claim).has(user)));
  const found = [named, byName, byPeople, here].map(oneClaim).find((claim) => claim !== null);
  if (!found) {
    const ids = [...new Set(here.map(idOf))].slice(0, 5).join(', ');
    return {
      claim: null,
      code: 'CASE_COMPANION_AMBIGUOUS',
      message: `${what} of a Mercado Libre claim, but the folder holds several (${ids}): put each claim in a folder of its own with its files.`,
    };
  }
  const isStranger = ties.userIds.size > 0 && byPeople.length === 0;
  const message = `${name} names people who are not players of this claim; check that it belongs here.`;
  return { claim: found, warning: isStranger ? { code: 'CASE_COMPANION_OTHER_PEOPLE', message } : null };
}

/** The only claim among them; the same claim in two files is one, read from the first. */
function oneClaim<Claim extends ClaimFile>(claims: readonly Claim[]): Claim | null {
  const [first] = claims;
  return first && claims.every((claim) => idOf(claim) === idOf(first)) ? first : null;
}

function idOf({ claim }: ClaimFile): string {
  return hasKeys(claim, 'id') && isId(claim['id']) ? String(claim['id']) : '';
}

function folderOf(path: string): string {
  return dirname(path.replaceAll('\\', '/'));
}
